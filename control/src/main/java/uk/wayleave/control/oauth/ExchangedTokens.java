package uk.wayleave.control.oauth;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.request.WantedInstruction;
import uk.wayleave.register.token.ClientHolder;
import uk.wayleave.register.token.Confirmation;
import uk.wayleave.register.trust.SystemInstructions.Way;
import uk.wayleave.register.trust.SystemInstructions.Word;
import uk.wayleave.register.trust.TrustedIssuer.Serves;

/**
 * Token exchange (RFC 8693): the token of a Controller's own user, from an issuer the Controller trusts, for an instruction
 * of that user's and the token bound to it. The product is the actor; who acted before it stays in {@code act}.
 */
final class ExchangedTokens implements AuthenticationProvider {
    private static final String SUBJECT = "subject_token";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    /** A user's session, not a standing instruction: that takes a person here, or a signature over all of it. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Register register;
    private final SystemWords words;
    private final AuthorizationDetails details;
    private final InstructionTokens tokens;
    private final ProofsOfPossession proofs;
    private final Clock clock;
    private final Supplier<URI> issuer;

    ExchangedTokens(
            Register register,
            SystemWords words,
            AuthorizationDetails details,
            ProofsOfPossession proofs,
            Clock clock,
            Supplier<URI> issuer) {
        this.register = register;
        this.words = words;
        this.details = details;
        this.tokens = new InstructionTokens(register, clock);
        this.proofs = proofs;
        this.clock = clock;
        this.issuer = issuer;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var grant = (OAuth2TokenExchangeAuthenticationToken) authentication;
        OAuth2ClientAuthenticationToken client = InstructionTokens.proven(grant.getPrincipal());
        String clientId = InstructionTokens.registered(client).getClientId();
        requireTakeable(grant);
        Optional<Confirmation> key = proofs.confirmation(clientId, grant, grant.getAdditionalParameters());
        ClientHolder holder = register.tokens()
                .holder(clientId)
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
        WantedInstruction wanted =
                details.read(InstructionTokens.parameter(grant.getAdditionalParameters(), "authorization_details")
                        .orElseThrow(() -> new OAuthRefusal(
                                OAuth2ErrorCodes.INVALID_REQUEST, "authorization_details: it is missing.")));
        if (wanted.kind() == InstructionKind.STANDING
                || wanted.until().isAfter(clock.instant().plus(LONGEST)))
            throw new OAuthRefusal(
                    AuthorizationDetails.INVALID,
                    "authorization_details: a user's token gives no standing instruction, and none for more than a day.");
        SystemWords.Said said = words.read(SUBJECT, holder.controller(), Serves.USERS, grant.getSubjectToken());
        requireMayAct(said.claims(), clientId);
        Map<String, Object> act = actors(said.claims(), clientId);
        var word = new Word(
                Way.EXCHANGED,
                said.by().issuer(),
                grant.getSubjectToken(),
                Optional.of(JSONObjectUtils.toJSONString(act)));
        return switch (register.systemInstructions().give(holder, wanted, said.person(), word)) {
            case Outcome.Done<Instruction>(Instruction given) ->
                tokens.of(
                        client,
                        Optional.of(given.id()),
                        Optional.empty(),
                        key,
                        Map.of("issued_token_type", ACCESS_TOKEN, "act", act));
            case Outcome.Refused<Instruction>(String why, String cure) ->
                throw SystemWords.refusal(SUBJECT, why + " " + cure);
        };
    }

    private void requireTakeable(OAuth2TokenExchangeAuthenticationToken grant) {
        if (grant.getActorToken() != null)
            throw new OAuthRefusal(
                    OAuth2ErrorCodes.INVALID_REQUEST,
                    "actor_token: it is not taken here. The client that proves itself is the actor.");
        if (!grant.getRequestedTokenType().equals(ACCESS_TOKEN))
            throw new OAuthRefusal(
                    OAuth2ErrorCodes.INVALID_REQUEST, "requested_token_type: only " + ACCESS_TOKEN + " is given.");
        if (!grant.getScopes().isEmpty())
            throw new OAuthRefusal(
                    OAuth2ErrorCodes.INVALID_SCOPE, "There are no scopes here. Say it in authorization_details.");
        boolean elsewhere = !grant.getResources().isEmpty()
                || grant.getAudiences().stream()
                        .anyMatch(audience -> !audience.equals(issuer.get().toString()));
        if (elsewhere)
            throw new OAuthRefusal(
                    "invalid_target", "Tokens are for this gateway alone. Leave resource and audience out.");
    }

    /** RFC 8693 section 4.4: where the token says who may act for its user, nobody else may. */
    private static void requireMayAct(JWTClaimsSet claims, String clientId) {
        Object may = claims.getClaim("may_act");
        if (may == null) return;
        if (may instanceof Map<?, ?> actor && clientId.equals(actor.get("sub"))) return;
        throw SystemWords.refusal(SUBJECT, "Its may_act names another actor than this client.");
    }

    /** RFC 8693 section 4.1: the current actor outermost, the earlier ones within. */
    private static Map<String, Object> actors(JWTClaimsSet claims, String clientId) {
        Map<String, Object> act = new LinkedHashMap<>();
        act.put("sub", clientId);
        if (claims.getClaim("act") instanceof Map<?, ?> earlier) act.put("act", earlier);
        return act;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2TokenExchangeAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
