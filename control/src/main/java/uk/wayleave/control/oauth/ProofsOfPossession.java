package uk.wayleave.control.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPIssuer;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPProofUse;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPTokenRequestVerifier;
import com.nimbusds.oauth2.sdk.dpop.verifiers.InvalidDPoPProofException;
import com.nimbusds.oauth2.sdk.util.singleuse.AlreadyUsedException;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import uk.wayleave.messages.certificate.CallerCertificate;
import uk.wayleave.register.credential.RandomSecret;
import uk.wayleave.register.token.Confirmation;

/**
 * Proofs that a client holds a key, for the endpoints that bind tokens to one: DPoP (RFC 9449 section 5), or the certificate
 * of its connection (RFC 8705).
 */
final class ProofsOfPossession {
    /** RFC 9449 section 12.7.1. */
    static final String INVALID = "invalid_dpop_proof";

    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
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
    private static final int LONGEST = 4096;

    private final Supplier<URI> issuer;
    /** Each proof is good once (RFC 9449 section 11.1), at this node. */
    private final Cache<String, Boolean> used = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofSeconds(OLDEST_SECONDS + 2 * CLOCKS_APART_SECONDS))
            .build();

    ProofsOfPossession(Supplier<URI> issuer) {
        this.issuer = issuer;
    }

    /**
     * The thumbprint of the key that the proof is of.
     *
     * @param client that has proven itself
     * @param endpoint path of the endpoint that was asked with POST
     * @throws OAuthRefusal with {@code invalid_dpop_proof}
     */
    String thumbprint(String client, String endpoint, String proof) {
        if (proof.length() > LONGEST) throw invalid();
        try {
            var verifier = new DPoPTokenRequestVerifier(
                    ALGORITHMS, URI.create(issuer.get() + endpoint), CLOCKS_APART_SECONDS, OLDEST_SECONDS, this::once);
            return verifier.verify(new DPoPIssuer(client), SignedJWT.parse(proof), Set.<Nonce>of())
                    .getValue()
                    .toString();
        } catch (InvalidDPoPProofException | JOSEException | ParseException | IllegalArgumentException e) {
            throw invalid();
        }
    }

    /**
     * What a token is to be bound to: the key of the proof that came, or else the certificate that the client has shown.
     * A proof is sent on purpose, while a certificate may be shown to everybody.
     *
     * @param request to the token endpoint
     * @param parameters of the request
     */
    Optional<Confirmation> confirmation(String client, Authentication request, Map<String, Object> parameters) {
        Optional<String> key =
                thumbprint(client, AuthorizationServer.TOKEN, InstructionTokens.parameter(parameters, "dpop_proof"));
        if (key.isPresent()) return key.map(Confirmation.OfKey::new);
        if (!(request.getDetails() instanceof CallerCertificate certificate))
            throw new IllegalStateException("A request for a token came without what the client has shown.");
        return switch (certificate) {
            case CallerCertificate.None _ -> Optional.empty();
            case CallerCertificate.Shown(String thumbprint) -> Optional.of(new Confirmation.OfCertificate(thumbprint));
            case CallerCertificate.Unusable(String why) ->
                throw new OAuthRefusal(OAuth2ErrorCodes.INVALID_REQUEST, why);
        };
    }

    /** As above; empty where no proof came. */
    Optional<String> thumbprint(String client, String endpoint, Optional<String> proof) {
        return proof.map(one -> thumbprint(client, endpoint, one));
    }

    private void once(DPoPProofUse use) throws AlreadyUsedException {
        if (used.asMap().putIfAbsent(nameOf(use), true) != null)
            throw new AlreadyUsedException("A proof is good once.");
    }

    private OAuthRefusal invalid() {
        return new OAuthRefusal(
                INVALID,
                "The DPoP proof is not one for this endpoint and this moment, or was used before. Make a fresh one with"
                        + " htm POST and the endpoint's address as htu.");
    }

    /** Of one length, however long an identifier somebody makes. */
    private static String nameOf(DPoPProofUse use) {
        return HexFormat.of().formatHex(RandomSecret.digest(use.getIssuer() + " " + use.getJWTID()));
    }
}
