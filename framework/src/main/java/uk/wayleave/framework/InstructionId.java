package uk.wayleave.framework;

import java.util.UUID;

/** Identifies one explicit request of a Controller. */
public record InstructionId(UUID value) {
    /** @throws IllegalArgumentException if the text is not a UUID */
    public static InstructionId of(String text) {
        return new InstructionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
