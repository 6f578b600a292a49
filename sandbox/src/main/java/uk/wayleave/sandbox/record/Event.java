package uk.wayleave.sandbox.record;

import java.util.Optional;

/**
 * What happened, for the history.
 *
 * @param code Street Manager's audit event, for instance {@code permit_submitted}
 * @param object kind of thing it happened to, for instance {@code permit}
 * @param reference of that thing
 * @param parent reference of what the thing belongs to, for instance the permit of an alteration (V6)
 * @param details words for a reader
 */
public record Event(String code, String object, String reference, Optional<String> parent, String details) {
    public static Event of(String code, String object, String reference, String details) {
        return new Event(code, object, reference, Optional.empty(), details);
    }

    public Event under(String parentReference) {
        return new Event(code, object, reference, Optional.of(parentReference), details);
    }
}
