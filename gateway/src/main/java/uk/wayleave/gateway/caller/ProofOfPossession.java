package uk.wayleave.gateway.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.dpop.verifiers.AccessTokenValidationException;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPIssuer;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPProofUse;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPProtectedResourceRequestVerifier;
import com.nimbusds.oauth2.sdk.dpop.verifiers.InvalidDPoPProofException;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.oauth2.sdk.util.singleuse.AlreadyUsedException;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.register.credential.RandomSecret;

/**
 * A token bound to a key is good only with a fresh proof of that key for this very call (DPoP, RFC 9449 section 7): whoever
 * steals the token alone gets nothing with it.
 */
final class ProofOfPossession {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512);

    private static final long CLOCKS_APART_SECONDS = 10;
    private static final long OLDEST_SECONDS = 60;

    /** Each proof is good once (RFC 9449 section 11.1), at this node. */
    private final Cache<String, Boolean> used = Caffeine.newBuilder()
            .maximumSize(1_000_000)
            .expireAfterWrite(Duration.ofSeconds(OLDEST_SECONDS + 2 * CLOCKS_APART_SECONDS))
            .build();

    private final DPoPProtectedResourceRequestVerifier verifier =
            new DPoPProtectedResourceRequestVerifier(ALGORITHMS, CLOCKS_APART_SECONDS, OLDEST_SECONDS, this::once);

    /**
     * @param key thumbprint of the key the token is bound to
     * @throws Refused with 401 where no good proof of it came
     */
    void require(Incoming incoming, String token, String key) {
        Incoming.Proof proof = incoming.headers()
                .proof()
                .orElseThrow(() -> refused(
                        "proof-missing",
                        "The token is bound to a key. Send a DPoP proof of it (RFC 9449), made for this method and"
                                + " address and this token."));
        try {
            SignedJWT jwt = SignedJWT.parse(proof.jwt());
            verifier.verify(
                    incoming.method(),
                    target(proof, jwt),
                    new DPoPIssuer(key),
                    jwt,
                    new DPoPAccessToken(token),
                    new JWKThumbprintConfirmation(new Base64URL(key)),
                    Set.<Nonce>of(),
                    context -> {});
        } catch (InvalidDPoPProofException
                | AccessTokenValidationException
                | JOSEException
                | ParseException
                | IllegalArgumentException e) {
            throw refused(
                    "proof-invalid",
                    "The DPoP proof is not of the token's key, not for this method, address and token, not fresh, or was"
                            + " used before. Make a new one for each call.");
        }
    }

    private static URI target(Incoming.Proof proof, SignedJWT jwt) throws ParseException {
        String claimed = jwt.getJWTClaimsSet().getStringClaim("htu");
        boolean secured = proof.behindProxy() && claimed != null && claimed.startsWith("https:");
        return secured ? URI.create("https" + proof.target().toString().substring("http".length())) : proof.target();
    }

    private static Refused refused(String code, String detail) {
        return new Refused(new Refusal.BadRequest(401, code, detail, Optional.of("header DPoP")));
    }

    private void once(DPoPProofUse use) throws AlreadyUsedException {
        if (used.asMap().putIfAbsent(nameOf(use), true) != null) {
            throw new AlreadyUsedException("A proof is good once.");
        }
    }

    /** Of one length, however long an identifier somebody makes. */
    private static String nameOf(DPoPProofUse use) {
        return HexFormat.of().formatHex(RandomSecret.digest(use.getIssuer() + " " + use.getJWTID()));
    }
}
