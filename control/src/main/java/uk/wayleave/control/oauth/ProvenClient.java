package uk.wayleave.control.oauth;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import uk.wayleave.control.signin.Attempts;
import uk.wayleave.register.token.RegisterTokens;

/**
 * Proves a client by its secret. The register keeps only the secret's digest and compares it itself, so Spring's own
 * provider, which wants the stored secret in its hands, is not used.
 */
final class ProvenClient implements AuthenticationProvider {
    private final RegisterTokens tokens;
    private final Attempts attempts;

    ProvenClient(RegisterTokens tokens, Attempts attempts) {
        this.tokens = tokens;
        this.attempts = attempts;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var client = (OAuth2ClientAuthenticationToken) authentication;
        String clientId = String.valueOf(client.getPrincipal());
        String address = client.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
        Optional<Duration> pause = attempts.pause(clientId, address);
        if (pause.isPresent()) throw new TooManyAttempts(pause.get());
        @Nullable Object secret = client.getCredentials();
        if (secret == null || !tokens.isProven(clientId, secret.toString())) {
            attempts.failed(clientId, address);
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        attempts.succeeded(clientId, address);
        return new OAuth2ClientAuthenticationToken(
                registered(clientId), client.getClientAuthenticationMethod(), secret);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** As much of a client as Spring's model asks for: every client of ours may do the same. */
    private static RegisteredClient registered(String clientId) {
        return RegisteredClient.withId(clientId)
                .clientId(clientId)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                // Of Spring's model; the register compares with those of the product.
                .redirectUri("https://registered-with-the-product.invalid/")
                .build();
    }
}
