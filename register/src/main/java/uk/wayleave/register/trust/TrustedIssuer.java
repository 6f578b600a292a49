package uk.wayleave.register.trust;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Instant;
import uk.wayleave.framework.ControllerId;

/**
 * A system whose signatures count for the Controller's persons.
 *
 * @param issuer its {@code iss}
 * @param keys its public keys
 * @param personClaim which claim has the identifier of a registered person
 */
public record TrustedIssuer(
        TrustedIssuerId id,
        ControllerId controller,
        String issuer,
        Serves serves,
        JWKSet keys,
        String personClaim,
        Instant registered) {
    /** What its signatures are taken for. */
    public enum Serves {
        /** It signs whole instructions. */
        INSTRUCTIONS,
        /** It signs in users, whose tokens are exchanged (RFC 8693). */
        USERS
    }
}
