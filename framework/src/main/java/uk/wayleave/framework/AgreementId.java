package uk.wayleave.framework;

import java.util.UUID;

/** Identifies one agreement, the same for all its versions. */
public record AgreementId(UUID value) {
    /** @throws IllegalArgumentException if the text is not a UUID */
    public static AgreementId of(String text) {
        return new AgreementId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
