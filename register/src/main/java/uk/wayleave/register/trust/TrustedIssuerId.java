package uk.wayleave.register.trust;

import java.util.UUID;

/** Names an issuer that a Controller trusts. */
public record TrustedIssuerId(UUID value) {
    /** @throws IllegalArgumentException if it is no UUID */
    public static TrustedIssuerId of(String text) {
        return new TrustedIssuerId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
