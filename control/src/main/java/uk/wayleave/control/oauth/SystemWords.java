package uk.wayleave.control.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.Register;
import uk.wayleave.register.trust.TrustedIssuer;
import uk.wayleave.register.trust.TrustedIssuer.Serves;

/**
 * Finds out whether a JWT is the word of a system that the Controller trusts: its registered keys alone count, never one that
 * the JWT brings or names (RFC 8725 section 3.10).
 */
final class SystemWords {
    /** How a signed instruction is typed, so that no other JWT of the same keys passes for one (RFC 8725 section 3.11). */
    static final JOSEObjectType INSTRUCTION = new JOSEObjectType("wayleave-instruction+jwt");

    private static final Set<JOSEObjectType> OF_USERS =
            Set.of(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"));
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
    private static final Duration CLOCKS_APART = Duration.ofSeconds(30);
    private static final int LONGEST = 14_000;

    private final Register register;
    private final Clock clock;
    private final Supplier<URI> issuer;

    SystemWords(Register register, Clock clock, Supplier<URI> issuer) {
        this.register = register;
        this.clock = clock;
        this.issuer = issuer;
    }

    /**
     * What a system says.
     *
     * @param person the identifier in the claim that the Controller named
     */
    record Said(TrustedIssuer by, JWTClaimsSet claims, String person) {
        /** Without the claims. */
        @Override
        public String toString() {
            return "Said[" + by.id() + "]";
        }
    }

    /**
     * @param parameter that it came in
     * @throws OAuthRefusal with {@code invalid_grant}
     */
    Said read(String parameter, ControllerId controller, Serves serves, String text) {
        try {
            if (text.length() > LONGEST) throw refusal(parameter, "It is too long.");
            SignedJWT jwt = SignedJWT.parse(text);
            @Nullable String claimed = jwt.getJWTClaimsSet().getIssuer();
            TrustedIssuer by = Optional.ofNullable(claimed)
                    .flatMap(name -> register.trustedIssuers().find(controller, name, serves))
                    .orElseThrow(() -> refusal(
                            parameter,
                            "Its iss is none that the Controller trusts for this. Its administrator registers them."));
            JWTClaimsSet claims = processor(by).process(jwt, null);
            requireTimes(parameter, claims);
            if (!claims.getAudience().contains(issuer.get().toString()))
                throw refusal(parameter, "Its aud is not this authorization server.");
            @Nullable Object person = claims.getClaim(by.personClaim());
            if (!(person instanceof String identifier) || identifier.isBlank())
                throw refusal(parameter, "It has no " + by.personClaim() + " that names a person.");
            return new Said(by, claims, identifier);
        } catch (ParseException | JOSEException | BadJOSEException | IllegalArgumentException e) {
            throw refusal(parameter, "It is not a JWT signed with a registered key of its issuer, of the right typ.");
        }
    }

    private static DefaultJWTProcessor<SecurityContext> processor(TrustedIssuer by) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(
                by.serves() == Serves.INSTRUCTIONS
                        ? new DefaultJOSEObjectTypeVerifier<>(INSTRUCTION)
                        : new DefaultJOSEObjectTypeVerifier<>(OF_USERS));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(by.keys())));
        // Times and audience are checked by our own clock and address.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        return processor;
    }

    private void requireTimes(String parameter, JWTClaimsSet claims) {
        Instant now = clock.instant();
        if (claims.getExpirationTime() == null
                || !now.isBefore(claims.getExpirationTime().toInstant().plus(CLOCKS_APART)))
            throw refusal(parameter, "It has expired, or has no exp.");
        if (claims.getNotBeforeTime() != null
                && now.isBefore(claims.getNotBeforeTime().toInstant().minus(CLOCKS_APART)))
            throw refusal(parameter, "It is not good yet.");
    }

    static OAuthRefusal refusal(String parameter, String why) {
        return new OAuthRefusal(OAuth2ErrorCodes.INVALID_GRANT, parameter + ": " + why);
    }
}
