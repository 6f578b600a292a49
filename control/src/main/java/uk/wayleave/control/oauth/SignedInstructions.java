package uk.wayleave.control.oauth;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import uk.wayleave.framework.Instruction;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.request.WantedInstruction;
import uk.wayleave.register.token.ClientHolder;
import uk.wayleave.register.token.Confirmation;
import uk.wayleave.register.trust.SystemInstructions.Way;
import uk.wayleave.register.trust.SystemInstructions.Word;
import uk.wayleave.register.trust.TrustedIssuer.Serves;

/**
 * The grant {@code jwt-bearer} (RFC 7523 section 2.1): an instruction that a system of the Controller's has signed for one
 * product and one person, and the token bound to it. Each counts once.
 */
final class SignedInstructions implements AuthenticationProvider {
    private static final String ASSERTION = "assertion";
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Register register;
    private final SystemWords words;
    private final AuthorizationDetails details;
    private final InstructionTokens tokens;
    private final ProofsOfPossession proofs;
    private final Clock clock;

    SignedInstructions(
            Register register,
            SystemWords words,
            AuthorizationDetails details,
            ProofsOfPossession proofs,
            Clock clock) {
        this.register = register;
        this.words = words;
        this.details = details;
        this.tokens = new InstructionTokens(register, clock);
        this.proofs = proofs;
        this.clock = clock;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        var form = (GrantForm) authentication;
        if (!form.getGrantType().equals(GrantForm.SIGNED)) return null;
        OAuth2ClientAuthenticationToken client = InstructionTokens.proven(form.getPrincipal());
        String clientId = InstructionTokens.registered(client).getClientId();
        Map<String, Object> parameters = form.getAdditionalParameters();
        Optional<Confirmation> key = proofs.confirmation(clientId, form, parameters);
        ClientHolder holder = register.tokens()
                .holder(clientId)
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
        String assertion = InstructionTokens.parameter(parameters, ASSERTION)
                .orElseThrow(() -> new OAuthRefusal(OAuth2ErrorCodes.INVALID_REQUEST, "assertion: it is missing."));
        SystemWords.Said said = words.read(ASSERTION, holder.controller(), Serves.INSTRUCTIONS, assertion);
        requireForClient(said.claims(), clientId);
        WantedInstruction wanted = details.read(JSONArrayUtils.toJSONString(listed(said.claims())));
        var word = new Word(Way.SIGNED, said.by().issuer(), assertion, Optional.empty());
        return switch (register.systemInstructions().give(holder, wanted, said.person(), word)) {
            case Outcome.Done<Instruction>(Instruction given) ->
                tokens.of(client, Optional.of(given.id()), Optional.empty(), key);
            case Outcome.Refused<Instruction>(String why, String cure) ->
                throw SystemWords.refusal(ASSERTION, why + " " + cure);
        };
    }

    /** Signed for one product: another that gets hold of it can do nothing with it. */
    private void requireForClient(JWTClaimsSet claims, String clientId) {
        try {
            if (!clientId.equals(claims.getStringClaim("client_id")))
                throw SystemWords.refusal(ASSERTION, "Its client_id is not the client that sends it.");
        } catch (ParseException e) {
            throw SystemWords.refusal(ASSERTION, "Its client_id is no text.");
        }
        if (claims.getJWTID() == null || claims.getJWTID().isBlank())
            throw SystemWords.refusal(ASSERTION, "It has no jti.");
        if (claims.getExpirationTime().toInstant().isAfter(clock.instant().plus(LONGEST)))
            throw SystemWords.refusal(ASSERTION, "Its exp is more than 10 minutes away.");
    }

    private static List<?> listed(JWTClaimsSet claims) {
        if (claims.getClaim("authorization_details") instanceof List<?> list) return list;
        throw SystemWords.refusal(ASSERTION, "It has no authorization_details, an array.");
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return GrantForm.class.isAssignableFrom(authentication);
    }
}
