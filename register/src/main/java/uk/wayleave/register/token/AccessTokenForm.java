package uk.wayleave.register.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import uk.wayleave.register.credential.RandomSecret;

/**
 * The form of an access token: a JSON Web Token (RFC 7519), because clients written for Street Manager read its expiry
 * from one. It says when it was issued and expires and carries 256 random bits, and nothing about anybody. Whether it is
 * good the register alone decides, by its digest.
 */
final class AccessTokenForm {
    private static final JWSHeader HEADER =
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();

    private final byte[] key;
    private final SecureRandom random;

    /** @param key 32 bytes to sign with */
    AccessTokenForm(byte[] key, SecureRandom random) {
        this.key = key.clone();
        this.random = random;
    }

    String next(Instant issued, Instant expires) {
        var claims = new JWTClaimsSet.Builder()
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(expires))
                .jwtID(RandomSecret.next(random, ""))
                .build();
        var token = new SignedJWT(HEADER, claims);
        try {
            token.sign(new MACSigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java can sign with HMAC-SHA256.", e);
        }
        return token.serialize();
    }
}
