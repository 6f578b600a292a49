package uk.wayleave.control.oauth;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.web.OAuth2ClientAuthenticationFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenRevocationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretBasicAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretPostAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2TokenExchangeAuthenticationConverter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.DelegatingAuthenticationConverter;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Json;
import uk.wayleave.control.signin.Attempts;
import uk.wayleave.messages.certificate.CallerCertificate;
import uk.wayleave.messages.certificate.CallerCertificates;
import uk.wayleave.register.Register;

/**
 * The token and revocation endpoints: the filters and converters of Spring Security's authorization server, with
 * providers of ours that let the register prove clients and make tokens (docs/decisions/0004-oauth.md).
 */
public final class AuthorizationServer {
    public static final String TOKEN = "/oauth/token";
    public static final String REVOKE = "/oauth/revoke";
    /** Pushed authorization requests (RFC 9126). */
    public static final String PUSH = "/oauth/par";
    /** Where the product sends people; the pages answer it. */
    public static final String AUTHORIZE = "/oauth/authorize";

    /** Requests for a person at another screen (OpenID CIBA). */
    public static final String BACK_CHANNEL = "/oauth/bc-authorize";

    private final ProviderManager providers;
    private final OAuthErrors errors;
    private final PushedRequests pushes;
    private final BackChannelRequests backChannel;
    private final CallerCertificates certificates;
    private final Clock clock;
    private final Supplier<URI> issuer;
    private final Supplier<Optional<URI>> asking;

    /**
     * @param certificates how clients show a certificate of theirs, to bind tokens to
     * @param issuer our own address, known once we listen
     * @param asking where clients are asked for a certificate, if anywhere
     */
    public AuthorizationServer(
            Register register,
            Attempts attempts,
            Clock clock,
            Json json,
            CallerCertificates certificates,
            Supplier<URI> issuer,
            Supplier<Optional<URI>> asking) {
        var proofs = new ProofsOfPossession(issuer);
        var details = new AuthorizationDetails(json, clock);
        var words = new SystemWords(register, clock, issuer);
        this.providers = new ProviderManager(
                new ProvenClient(register.tokens(), attempts),
                new BoundTokens(register, proofs, clock),
                new ApprovedTokens(register, proofs, clock),
                new BackChannelTokens(register, proofs, clock),
                new SignedInstructions(register, words, details, proofs, clock),
                new ExchangedTokens(register, words, details, proofs, clock, issuer),
                new Revocation(register.tokens()));
        this.errors = new OAuthErrors(json);
        this.pushes = new PushedRequests(register, details, proofs, json, errors);
        this.backChannel = new BackChannelRequests(register, details, proofs, json, errors);
        this.certificates = certificates;
        this.clock = clock;
        this.issuer = issuer;
        this.asking = asking;
    }

    /** Which requests are these endpoints'. */
    public RequestMatcher requests() {
        var path = PathPatternRequestMatcher.withDefaults();
        return new OrRequestMatcher(
                path.matcher(HttpMethod.POST, TOKEN),
                path.matcher(HttpMethod.POST, REVOKE),
                path.matcher(HttpMethod.POST, PUSH),
                path.matcher(HttpMethod.POST, BACK_CHANNEL));
    }

    /** Puts the endpoints into a chain of filters, each in the place Spring Security's own configurer gives it. */
    public void addTo(HttpSecurity http) throws Exception {
        http.exceptionHandling(handling ->
                handling.authenticationEntryPoint((request, response, nobody) -> errors.onAuthenticationFailure(
                        request, response, new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT))));
        http.addFilterBefore(new FormsOnly(errors), SecurityContextHolderFilter.class);
        http.addFilterAfter(clientAuthentication(), AbstractPreAuthenticatedProcessingFilter.class);
        http.addFilterAfter(tokenEndpoint(), AuthorizationFilter.class);
        http.addFilterAfter(pushes, AuthorizationFilter.class);
        http.addFilterAfter(backChannel, AuthorizationFilter.class);
        http.addFilterAfter(revocationEndpoint(), OAuth2TokenEndpointFilter.class);
    }

    /** What a client may find out about us (RFC 8414). */
    public Endpoint metadata() {
        return Endpoint.get("/.well-known/oauth-authorization-server")
                .named("authorizationServerMetadata", "What this authorization server offers (RFC 8414)")
                .by(Access.anybody())
                .shows(Metadata.class, call -> Metadata.of(issuer.get(), certificates, asking.get()));
    }

    private OAuth2ClientAuthenticationFilter clientAuthentication() {
        var filter = new OAuth2ClientAuthenticationFilter(providers, requests());
        filter.setAuthenticationConverter(new DelegatingAuthenticationConverter(List.of(
                new ClientSecretBasicAuthenticationConverter(), new ClientSecretPostAuthenticationConverter())));
        filter.setAuthenticationFailureHandler(errors);
        return filter;
    }

    private OAuth2TokenEndpointFilter tokenEndpoint() {
        var filter = new OAuth2TokenEndpointFilter(providers, TOKEN);
        filter.setAuthenticationDetailsSource(this::certificate);
        filter.setAuthenticationConverter(new DelegatingAuthenticationConverter(List.of(
                new OAuth2ClientCredentialsAuthenticationConverter(),
                new OAuth2AuthorizationCodeAuthenticationConverter(),
                new OAuth2TokenExchangeAuthenticationConverter(),
                GrantForm.reading(GrantForm.BACK_CHANNEL),
                GrantForm.reading(GrantForm.SIGNED))));
        filter.setAuthenticationFailureHandler(errors);
        return filter;
    }

    /** What the client has shown goes along with its request, for {@link ProofsOfPossession}. */
    private CallerCertificate certificate(HttpServletRequest request) {
        List<X509Certificate> shown =
                request.getAttribute("jakarta.servlet.request.X509Certificate") instanceof X509Certificate[] chain
                        ? List.of(chain)
                        : List.of();
        return certificates.of(
                request.getRemoteAddr(),
                shown,
                Collections.list(request.getHeaders(CallerCertificates.HEADER)),
                clock.instant());
    }

    private OAuth2TokenRevocationEndpointFilter revocationEndpoint() {
        var filter = new OAuth2TokenRevocationEndpointFilter(providers, REVOKE);
        filter.setAuthenticationFailureHandler(errors);
        return filter;
    }
}
