package uk.wayleave.register.identity;

import java.net.URI;
import uk.wayleave.register.Body;

/**
 * A body's own identity provider, as this installation is registered with it.
 *
 * @param issuer as in its discovery document and in every ID token, compared character by character
 * @param clientId what it knows us by
 * @param clientSecret what it knows us is us by
 * @param claim which of its claims is a person's identifier here
 */
public record IdentityProvider(
        IdentityProviderId id, Body body, URI issuer, String clientId, String clientSecret, PersonClaim claim) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "IdentityProvider[" + id + "]";
    }
}
