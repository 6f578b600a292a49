package uk.wayleave.framework;

import java.util.UUID;

/** Identifies a third party that processes data for Controllers. */
public record IntegratorId(UUID value) {
    /** @throws IllegalArgumentException if the text is not a UUID */
    public static IntegratorId of(String text) {
        return new IntegratorId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
