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
import org.springframework.web.filter.OncePerRequestFilter;
import uk.wayleave.control.http.Json;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.request.InstructionRequests;
import uk.wayleave.register.token.ClientHolder;

/**
 * Requests for a person at another screen: OpenID CIBA, poll mode (CIBA Core section 7.1). The person finds it in the
 * console; nobody is called to it.
 */
final class BackChannelRequests extends OncePerRequestFilter {
    private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Set<String> KNOWN = Set.of(
            "client_id",
            "client_secret",
            "scope",
            "login_hint",
            "authorization_details",
            "requested_expiry",
            "dpop_jkt",
            "binding_message",
            "id_token_hint",
            "login_hint_token",
            "acr_values",
            "user_code",
            "client_notification_token");

    private final Register register;
    private final AuthorizationDetails details;
    private final ProofsOfPossession proofs;
    private final Json json;
    private final OAuthErrors errors;

    BackChannelRequests(
            Register register, AuthorizationDetails details, ProofsOfPossession proofs, Json json, OAuthErrors errors) {
        this.register = register;
        this.details = details;
        this.proofs = proofs;
        this.json = json;
        this.errors = errors;
    }

    /** CIBA Core section 7.3. */
    private record Answer(String authReqId, long expiresIn, long interval) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !AuthorizationServer.BACK_CHANNEL.equals(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            InstructionRequests.Opened opened = open(request);
            byte[] body = json.write(new Answer(
                    opened.secret(),
                    InstructionRequests.PUSHED.toSeconds(),
                    InstructionRequests.POLL_INTERVAL.toSeconds()));
            response.setStatus(200);
            response.setContentType("application/json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } catch (OAuth2AuthenticationException refusal) {
            errors.onAuthenticationFailure(request, response, refusal);
        }
    }

    private InstructionRequests.Opened open(HttpServletRequest request) {
        String client = InstructionTokens.registered(InstructionTokens.proven(
                        SecurityContextHolder.getContext().getAuthentication()))
                .getClientId();
        var form = new OAuthForm(request);
        form.requireKnown(KNOWN);
        for (String other : Set.of("id_token_hint", "login_hint_token", "user_code", "client_notification_token"))
            if (form.optional(other).isPresent())
                throw new OAuthRefusal(
                        OAuth2ErrorCodes.INVALID_REQUEST, other + ": it is not taken here. Send login_hint.");
        if (form.optional("binding_message").isPresent())
            throw new OAuthRefusal(
                    "invalid_binding_message",
                    "The person sees what is asked for, and no other words. Leave binding_message out.");
        if (!form.optional("scope").orElse("openid").equals("openid"))
            throw new OAuthRefusal(
                    OAuth2ErrorCodes.INVALID_SCOPE,
                    "There are no scopes here but openid, which CIBA asks for. Say it in authorization_details.");
        ClientHolder holder = register.tokens()
                .holder(client)
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
        var wanted = details.read(form.required("authorization_details"));
        PersonId person = person(holder, form.required("login_hint"));
        Optional<String> key = key(client, form, Optional.ofNullable(request.getHeader("DPoP")));
        return switch (register.requests().wait(holder, wanted, person, key)) {
            case Outcome.Done<InstructionRequests.Opened>(InstructionRequests.Opened opened) -> opened;
            case Outcome.Refused<InstructionRequests.Opened>(String why, String cure) ->
                throw new OAuthRefusal(AuthorizationDetails.INVALID, why + " " + cure);
        };
    }

    /** CIBA Core section 13: a hint that fits nobody who could answer is an unknown user. */
    private PersonId person(ClientHolder holder, String identifier) {
        return register.people().of(new Body.OfController(holder.controller())).stream()
                .filter(person -> person.identifier().equals(identifier)
                        && person.standing() == Standing.ACTIVE
                        && person.authorities().contains(Authority.INSTRUCT))
                .map(RegisteredPerson::id)
                .findFirst()
                .orElseThrow(() -> new OAuthRefusal(
                        "unknown_user_id",
                        "login_hint: it is nobody of the Controller who may instruct. Send a registered person's"
                                + " identifier."));
    }

    private Optional<String> key(String client, OAuthForm form, Optional<String> proof) {
        Optional<String> named = form.optional("dpop_jkt");
        if (named.filter(text -> !THUMBPRINT.matcher(text).matches()).isPresent())
            throw new OAuthRefusal(OAuth2ErrorCodes.INVALID_REQUEST, "dpop_jkt: it is no SHA-256 thumbprint.");
        Optional<String> proven = proofs.thumbprint(client, AuthorizationServer.BACK_CHANNEL, proof);
        if (named.isPresent() && proven.isPresent() && !named.equals(proven))
            throw new OAuthRefusal(ProofsOfPossession.INVALID, "dpop_jkt: the proof is of another key.");
        return proven.or(() -> named);
    }
}
