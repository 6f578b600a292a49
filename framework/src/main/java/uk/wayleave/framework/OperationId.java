package uk.wayleave.framework;

import java.util.regex.Pattern;

/**
 * The name of one Street Manager operation, the same in every API version: its API and its name, as in
 * {@code work.CreateWork} or {@code party.GetWorkstreams} (the API is part of the name because two APIs may use the
 * same one). Agreements and instructions name operations by it.
 */
public record OperationId(String value) implements Comparable<OperationId> {
    private static final Pattern FORM = Pattern.compile("[a-z]{2,20}\\.[A-Z][A-Za-z0-9]{1,80}");

    /** @throws IllegalArgumentException if the text does not have the form {@code api.Name} */
    public OperationId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "An operation is named api.Name, for instance work.CreateWork; this was not.");
        }
    }

    public static OperationId of(String api, String name) {
        return new OperationId(api + "." + name);
    }

    @Override
    public int compareTo(OperationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
