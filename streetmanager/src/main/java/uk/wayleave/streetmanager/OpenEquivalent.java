package uk.wayleave.streetmanager;

import java.util.Map;
import java.util.Set;

/**
 * The open data that answers an other use of an operation (framework A5).
 *
 * @param fields member of the answer's record → its name in the open events; empty when the record's fields are not
 *     compared. The member {@code permit_conditions} is open as codes only
 * @param neverOpen members that are in no open event
 */
public record OpenEquivalent(Topic topic, Map<String, String> fields, Set<String> neverOpen) {
    /** What the open events are about. */
    public enum Topic {
        PERMIT,
        ACTIVITY,
        SECTION_58,
        /** Nothing open answers it. */
        NONE
    }

    public OpenEquivalent {
        fields = Map.copyOf(fields);
        neverOpen = Set.copyOf(neverOpen);
    }

    /** Whether this member of the record is published too. Whatever is not known to be open is not. */
    public boolean isOpen(String member) {
        return fields.containsKey(member);
    }
}
