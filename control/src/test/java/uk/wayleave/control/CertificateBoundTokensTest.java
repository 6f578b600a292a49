package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.auth.X509CertificateConfirmation;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.wayleave.messages.certificate.AddressRange;
import uk.wayleave.messages.certificate.CallerCertificates;
import uk.wayleave.messages.standin.SelfSigned;
import uk.wayleave.register.ledger.LedgerReader;
import uk.wayleave.register.token.Confirmation;

/** Tokens bound to client certificates (RFC 8705), asked for by a client that is not ours. */
class CertificateBoundTokensTest {
    @TempDir
    static Path directory;

    private static SelfSigned door;
    private static SelfSigned own;
    private static Town town;
    private static ControlPlane secured;

    /** Behind a proxy on loopback. */
    private static ControlPlane behind;

    private static ClientSecretBasic client;

    @BeforeAll
    static void start() {
        door = SelfSigned.server(directory);
        own = SelfSigned.made(directory, "roadtide");
        town = new Town();
        Answer credential = town.credential(town.active(town.water));
        client = new ClientSecretBasic(
                new ClientID(credential.text("/credential/client_id")), new Secret(credential.text("/client_secret")));
        ControlSettings usual = ControlSettings.defaults().by(town.clock).hashing(1000);
        secured = another(usual.secured(new ControlSettings.Tls(door.keyStore(), SelfSigned.PASSWORD))
                .withCertificates(CallerCertificates.askedAt(0), Optional.empty()));
        behind = another(usual.withCertificates(CallerCertificates.by(AddressRange.of("127.0.0.1")), Optional.empty()));
    }

    private static ControlPlane another(ControlSettings settings) {
        return ControlPlane.start(settings, town.register, town.ledger, new LedgerReader(town.database));
    }

    @AfterAll
    static void stop() {
        behind.close();
        secured.close();
        town.close();
    }

    private static AuthorizationServerMetadata metadata(ControlPlane plane) throws Exception {
        HTTPResponse answer = sent(
                new HTTPRequest(
                        HTTPRequest.Method.GET,
                        URI.create(plane.baseUrl() + "/.well-known/oauth-authorization-server")),
                Optional.empty());
        return AuthorizationServerMetadata.parse(answer.getBodyAsJSONObject());
    }

    private static HTTPResponse sent(HTTPRequest request, Optional<SelfSigned> certificate) throws IOException {
        request.setSSLSocketFactory(door.trustedBy(certificate).getSocketFactory());
        return request.send();
    }

    private static HTTPRequest request(URI endpoint) {
        return new TokenRequest.Builder(endpoint, client, new ClientCredentialsGrant())
                .build()
                .toHTTPRequest();
    }

    private static HTTPRequest request(ControlPlane plane) {
        return request(URI.create(plane.baseUrl() + "/oauth/token"));
    }

    private static TokenResponse token(HTTPRequest request, Optional<SelfSigned> certificate) throws Exception {
        return TokenResponse.parse(sent(request, certificate));
    }

    private static Optional<Confirmation> boundTo(TokenResponse response) {
        assertThat(response.indicatesSuccess())
                .as(() -> response.toErrorResponse().getErrorObject().toString())
                .isTrue();
        String token = response.toSuccessResponse().getTokens().getAccessToken().getValue();
        return town.register.snapshots().read(token).orElseThrow().token().confirmation();
    }

    @Test
    void tellsClientsWhereTheyAreAskedForACertificate() throws Exception {
        AuthorizationServerMetadata found = metadata(secured);

        assertThat(found.supportsTLSClientCertificateBoundAccessTokens()).isTrue();
        assertThat(found.getReadOnlyMtlsEndpointAliases().getTokenEndpointURI())
                .hasToString(secured.certificateUrl().orElseThrow() + "/oauth/token")
                .isNotEqualTo(found.getTokenEndpointURI());
        assertThat(metadata(town.plane).supportsTLSClientCertificateBoundAccessTokens())
                .isFalse();
        assertThat(metadata(town.plane).getReadOnlyMtlsEndpointAliases()).isNull();
        assertThat(metadata(behind).supportsTLSClientCertificateBoundAccessTokens())
                .isTrue();
        assertThat(metadata(behind).getReadOnlyMtlsEndpointAliases()).isNull();
    }

    @Test
    void bindsATokenToTheCertificateOfTheConnection() throws Exception {
        URI endpoint = metadata(secured).getReadOnlyMtlsEndpointAliases().getTokenEndpointURI();

        TokenResponse response = token(request(endpoint), Optional.of(own));

        assertThat(boundTo(response)).contains(new Confirmation.OfCertificate(own.thumbprint()));
        var success = response.toSuccessResponse();
        assertThat(success.getTokens().getAccessToken().getType()).isEqualTo(AccessTokenType.BEARER);
        assertThat(X509CertificateConfirmation.parse(success.toJSONObject()))
                .isEqualTo(X509CertificateConfirmation.of(own.certificate()));
    }

    @Test
    void readsNoProofsOnItsOwnApiAndSoTakesNoSuchTokenThere() throws Exception {
        URI endpoint = metadata(secured).getReadOnlyMtlsEndpointAliases().getTokenEndpointURI();
        String bound = token(request(endpoint), Optional.of(own))
                .toSuccessResponse()
                .getTokens()
                .getAccessToken()
                .getValue();

        assertThat(town.nobody.as(bound).get("/api/instructions").status()).isEqualTo(401);
    }

    @Test
    void bindsNothingWhereNobodyIsAsked() throws Exception {
        assertThat(boundTo(token(request(secured), Optional.of(own)))).isEmpty();
    }

    @Test
    void aProofOfAKeyGoesBeforeTheCertificate() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        URI endpoint = metadata(secured).getReadOnlyMtlsEndpointAliases().getTokenEndpointURI();
        HTTPRequest request = request(endpoint);
        request.setDPoP(new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256)
                .createDPoPJWT("POST", metadata(secured).getTokenEndpointURI()));

        TokenResponse response = token(request, Optional.of(own));

        assertThat(boundTo(response))
                .contains(new Confirmation.OfKey(key.computeThumbprint().toString()));
    }

    @Test
    void believesTheHeaderOfAConfiguredProxyAndOfNobodyElse() throws Exception {
        HTTPRequest forwarded = request(behind);
        forwarded.setHeader(CallerCertificates.HEADER, own.forwarded());
        assertThat(boundTo(token(forwarded, Optional.empty())))
                .contains(new Confirmation.OfCertificate(own.thumbprint()));

        for (ControlPlane plane : new ControlPlane[] {secured, town.plane}) {
            HTTPRequest claimed = request(plane);
            claimed.setHeader(CallerCertificates.HEADER, own.forwarded());
            assertThat(boundTo(token(claimed, Optional.empty()))).isEmpty();
        }
    }

    @Test
    void givesNoTokenForAHeaderThatItCannotRead() throws Exception {
        HTTPRequest request = request(behind);
        request.setHeader(CallerCertificates.HEADER, ":bm90aGluZw==:");

        TokenResponse response = token(request, Optional.empty());

        assertThat(response.indicatesSuccess()).isFalse();
        assertThat(response.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_request");
        assertThat(response.toErrorResponse().getErrorObject().getDescription()).contains("RFC 9440");
    }
}
