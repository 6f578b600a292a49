package uk.wayleave.framework;

import java.util.UUID;

/** Identifies a registered person of a Controller or an integrator. */
public record PersonId(UUID value) {
    /** @throws IllegalArgumentException if the text is not a UUID */
    public static PersonId of(String text) {
        return new PersonId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
