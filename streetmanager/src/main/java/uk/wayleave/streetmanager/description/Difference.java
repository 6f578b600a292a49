package uk.wayleave.streetmanager.description;

import java.util.List;

/**
 * One thing in which a description differs from what the catalogue says.
 *
 * @param calls the operations it shows in, as method and path
 * @param place what differs: empty for an operation as a whole, else for instance {@code answer PermitResponse.town}
 * @param was as the catalogue has it; empty where the catalogue lacks it
 * @param is as the description has it; empty where the description lacks it
 * @param harmless whether nothing has to be done about it: new values of a list, another name
 */
public record Difference(Kind kind, List<String> calls, String place, String was, String is, boolean harmless) {
    public enum Kind {
        NEW,
        GONE,
        CHANGED
    }

    public Difference {
        calls = List.copyOf(calls);
    }
}
