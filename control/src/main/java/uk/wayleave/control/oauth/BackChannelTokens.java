package uk.wayleave.control.oauth;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import uk.wayleave.register.Register;
import uk.wayleave.register.request.Redeemed;
import uk.wayleave.register.token.ClientHolder;
import uk.wayleave.register.token.Confirmation;

/** The grant of OpenID CIBA in poll mode (CIBA Core section 10.1): a token once the person has approved elsewhere. */
final class BackChannelTokens implements AuthenticationProvider {
    private final Register register;
    private final InstructionTokens tokens;
    private final ProofsOfPossession proofs;

    BackChannelTokens(Register register, ProofsOfPossession proofs, Clock clock) {
        this.register = register;
        this.tokens = new InstructionTokens(register, clock);
        this.proofs = proofs;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        var form = (GrantForm) authentication;
        if (!form.getGrantType().equals(GrantForm.BACK_CHANNEL)) return null;
        OAuth2ClientAuthenticationToken client = InstructionTokens.proven(form.getPrincipal());
        String clientId = InstructionTokens.registered(client).getClientId();
        String id = InstructionTokens.parameter(form.getAdditionalParameters(), "auth_req_id")
                .orElseThrow(() -> new OAuthRefusal(OAuth2ErrorCodes.INVALID_REQUEST, "auth_req_id: it is missing."));
        Optional<Confirmation> key = proofs.confirmation(clientId, form, form.getAdditionalParameters());
        ClientHolder holder = register.tokens()
                .holder(clientId)
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
        return switch (register.redemptions().poll(holder, id)) {
            case Redeemed.Given given -> tokens.of(client, given, key);
            case Redeemed.Pending _ ->
                throw new OAuthRefusal("authorization_pending", "The person has not answered yet. Ask again later.");
            case Redeemed.TooSoon _ ->
                throw new OAuthRefusal(
                        "slow_down", "That was too soon after the last time. Wait for the interval each time.");
            case Redeemed.Declined _ -> throw new OAuthRefusal(OAuth2ErrorCodes.ACCESS_DENIED, "The person declined.");
            case Redeemed.Over _ ->
                throw new OAuthRefusal("expired_token", "Nobody answered in time. Ask the person again.");
            case Redeemed.Denied _ ->
                throw new OAuthRefusal(
                        OAuth2ErrorCodes.INVALID_GRANT,
                        "auth_req_id: it is none of this client's, or was used. What it gave is ended.");
        };
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return GrantForm.class.isAssignableFrom(authentication);
    }
}
