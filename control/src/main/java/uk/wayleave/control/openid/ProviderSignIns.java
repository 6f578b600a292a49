package uk.wayleave.control.openid;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.Standing;
import uk.wayleave.messages.receiver.ReceiverNetworks;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.identity.IdentityProvider;
import uk.wayleave.register.identity.IdentityProviderId;
import uk.wayleave.register.identity.IdentityProviders;
import uk.wayleave.register.identity.PersonClaim;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.session.NewSession;

/**
 * Signs people in who prove who they are to their own organisation's identity provider: OpenID Connect Core 1.0 with the
 * authorization code, PKCE (RFC 7636) and the issuer in the response (RFC 9207).
 */
public final class ProviderSignIns {
    /**
     * Where providers send people back to, below our own address; after it comes the body. Each body has an address of its
     * own, so that no provider can have another's answer taken for its own (RFC 9700 section 4.4.2).
     */
    public static final String CALLBACK = "/console/sign-in/organisation/callback/";

    private static final Logger LOG = LoggerFactory.getLogger(ProviderSignIns.class);

    /** Asymmetric ones only: with a client secret as the key, whoever knows it could make tokens. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final Register register;
    private final IdentityProviders providers;
    private final Supplier<URI> address;
    private final Duration lifetime;
    private final ProviderHttp http;
    private final SecureRandom random = new SecureRandom();
    /** Anybody can begin to sign in, and must not make us ask the provider each time. */
    private final Cache<URI, OIDCProviderMetadata> discovered = Caffeine.newBuilder()
            .maximumSize(1000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    /**
     * @param address our own, as others see it
     * @param lifetime of a session
     * @param networks where providers may be
     */
    public ProviderSignIns(Register register, Supplier<URI> address, Duration lifetime, ReceiverNetworks networks) {
        this.register = register;
        this.providers = register.identityProviders();
        this.address = address;
        this.lifetime = lifetime;
        this.http = new ProviderHttp(networks);
    }

    private final Cache<URI, Boolean> failed = Caffeine.newBuilder()
            .maximumSize(1000)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();

    /** What a beginning or an end came to. */
    public sealed interface Step {
        /** The browser goes to the provider, and keeps the secret until it comes back. */
        record Away(URI to, String secret) implements Step {}

        record SignedIn(NewSession session) implements Step {
            @Override
            public String toString() {
                return "SignedIn[withheld]";
            }
        }

        /** Nobody is signed in: why, and what to do. */
        record Failed(String why, String cure) implements Step {}
    }

    /** What to register with the provider as redirect URI. */
    public URI redirectUri(Body body) {
        return URI.create(address.get() + CALLBACK + nameOf(body));
    }

    private static String nameOf(Body body) {
        return switch (body) {
            case Body.OfController(ControllerId id) -> id.toString();
            case Body.OfIntegrator(IntegratorId id) -> id.toString();
            case Body.Operator operator -> "operator";
        };
    }

    /** Why the provider cannot be used as it is set; empty where its discovery document is right. */
    public Optional<String> problem(IdentityProvider provider) {
        discovered.invalidate(provider.issuer());
        failed.invalidate(provider.issuer());
        return switch (metadata(provider)) {
            case Outcome.Done<OIDCProviderMetadata> known -> Optional.empty();
            case Outcome.Refused<OIDCProviderMetadata>(String why, String cure) -> Optional.of(why + " " + cure);
        };
    }

    /** Begins to sign somebody in. */
    public Step begin(IdentityProviderId id) {
        Optional<IdentityProvider> provider = providers.find(id);
        if (provider.isEmpty())
            return new Step.Failed("That organisation has no sign-in of its own here.", "Choose another way.");
        return switch (metadata(provider.get())) {
            case Outcome.Refused<OIDCProviderMetadata>(String why, String cure) -> new Step.Failed(why, cure);
            case Outcome.Done<OIDCProviderMetadata>(OIDCProviderMetadata metadata) -> {
                BrowserSecret secret = BrowserSecret.fresh(id, random);
                yield new Step.Away(
                        new AuthenticationRequest.Builder(
                                        ResponseType.CODE,
                                        new Scope("openid", "profile", "email"),
                                        new ClientID(provider.get().clientId()),
                                        redirectUri(provider.get().body()))
                                .endpointURI(metadata.getAuthorizationEndpointURI())
                                .state(secret.state())
                                .nonce(secret.nonce())
                                .codeChallenge(secret.verifier(), CodeChallengeMethod.S256)
                                .build()
                                .toURI(),
                        secret.text());
            }
        };
    }

    /**
     * Ends it.
     *
     * @param secret which the browser kept
     * @param at the last part of the address it came back to: whose provider answered
     * @param parameters with which it came back
     */
    public Step finish(String secret, String at, Map<String, List<String>> parameters) {
        Optional<BrowserSecret> kept = BrowserSecret.parse(secret);
        Optional<IdentityProvider> provider = kept.flatMap(one -> providers.find(one.provider()));
        if (kept.isEmpty()
                || provider.isEmpty()
                || !nameOf(provider.get().body()).equals(at)) return tooOld();
        return switch (metadata(provider.get())) {
            case Outcome.Refused<OIDCProviderMetadata>(String why, String cure) -> new Step.Failed(why, cure);
            case Outcome.Done<OIDCProviderMetadata>(OIDCProviderMetadata metadata) ->
                finish(provider.get(), metadata, kept.get(), parameters);
        };
    }

    private static Step tooOld() {
        return new Step.Failed("This is not the answer to a sign-in that was begun here.", "Begin again.");
    }

    private Step finish(
            IdentityProvider provider,
            OIDCProviderMetadata metadata,
            BrowserSecret secret,
            Map<String, List<String>> parameters) {
        try {
            AuthenticationResponse response =
                    AuthenticationResponseParser.parse(redirectUri(provider.body()), parameters);
            if (!secret.state().equals(response.getState())) return tooOld();
            // RFC 9207 section 2.4: where a provider names itself in its responses, a response without it is another's.
            Issuer named = response.getIssuer();
            if (named == null ? metadata.supportsAuthorizationResponseIssuerParam() : !isOf(provider, named))
                return tooOld();
            if (!response.indicatesSuccess())
                return refused(response.toErrorResponse().getErrorObject());
            AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
            if (code == null) return tooOld();
            return proven(provider, claims(provider, metadata, secret, code));
        } catch (ParseException | IOException | BadJOSEException | JOSEException e) {
            return unusable(provider, e);
        }
    }

    private static boolean isOf(IdentityProvider provider, Issuer named) {
        return named.getValue().equals(provider.issuer().toString());
    }

    private static Step refused(ErrorObject error) {
        return OAuth2Error.ACCESS_DENIED.equals(error)
                ? new Step.Failed("Your organisation's sign-in was not completed.", "Begin again.")
                : new Step.Failed(
                        "Your organisation's sign-in refused the request.",
                        "Ask your administrator to check how Wayleave is registered there.");
    }

    private IDTokenClaimsSet claims(
            IdentityProvider provider, OIDCProviderMetadata metadata, BrowserSecret secret, AuthorizationCode code)
            throws IOException, ParseException, BadJOSEException, JOSEException {
        var client = new ClientID(provider.clientId());
        var request = new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(),
                        new ClientSecretBasic(client, new Secret(provider.clientSecret())),
                        new AuthorizationCodeGrant(code, redirectUri(provider.body()), secret.verifier()))
                .build();
        var response = OIDCTokenResponseParser.parse(request.toHTTPRequest().send(http));
        if (!(response instanceof OIDCTokenResponse tokens))
            throw new ParseException("The token endpoint refused the code.");
        JWKSet keys = keys(http.document(metadata.getJWKSetURI()));
        var selector = new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<SecurityContext>(keys));
        return new IDTokenValidator(new Issuer(provider.issuer()), client, selector, null)
                .validate(tokens.getOIDCTokens().getIDToken(), secret.nonce());
    }

    private Step proven(IdentityProvider provider, IDTokenClaimsSet claims) {
        return switch (providers.person(provider, claims.getSubject().getValue(), identifier(provider, claims))) {
            case Outcome.Refused<PersonId>(String why, String cure) -> new Step.Failed(why, cure);
            case Outcome.Done<PersonId>(PersonId id) ->
                register.people()
                        .find(provider.body(), id)
                        .filter(person -> person.standing() == Standing.ACTIVE)
                        .map(person -> begun(person, provider))
                        .orElseGet(() -> new Step.Failed(
                                "You may not act here at present.", "Ask your organisation's administrator."));
        };
    }

    private Step begun(RegisteredPerson person, IdentityProvider provider) {
        return switch (register.sessions().begin(person, lifetime, provider.id())) {
            case Outcome.Done<NewSession>(NewSession session) -> new Step.SignedIn(session);
            case Outcome.Refused<NewSession>(String why, String cure) -> new Step.Failed(why, cure);
        };
    }

    private static Optional<String> identifier(IdentityProvider provider, IDTokenClaimsSet claims) {
        // An address that is not verified is whatever somebody typed (OpenID Connect Core section 5.7).
        if (provider.claim() == PersonClaim.EMAIL && !Boolean.TRUE.equals(claims.getBooleanClaim("email_verified")))
            return Optional.empty();
        return Optional.ofNullable(claims.getStringClaim(provider.claim().claim()));
    }

    private Outcome<OIDCProviderMetadata> metadata(IdentityProvider provider) {
        OIDCProviderMetadata known = discovered.getIfPresent(provider.issuer());
        if (known != null) return new Outcome.Done<>(known);
        if (failed.getIfPresent(provider.issuer()) != null) return unreachable();
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(http.document(discovery(provider.issuer())));
            // OpenID Connect Discovery section 4.3: the issuer must be exactly the one that was asked.
            if (!isOf(provider, metadata.getIssuer()))
                return new Outcome.Refused<>(
                        "The provider's discovery document names another issuer.",
                        "Enter the issuer exactly as that document has it.");
            if (metadata.getAuthorizationEndpointURI() == null
                    || metadata.getTokenEndpointURI() == null
                    || metadata.getJWKSetURI() == null)
                return new Outcome.Refused<>(
                        "The provider's discovery document lacks an endpoint.",
                        "It must name an authorization endpoint, a token endpoint and its keys.");
            discovered.put(provider.issuer(), metadata);
            return new Outcome.Done<>(metadata);
        } catch (ParseException | IOException e) {
            LOG.warn(
                    "The identity provider {} cannot be used: {}",
                    provider.id(),
                    e.getClass().getName());
            failed.put(provider.issuer(), true);
            return unreachable();
        }
    }

    private static Outcome<OIDCProviderMetadata> unreachable() {
        return new Outcome.Refused<>(
                "Your organisation's sign-in cannot be reached.",
                "Try again in a minute. If it goes on, ask your administrator to check the issuer's address.");
    }

    private static URI discovery(URI issuer) {
        String text = issuer.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
                + "/.well-known/openid-configuration");
    }

    private static JWKSet keys(String document) throws ParseException {
        try {
            return JWKSet.parse(document);
        } catch (java.text.ParseException e) {
            throw new ParseException("The provider's keys cannot be read.", e);
        }
    }

    /** What it was is for the operator; whoever stands outside learns only that it failed. */
    private static Step unusable(IdentityProvider provider, Exception e) {
        LOG.warn(
                "A sign-in with the identity provider {} failed: {}",
                provider.id(),
                e.getClass().getName());
        return new Step.Failed(
                "Your organisation's sign-in gave an answer that cannot be trusted.",
                "Begin again. If it goes on, ask your administrator to check how Wayleave is registered there.");
    }
}
