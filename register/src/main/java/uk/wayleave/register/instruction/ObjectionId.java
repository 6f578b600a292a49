package uk.wayleave.register.instruction;

import java.util.UUID;

/** Names an objection. */
public record ObjectionId(UUID value) {
    /** @throws IllegalArgumentException if it is no UUID */
    public static ObjectionId of(String text) {
        return new ObjectionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
