package uk.wayleave.control.oauth;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import uk.wayleave.register.token.RegisterTokens;

/**
 * Ends one token of the client's (RFC 7009). A token that is not the client's, or none at all, is answered in the same
 * way and left alone.
 */
final class Revocation implements AuthenticationProvider {
    private final RegisterTokens tokens;

    Revocation(RegisterTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var revocation = (OAuth2TokenRevocationAuthenticationToken) authentication;
        if (!(revocation.getPrincipal() instanceof OAuth2ClientAuthenticationToken client) || !client.isAuthenticated())
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        @Nullable RegisteredClient registered = client.getRegisteredClient();
        if (registered == null) throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        tokens.end(registered.getClientId(), revocation.getToken());
        return revocation;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2TokenRevocationAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
