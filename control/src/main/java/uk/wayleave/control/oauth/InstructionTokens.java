package uk.wayleave.control.oauth;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.register.Register;
import uk.wayleave.register.request.Redeemed;
import uk.wayleave.register.token.Confirmation;
import uk.wayleave.register.token.Tokens;

/** Tokens of a client that has proven itself, bound to an instruction, and to a key or a certificate where it proved one. */
final class InstructionTokens {
    private final Register register;
    private final Clock clock;

    InstructionTokens(Register register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    /** For an instruction that a person gave on the product's request. */
    Authentication of(OAuth2ClientAuthenticationToken client, Redeemed.Given given, Optional<Confirmation> key) {
        Optional<Confirmation> asked = given.confirmation().map(Confirmation.OfKey::new);
        if (asked.isPresent() && !asked.equals(key)) throw otherKey();
        return of(client, Optional.of(given.instruction()), Optional.empty(), key);
    }

    Authentication of(
            OAuth2ClientAuthenticationToken client,
            Optional<InstructionId> instruction,
            Optional<Purpose> purpose,
            Optional<Confirmation> key) {
        return of(client, instruction, purpose, key, Map.of());
    }

    /** @param more members of the answer */
    Authentication of(
            OAuth2ClientAuthenticationToken client,
            Optional<InstructionId> instruction,
            Optional<Purpose> purpose,
            Optional<Confirmation> key,
            Map<String, Object> more) {
        Tokens.Issue issue = register.tokens()
                .issue(
                        registered(client).getClientId(),
                        String.valueOf(client.getCredentials()),
                        instruction,
                        purpose,
                        key);
        return switch (issue) {
            case Tokens.Issue.Issued issued -> answer(client, issued, instruction, purpose, key, more);
            case Tokens.Issue.Denied _ -> throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
            case Tokens.Issue.OtherKey _ -> throw otherKey();
            case Tokens.Issue.UnknownInstruction _ ->
                throw new OAuthRefusal(
                        OAuth2ErrorCodes.INVALID_REQUEST,
                        "instruction: there is no such instruction of this product under the credential's agreement."
                                + " Ask the Controller which one to use.");
        };
    }

    private static OAuthRefusal otherKey() {
        return new OAuthRefusal(
                ProofsOfPossession.INVALID,
                "The person approved tokens for one key only. Send a DPoP proof of the key that the request named.");
    }

    private Authentication answer(
            OAuth2ClientAuthenticationToken client,
            Tokens.Issue.Issued issued,
            Optional<InstructionId> instruction,
            Optional<Purpose> purpose,
            Optional<Confirmation> key,
            Map<String, Object> more) {
        Instant now = clock.instant();
        Instant begun = now.isBefore(issued.expires()) ? now : issued.expires().minusSeconds(1);
        var token = new OAuth2AccessToken(
                // RFC 8705 section 3: one bound to a certificate is a bearer token by type.
                key.orElse(null) instanceof Confirmation.OfKey
                        ? OAuth2AccessToken.TokenType.DPOP
                        : OAuth2AccessToken.TokenType.BEARER,
                issued.accessToken(),
                begun,
                issued.expires());
        Map<String, Object> bound = new HashMap<>(more);
        if (key.orElse(null) instanceof Confirmation.OfCertificate(String thumbprint))
            bound.put("cnf", Map.of(Confirmation.CERTIFICATE_METHOD, thumbprint));
        instruction.ifPresent(id -> bound.put("instruction", id.toString()));
        purpose.ifPresent(one -> bound.put("purpose", one.wireName()));
        // RFC 6749 section 4.4.3: no refresh token; a client asks for another token with its own secret.
        return new OAuth2AccessTokenAuthenticationToken(registered(client), client, token, null, bound);
    }

    static OAuth2ClientAuthenticationToken proven(@Nullable Object principal) {
        if (principal instanceof OAuth2ClientAuthenticationToken client && client.isAuthenticated()) return client;
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }

    static RegisteredClient registered(OAuth2ClientAuthenticationToken client) {
        @Nullable RegisteredClient registered = client.getRegisteredClient();
        if (registered == null) throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        return registered;
    }

    static Optional<String> parameter(Map<String, Object> parameters, String name) {
        Object value = parameters.get(name);
        if (value == null || "".equals(value)) return Optional.empty();
        if (value instanceof String text) return Optional.of(text);
        throw new OAuthRefusal(OAuth2ErrorCodes.INVALID_REQUEST, name + ": it was given more than once. Give it once.");
    }
}
