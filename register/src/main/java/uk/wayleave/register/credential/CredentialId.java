package uk.wayleave.register.credential;

import java.util.UUID;

/** Identifies a credential of a product under one agreement. */
public record CredentialId(UUID value) {
    /** @throws IllegalArgumentException if the text is not a UUID */
    public static CredentialId of(String text) {
        return new CredentialId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
