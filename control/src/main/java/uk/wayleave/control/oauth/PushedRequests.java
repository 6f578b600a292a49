package uk.wayleave.control.oauth;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;
import uk.wayleave.control.http.Json;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.request.InstructionRequests;
import uk.wayleave.register.token.ClientHolder;

/**
 * Pushed authorization requests (RFC 9126) with PKCE (RFC 7636, S256 only) and {@code authorization_details} (RFC 9396).
 * Spring's own filter keeps requests in an authorization service, which would keep the secrets themselves, and knows no
 * authorization details.
 */
final class PushedRequests extends OncePerRequestFilter {
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int LONGEST_STATE = 1000;
    private static final Set<String> KNOWN = Set.of(
            "client_id",
            "client_secret",
            "response_type",
            "redirect_uri",
            "state",
            "code_challenge",
            "code_challenge_method",
            "authorization_details",
            "dpop_jkt",
            "scope");

    private final Register register;
    private final AuthorizationDetails details;
    private final ProofsOfPossession proofs;
    private final Json json;
    private final OAuthErrors errors;

    PushedRequests(
            Register register, AuthorizationDetails details, ProofsOfPossession proofs, Json json, OAuthErrors errors) {
        this.register = register;
        this.details = details;
        this.proofs = proofs;
        this.json = json;
        this.errors = errors;
    }

    /** RFC 9126 section 2.2. */
    private record Answer(String requestUri, long expiresIn) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !AuthorizationServer.PUSH.equals(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            InstructionRequests.Opened opened = push(client(), request);
            byte[] body = json.write(new Answer(opened.requestUri(), InstructionRequests.PUSHED.toSeconds()));
            response.setStatus(201);
            response.setContentType("application/json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } catch (OAuth2AuthenticationException refusal) {
            errors.onAuthenticationFailure(request, response, refusal);
        }
    }

    private static String client() {
        var proven = SecurityContextHolder.getContext().getAuthentication();
        if (proven instanceof OAuth2ClientAuthenticationToken client
                && client.isAuthenticated()
                && client.getRegisteredClient() != null)
            return client.getRegisteredClient().getClientId();
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }

    private InstructionRequests.Opened push(String client, HttpServletRequest request) {
        var form = new OAuthForm(request);
        // RFC 9126 section 2.1: a pushed request refers to no other.
        form.requireKnown(KNOWN);
        if (!form.required("response_type").equals("code"))
            throw new OAuthRefusal(OAuth2ErrorCodes.UNSUPPORTED_RESPONSE_TYPE, "response_type: the only one is code.");
        if (!form.optional("client_id").orElse(client).equals(client))
            throw new OAuthRefusal(
                    OAuth2ErrorCodes.INVALID_REQUEST, "client_id: it is not the client that proved itself.");
        if (form.optional("scope").isPresent())
            throw new OAuthRefusal(
                    OAuth2ErrorCodes.INVALID_SCOPE, "There are no scopes here. Say it in authorization_details.");
        String challenge = form.required("code_challenge");
        if (!form.required("code_challenge_method").equals("S256")
                || !CHALLENGE.matcher(challenge).matches())
            throw new OAuthRefusal(
                    OAuth2ErrorCodes.INVALID_REQUEST,
                    "code_challenge: send the S256 challenge of RFC 7636, 43 characters, with code_challenge_method"
                            + " S256.");
        Optional<String> state = form.optional("state");
        if (state.filter(text -> text.length() > LONGEST_STATE).isPresent())
            throw new OAuthRefusal(OAuth2ErrorCodes.INVALID_REQUEST, "state: it is longer than 1,000 characters.");
        var pushed = new InstructionRequests.Pushed(
                details.read(form.required("authorization_details")),
                form.required("redirect_uri"),
                state,
                challenge,
                key(client, form, Optional.ofNullable(request.getHeader("DPoP"))),
                Optional.empty());
        ClientHolder holder = register.tokens()
                .holder(client)
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
        return switch (register.requests().push(holder, pushed)) {
            case Outcome.Done<InstructionRequests.Opened>(InstructionRequests.Opened opened) -> opened;
            case Outcome.Refused<InstructionRequests.Opened>(String why, String cure) ->
                throw new OAuthRefusal(
                        why.startsWith("redirect_uri")
                                ? OAuth2ErrorCodes.INVALID_REQUEST
                                : AuthorizationDetails.INVALID,
                        why + " " + cure);
        };
    }

    /** RFC 9449 section 10.1: by thumbprint, by proof, or both alike. */
    private Optional<String> key(String client, OAuthForm form, Optional<String> proof) {
        Optional<String> named = form.optional("dpop_jkt");
        if (named.filter(text -> !CHALLENGE.matcher(text).matches()).isPresent())
            throw new OAuthRefusal(OAuth2ErrorCodes.INVALID_REQUEST, "dpop_jkt: it is no SHA-256 thumbprint.");
        Optional<String> proven = proofs.thumbprint(client, AuthorizationServer.PUSH, proof);
        if (named.isPresent() && proven.isPresent() && !named.equals(proven))
            throw new OAuthRefusal(ProofsOfPossession.INVALID, "dpop_jkt: the proof is of another key.");
        return proven.or(() -> named);
    }
}
