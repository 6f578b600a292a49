package uk.wayleave.control.oauth;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.register.token.Tokens;

/**
 * The grant {@code client_credentials} (RFC 6749 section 4.4) with our parameters {@code instruction} and
 * {@code purpose}. The register makes the token and keeps its digest, in the place of Spring's generator and
 * authorization service, which would keep the token itself.
 */
final class BoundTokens implements AuthenticationProvider {
    private static final String INSTRUCTION = "instruction";
    private static final String PURPOSE = "purpose";

    private final Tokens tokens;
    private final Clock clock;

    BoundTokens(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var grant = (OAuth2ClientCredentialsAuthenticationToken) authentication;
        if (!(grant.getPrincipal() instanceof OAuth2ClientAuthenticationToken client) || !client.isAuthenticated())
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        if (!grant.getScopes().isEmpty())
            throw error(
                    OAuth2ErrorCodes.INVALID_SCOPE,
                    "There are no scopes here: what a token may do is in the agreement and the instruction. Leave scope"
                            + " out.");
        Optional<InstructionId> instruction =
                parameter(grant.getAdditionalParameters(), INSTRUCTION).map(BoundTokens::instruction);
        Optional<Purpose> purpose =
                parameter(grant.getAdditionalParameters(), PURPOSE).map(BoundTokens::purpose);
        Tokens.Issue issue =
                tokens.issue(clientId(client), String.valueOf(client.getCredentials()), instruction, purpose);
        return switch (issue) {
            case Tokens.Issue.Issued issued -> answer(client, issued, instruction, purpose);
            case Tokens.Issue.Denied denied -> throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
            case Tokens.Issue.UnknownInstruction unknown ->
                throw error(
                        OAuth2ErrorCodes.INVALID_REQUEST,
                        "instruction: there is no such instruction of this product under the credential's agreement."
                                + " Ask the Controller which one to use.");
        };
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientCredentialsAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private Authentication answer(
            OAuth2ClientAuthenticationToken client,
            Tokens.Issue.Issued issued,
            Optional<InstructionId> instruction,
            Optional<Purpose> purpose) {
        Instant now = clock.instant();
        Instant begun = now.isBefore(issued.expires()) ? now : issued.expires().minusSeconds(1);
        var token = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER, issued.accessToken(), begun, issued.expires());
        Map<String, Object> bound = new java.util.HashMap<>();
        instruction.ifPresent(id -> bound.put(INSTRUCTION, id.toString()));
        purpose.ifPresent(one -> bound.put(PURPOSE, one.wireName()));
        // RFC 6749 section 4.4.3: no refresh token; a client asks for another token with its own secret.
        return new OAuth2AccessTokenAuthenticationToken(registered(client), client, token, null, bound);
    }

    private static String clientId(OAuth2ClientAuthenticationToken client) {
        return registered(client).getClientId();
    }

    private static RegisteredClient registered(OAuth2ClientAuthenticationToken client) {
        @Nullable RegisteredClient registered = client.getRegisteredClient();
        if (registered == null) throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        return registered;
    }

    private static Optional<String> parameter(Map<String, Object> parameters, String name) {
        Object value = parameters.get(name);
        if (value == null || "".equals(value)) return Optional.empty();
        if (value instanceof String text) return Optional.of(text);
        throw error(OAuth2ErrorCodes.INVALID_REQUEST, name + ": it was given more than once. Give it once.");
    }

    private static InstructionId instruction(String text) {
        try {
            return InstructionId.of(text);
        } catch (IllegalArgumentException e) {
            throw error(OAuth2ErrorCodes.INVALID_REQUEST, "instruction: it is not the id of an instruction, a UUID.");
        }
    }

    private static Purpose purpose(String text) {
        Purpose purpose = Purpose.ofWireName(text)
                .orElseThrow(() -> error(
                        OAuth2ErrorCodes.INVALID_REQUEST,
                        "purpose: it is not one of the purposes that serve a Controller. /api/clauses lists them."));
        if (purpose.servesTheController()) return purpose;
        throw error(
                OAuth2ErrorCodes.INVALID_REQUEST,
                "purpose: this is an other use (framework A5), which takes open data and no token.");
    }

    private static OAuth2AuthenticationException error(String code, String description) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, description, null));
    }
}
