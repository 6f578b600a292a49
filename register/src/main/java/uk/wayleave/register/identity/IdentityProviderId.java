package uk.wayleave.register.identity;

import java.util.UUID;

/** Names an identity provider of one body. */
public record IdentityProviderId(UUID value) {
    /** @throws IllegalArgumentException if it is no UUID */
    public static IdentityProviderId of(String text) {
        return new IdentityProviderId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
