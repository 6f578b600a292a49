package uk.wayleave.control.oauth;

import java.time.Clock;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import uk.wayleave.register.Register;
import uk.wayleave.register.request.Redeemed;
import uk.wayleave.register.token.ClientHolder;
import uk.wayleave.register.token.Confirmation;

/** The grant {@code authorization_code} (RFC 6749 section 4.1.3): a token for the instruction a person approved. */
final class ApprovedTokens implements AuthenticationProvider {
    private final Register register;
    private final InstructionTokens tokens;
    private final ProofsOfPossession proofs;

    ApprovedTokens(Register register, ProofsOfPossession proofs, Clock clock) {
        this.register = register;
        this.tokens = new InstructionTokens(register, clock);
        this.proofs = proofs;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var grant = (OAuth2AuthorizationCodeAuthenticationToken) authentication;
        OAuth2ClientAuthenticationToken client = InstructionTokens.proven(grant.getPrincipal());
        String clientId = InstructionTokens.registered(client).getClientId();
        ClientHolder holder = register.tokens()
                .holder(clientId)
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
        // RFC 9396 section 6 lets a token ask for less; here an instruction is what the person read, and nothing else.
        if (grant.getAdditionalParameters().containsKey("authorization_details"))
            throw new OAuthRefusal(
                    AuthorizationDetails.INVALID,
                    "authorization_details: they were pushed, and the person approved them as they were. Leave them"
                            + " out.");
        // Before the code is taken: a proof that fails costs the product no code.
        Optional<Confirmation> key = proofs.confirmation(clientId, grant, grant.getAdditionalParameters());
        String verifier = InstructionTokens.parameter(grant.getAdditionalParameters(), "code_verifier")
                .orElseThrow(() -> new OAuthRefusal(OAuth2ErrorCodes.INVALID_REQUEST, "code_verifier: it is missing."));
        String redirect = grant.getRedirectUri() == null ? "" : grant.getRedirectUri();
        Redeemed redeemed = register.redemptions().redeem(holder, grant.getCode(), redirect, verifier);
        if (redeemed instanceof Redeemed.Given given) return tokens.of(client, given, key);
        throw new OAuthRefusal(
                OAuth2ErrorCodes.INVALID_GRANT,
                "The code is not one for this client, redirect_uri and code_verifier, or was used, or its minute is"
                        + " over. Ask the person again.");
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2AuthorizationCodeAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
