package uk.wayleave.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.rar.AuthorizationDetail;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.pages.browser.Browsers;
import uk.wayleave.pages.browser.Browsers.View;
import uk.wayleave.pages.browser.Visitor;
import uk.wayleave.register.Actor;
import uk.wayleave.register.credential.NewSecret;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.session.OneTimeCodes;
import uk.wayleave.register.token.Confirmation;

/**
 * A product sends a person here, who reads what it wants and answers; the product is an OAuth client library that nobody
 * here wrote (Nimbus), with a web server of its own to come back to.
 */
class ApprovalInABrowserTest {
    @RegisterExtension
    static final Browsers browsers = new Browsers();

    private static final Parish PARISH = new Parish();
    private static final NewSecret CREDENTIAL = PARISH.credential(PARISH.inForce(PARISH.council));
    private static final ClientID CLIENT = new ClientID(CREDENTIAL.credential().clientId());
    private static final ClientSecretBasic PROOF = new ClientSecretBasic(CLIENT, new Secret(CREDENTIAL.secret()));
    private static final BlockingQueue<URI> BACK = new ArrayBlockingQueue<>(10);
    private static final HttpServer PRODUCT = product();
    private static final URI REDIRECT =
            URI.create("http://127.0.0.1:" + PRODUCT.getAddress().getPort() + "/back");
    private final CodeVerifier verifier = new CodeVerifier();
    private final State state = new State();

    private static HttpServer product() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/back", exchange -> {
                BACK.add(exchange.getRequestURI());
                byte[] page =
                        "<title>Back</title><p>Back in the product".getBytes(java.nio.charset.StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
                exchange.close();
            });
            server.start();
            return server;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void register() {
        PARISH.register
                .redirects()
                .set(PARISH.roadtide, PARISH.permits.id(), Set.of(REDIRECT.toString()), new Actor.Setup())
                .orElseThrow();
    }

    @AfterAll
    static void close() {
        PRODUCT.stop(0);
        PARISH.close();
    }

    private static AuthorizationServerMetadata metadata() throws Exception {
        var request = new HTTPRequest(
                HTTPRequest.Method.GET, URI.create(PARISH.plane.baseUrl() + "/.well-known/oauth-authorization-server"));
        return AuthorizationServerMetadata.parse(request.send().getBodyAsJSONObject());
    }

    private static String details() {
        return """
            [{"type": "wayleave_instruction", "kind": "session", "purpose": "manage-own-permits",
              "operations": ["work.CreateWork", "work.GetWork"], "references": ["QB001X1", "QB002X1"], "tier": "T2",
              "until": "%s", "uses": 20}]\
            """.formatted(PARISH.clock.instant().plus(Duration.ofHours(8)));
    }

    private AuthorizationRequest.Builder asked(String details) throws Exception {
        return new AuthorizationRequest.Builder(ResponseType.CODE, CLIENT)
                .redirectionURI(REDIRECT)
                .state(state)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .authorizationDetails(AuthorizationDetail.parseList(details));
    }

    private PushedAuthorizationResponse push(AuthorizationRequest request) throws Exception {
        return PushedAuthorizationResponse.parse(
                new PushedAuthorizationRequest(metadata().getPushedAuthorizationRequestEndpointURI(), PROOF, request)
                        .toHTTPRequest()
                        .send());
    }

    private URI pushed() throws Exception {
        return push(asked(details()).build()).toSuccessResponse().getRequestURI();
    }

    private static String path(URI requestUri) throws Exception {
        URI there = new AuthorizationRequest.Builder(requestUri, CLIENT)
                .endpointURI(metadata().getAuthorizationEndpointURI())
                .build()
                .toURI();
        return there.getRawPath() + "?" + there.getRawQuery();
    }

    private static void press(Visitor visitor, String button) {
        visitor.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }

    private static AuthorizationResponse back() throws Exception {
        URI uri = Optional.ofNullable(BACK.poll(20, TimeUnit.SECONDS)).orElseThrow();
        return AuthorizationResponse.parse(URI.create(REDIRECT + "?" + uri.getRawQuery()));
    }

    private TokenResponse token(AuthorizationResponse response, CodeVerifier proof, URI redirect, Optional<ECKey> key)
            throws Exception {
        var request = new TokenRequest.Builder(
                        metadata().getTokenEndpointURI(),
                        PROOF,
                        new AuthorizationCodeGrant(
                                response.toSuccessResponse().getAuthorizationCode(), redirect, proof))
                .build()
                .toHTTPRequest();
        if (key.isPresent())
            request.setDPoP(
                    new DefaultDPoPProofFactory(key.get(), JWSAlgorithm.ES256).createDPoPJWT("POST", request.getURI()));
        return TokenResponse.parse(request.send());
    }

    private static String error(TokenResponse response) {
        return Optional.ofNullable(response.toErrorResponse().getErrorObject())
                .map(ErrorObject::getCode)
                .orElseThrow();
    }

    private static Visitor planner(View view) {
        return PARISH.visitor(browsers, Parish.in(PARISH.ofCouncil, Role.REQUESTER), view);
    }

    @Test
    void signsInReadsApprovesAndTheProductGetsATokenBoundToItsKeyAndTheInstruction() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        AuthorizationRequest request = asked(details())
                .dPoPJWKThumbprintConfirmation(
                        new com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation(key.computeThumbprint()))
                .build();
        URI requestUri = push(request).toSuccessResponse().getRequestURI();
        RegisteredPerson person = Parish.in(PARISH.ofCouncil, Role.CONTROLLER_ADMINISTRATOR);
        byte[] seed = PARISH.register.oneTimeCodes().seed(person).orElseThrow();

        Visitor nia = browsers.visitor(PARISH.address(), View.WITHOUT_SCRIPTS);
        nia.open(path(requestUri));
        nia.page().getByLabel("Sign-in name").fill("council-controller-administrator");
        nia.page().getByLabel("Password").fill(Parish.PASSWORD);
        nia.page().keyboard().press("Enter");
        nia.page().getByLabel("6-digit code").fill(OneTimeCodes.codeOf(seed, PARISH.clock.instant()));
        nia.page().keyboard().press("Enter");

        // Where the product sent her, once signed in.
        assertThat(nia.page().getByRole(AriaRole.HEADING).first())
                .hasText("Roadtide Permits asks to act in Street Manager for Tarn Borough Council");
        assertThat(nia.page().getByText("QB001X1")).isVisible();
        assertThat(nia.page().getByText("20 times at most")).isVisible();
        assertThat(nia.page().getByText("Permit desk, hosted in United Kingdom, seen by your own staff"))
                .isVisible();
        assertThat(nia.page().getByText("It would change things in Street Manager in your name"))
                .isVisible();
        nia.looksRight("request");
        nia.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve"))
                .focus();
        nia.page().keyboard().press("Enter");
        AuthorizationResponse response = back();
        assertThat(response.getState()).isEqualTo(state);
        assertThat(response.getIssuer().getValue())
                .isEqualTo(metadata().getIssuer().getValue());

        TokenResponse issued = token(response, verifier, REDIRECT, Optional.of(key));

        var token = issued.toSuccessResponse().getTokens().getAccessToken();
        assertThat(token.getType()).isEqualTo(AccessTokenType.DPOP);
        var snapshot = PARISH.register.snapshots().read(token.getValue()).orElseThrow();
        assertThat(snapshot.token().confirmation())
                .contains(new Confirmation.OfKey(key.computeThumbprint().toString()));
        var instruction = PARISH.register
                .instructions()
                .find(PARISH.council, snapshot.token().instruction().orElseThrow())
                .orElseThrow();
        assertThat(instruction.proof()).isEqualTo(ProofLevel.L3);
        assertThat(instruction.persons()).extracting(one -> one.id()).containsExactly(person.id());

        // A code that comes again ends what was got with it.
        assertThat(error(token(response, verifier, REDIRECT, Optional.of(key)))).isEqualTo("invalid_grant");
        assertThat(PARISH.register
                        .snapshots()
                        .read(token.getValue())
                        .orElseThrow()
                        .token()
                        .revoked())
                .isTrue();
    }

    @Test
    void declinesAndTheProductIsToldSo() throws Exception {
        Visitor nia = planner(View.NARROW);
        nia.open(path(pushed()));
        nia.looksRight("request-narrow");
        press(nia, "Decline");
        AuthorizationResponse response = back();

        assertThat(response.toErrorResponse().getErrorObject().getCode()).isEqualTo("access_denied");
        assertThat(response.getState()).isEqualTo(state);
    }

    @Test
    void givesNoTokenForAWrongVerifierAnotherRedirectOrAStolenKeysProof() throws Exception {
        AuthorizationResponse wrongVerifier = approved();
        assertThat(error(token(wrongVerifier, new CodeVerifier(), REDIRECT, Optional.empty())))
                .isEqualTo("invalid_grant");
        AuthorizationResponse wrongRedirect = approved();
        assertThat(error(token(wrongRedirect, verifier, URI.create(REDIRECT + "/"), Optional.empty())))
                .isEqualTo("invalid_grant");
    }

    private AuthorizationResponse approved() throws Exception {
        Visitor nia = planner(View.DESK);
        nia.open(path(pushed()));
        press(nia, "Approve");
        return back();
    }

    @Test
    void sendsNobodyAnywhereForARequestThatIsUnknownAnothersOrAnswered() throws Exception {
        URI requestUri = pushed();
        Visitor nia = planner(View.DESK);
        assertThat(nia.open("/oauth/authorize?client_id=" + CLIENT + "&request_uri=urn:guessed"))
                .isEqualTo(400);
        assertThat(nia.open("/oauth/authorize?client_id=another&request_uri=" + requestUri))
                .isEqualTo(400);
        assertThat(nia.open("/oauth/authorize?client_id=" + CLIENT + "&redirect_uri=https://elsewhere.example"))
                .isEqualTo(400);
        nia.looksRight("request-over");
        assertThat(nia.open("/oauth/authorize?client_id=" + CLIENT + "&request_uri=" + requestUri
                        + "&authorization_details=%5B%5D"))
                .as("altered on the way")
                .isEqualTo(400);
        nia.open(path(requestUri));
        press(nia, "Decline");
        back();
        assertThat(nia.page().getByText("Back in the product")).isVisible();
        assertThat(nia.open(path(requestUri))).isEqualTo(400);
    }

    @Test
    void refusesAtThePushWhatCouldNotBeGivenOrGoElsewhere() throws Exception {
        record Case(String what, AuthorizationRequest request, String error) {}
        AuthorizationRequest good = asked(details()).build();
        for (Case one : List.of(
                new Case(
                        "another redirect",
                        new AuthorizationRequest.Builder(good)
                                .redirectionURI(URI.create("https://elsewhere.example/back"))
                                .build(),
                        "invalid_request"),
                new Case(
                        "an operation that the agreement does not grant",
                        asked(details().replace("work.GetWork", "work.AssessPermit"))
                                .build(),
                        "invalid_authorization_details"),
                new Case(
                        "a type that is not known",
                        asked(details().replace("wayleave_instruction", "payment"))
                                .build(),
                        "invalid_authorization_details"),
                new Case(
                        "an other use",
                        asked(details().replace("manage-own-permits", "journey-planning"))
                                .build(),
                        "invalid_authorization_details"),
                new Case(
                        "no PKCE",
                        new AuthorizationRequest.Builder(ResponseType.CODE, CLIENT)
                                .redirectionURI(REDIRECT)
                                .authorizationDetails(AuthorizationDetail.parseList(details()))
                                .build(),
                        "invalid_request"),
                new Case(
                        "plain PKCE",
                        new AuthorizationRequest.Builder(good)
                                .codeChallenge(verifier, CodeChallengeMethod.PLAIN)
                                .build(),
                        "invalid_request")))
            assertThat(push(one.request()).toErrorResponse().getErrorObject().getCode())
                    .as(one.what())
                    .isEqualTo(one.error());
    }

    @Test
    void findsInTheConsoleWhatAProductAskedForWhileNobodyWasThere() {
        var asked = PARISH.asked(CREDENTIAL);
        Visitor nia = planner(View.DESK);
        nia.open("/console/requests");
        nia.looksRight("requests");
        nia.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Roadtide Permits"))
                .first()
                .click();
        press(nia, "Approve");

        assertThat(nia.page().getByRole(AriaRole.HEADING).first()).hasText("Approved");
        nia.looksRight("request-approved");
        assertThat(PARISH.register
                        .requests()
                        .find(PARISH.council, asked.id())
                        .orElseThrow()
                        .instruction())
                .isPresent();
        nia.open("/console/requests/" + asked.id());
        assertThat(nia.page().getByText("It was approved.")).isVisible();
        assertThat(nia.page().getByText("Approve", new Page.GetByTextOptions().setExact(true)))
                .hasCount(0);
    }
}
