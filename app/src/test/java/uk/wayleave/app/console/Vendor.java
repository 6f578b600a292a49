package uk.wayleave.app.console;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.rar.AuthorizationDetail;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A product under one credential: an OAuth client of a library that nobody here wrote (Nimbus), with a web server of its own
 * for people to come back to, and a key that its tokens are bound to.
 */
final class Vendor implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<URI> back = new ArrayBlockingQueue<>(10);
    private final HttpServer site;
    private final URI dataPlane;
    private final AuthorizationServerMetadata server;
    private final ECKey key;
    private final CodeVerifier verifier = new CodeVerifier();
    private final State state = new State();

    /** @param controlPlane where its authorization server is found (RFC 8414) */
    Vendor(URI controlPlane, URI dataPlane) throws IOException, ParseException, JOSEException {
        this.dataPlane = dataPlane;
        this.server = AuthorizationServerMetadata.parse(
                new HTTPRequest(HTTPRequest.Method.GET, controlPlane.resolve("/.well-known/oauth-authorization-server"))
                        .send()
                        .getBodyAsJSONObject());
        this.key = new ECKeyGenerator(Curve.P_256).generate();
        this.site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/back", exchange -> {
            back.add(exchange.getRequestURI());
            byte[] page = "<!doctype html><title>Back</title><p>Back in the product".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        site.start();
    }

    /** Of a credential. */
    record Client(String id, String secret) {
        ClientAuthentication proof() {
            return new ClientSecretBasic(new ClientID(id), new Secret(secret));
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Client[" + id + "]";
        }
    }

    /** Where people come back to. */
    URI redirect() {
        return URI.create("http://127.0.0.1:" + site.getAddress().getPort() + "/back");
    }

    String issuer() {
        return server.getIssuer().getValue();
    }

    /** Pushes what it asks a person for (RFC 9126, 9396), bound to its key (RFC 9449 section 10). */
    PushedAuthorizationResponse push(Client client, String details) throws Exception {
        var request = new AuthorizationRequest.Builder(ResponseType.CODE, new ClientID(client.id()))
                .redirectionURI(redirect())
                .state(state)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .authorizationDetails(AuthorizationDetail.parseList(details))
                .dPoPJWKThumbprintConfirmation(new JWKThumbprintConfirmation(key.computeThumbprint()))
                .build();
        return PushedAuthorizationResponse.parse(new PushedAuthorizationRequest(
                        server.getPushedAuthorizationRequestEndpointURI(), client.proof(), request)
                .toHTTPRequest()
                .send());
    }

    /** Where it sends the person, as a path of the control plane. */
    String sendsPersonTo(Client client, URI requestUri) {
        URI there = new AuthorizationRequest.Builder(requestUri, new ClientID(client.id()))
                .endpointURI(server.getAuthorizationEndpointURI())
                .build()
                .toURI();
        return there.getRawPath() + "?" + there.getRawQuery();
    }

    /** The token for the code that the person brought back. */
    AccessToken tokenForWhatCameBack(Client client) throws Exception {
        URI came = Optional.ofNullable(back.poll(30, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("Nobody came back to the product."));
        AuthorizationResponse response = AuthorizationResponse.parse(URI.create(redirect() + "?" + came.getRawQuery()));
        if (!state.equals(response.getState())) throw new AssertionError("Somebody else's answer came back.");
        HTTPRequest request = new TokenRequest.Builder(
                        server.getTokenEndpointURI(),
                        client.proof(),
                        new AuthorizationCodeGrant(
                                response.toSuccessResponse().getAuthorizationCode(), redirect(), verifier))
                .build()
                .toHTTPRequest();
        request.setDPoP(new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256).createDPoPJWT("POST", request.getURI()));
        return TokenResponse.parse(request.send())
                .toSuccessResponse()
                .getTokens()
                .getAccessToken();
    }

    /** The token for an instruction that the Controller's own system signed (RFC 7523). */
    String tokenFor(Client client, SignedJWT instruction) throws Exception {
        return TokenResponse.parse(new TokenRequest.Builder(
                                server.getTokenEndpointURI(), client.proof(), new JWTBearerGrant(instruction))
                        .build()
                        .toHTTPRequest()
                        .send())
                .toSuccessResponse()
                .getTokens()
                .getAccessToken()
                .getValue();
    }

    /** A call as Street Manager's clients make it, with the token in its own header. */
    HttpResponse<String> get(String path, String token, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(dataPlane.resolve(path)).header("token", token), headers);
    }

    HttpResponse<String> post(String path, String token, String json, String... headers) throws Exception {
        return send(
                HttpRequest.newBuilder(dataPlane.resolve(path))
                        .header("token", token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)),
                headers);
    }

    /** A call with a token that is bound to the product's key, and a fresh proof of it. */
    HttpResponse<String> getWithProof(String path, AccessToken token) throws Exception {
        URI target = dataPlane.resolve(path);
        String proof = new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256)
                .createDPoPJWT("GET", target, new DPoPAccessToken(token.getValue()))
                .serialize();
        return send(HttpRequest.newBuilder(target).header("Authorization", "DPoP " + token.getValue()), "DPoP", proof);
    }

    /** Without any token, as anybody reads open data. */
    HttpResponse<String> getOpenly(URI address, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(address), headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws Exception {
        if (headers.length > 0) request.headers(headers);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        site.stop(0);
        http.close();
    }
}
