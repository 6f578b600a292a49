package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.messages.certificate.CallerCertificates;
import uk.wayleave.messages.standin.SelfSigned;
import uk.wayleave.register.token.Confirmation;
import uk.wayleave.register.token.Tokens;

/** A token bound to a client certificate is good over a connection of that very one, and nowhere else (RFC 8705). */
class CertificateBoundTokenTest {
    private static final String LOGIN = "/v6/work/authenticate";
    private static final String REFRESH = "/v6/party/refresh";

    @TempDir
    static Path directory;

    private static SelfSigned door;
    private static SelfSigned own;
    private static SelfSigned thiefs;
    private static Proving proving;
    private static InstructionId instruction;
    private static String token;

    /** The port that asks nobody. */
    private static Http open;

    @BeforeAll
    static void start() {
        door = SelfSigned.server(directory);
        own = SelfSigned.made(directory, "roadtide");
        thiefs = SelfSigned.made(directory, "thief");
        proving = Proving.with(options -> options.withSettings(
                settings -> settings.secured(new GatewaySettings.Tls(door.keyStore(), SelfSigned.PASSWORD))
                        .withCertificates(CallerCertificates.askedAt(0))));
        proving.upstream.says(200, Proving.permit());
        open = Http.over(proving.world.gateway.baseUri(), door.trustedBy(Optional.empty()));
        instruction = proving.world.instructed(proving.world.water);
        token = bound(new Confirmation.OfCertificate(own.thumbprint()));
    }

    @AfterAll
    static void stop() {
        proving.close();
    }

    private static String bound(Confirmation confirmation) {
        World.Party water = proving.world.water;
        return ((Tokens.Issue.Issued) proving.world
                        .register
                        .tokens()
                        .issue(
                                water.clientId(),
                                water.secret(),
                                Optional.of(instruction),
                                Optional.empty(),
                                Optional.of(confirmation)))
                .accessToken();
    }

    /** The port that asks for certificates, by a client that shows this one. */
    private static Http with(SelfSigned certificate) {
        URI asking = proving.world.gateway.certificateUri().orElseThrow();
        return Http.over(asking, door.trustedBy(Optional.of(certificate)));
    }

    private static void assertRefused(Http.Answer answer, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.body()).contains(code).doesNotContain(token);
    }

    @Test
    void isGoodOverAConnectionOfItsCertificate() {
        int sent = proving.upstream.calls().size();

        assertThat(with(own).get(Proving.READ, token).status()).isEqualTo(200);
        assertThat(with(own)
                        .get(Proving.READ, "", "authorization", "Bearer " + token)
                        .status())
                .isEqualTo(200);
        assertThat(proving.upstream.calls()).hasSize(sent + 2);
    }

    @Test
    void isGoodForNothingOnceStolen() throws JOSEException {
        int sent = proving.upstream.calls().size();

        assertRefused(with(thiefs).get(Proving.READ, token), "certificate-other");
        assertRefused(open.get(Proving.READ, token), "certificate-missing");
        assertRefused(open.get(Proving.READ, "", "authorization", "Bearer " + token), "certificate-missing");
        assertRefused(
                open.get(Proving.READ, "", "authorization", "DPoP " + token, "dpop", proof()), "certificate-missing");
        assertRefused(
                with(thiefs).get(Proving.READ, "", "authorization", "DPoP " + token, "dpop", proof()),
                "certificate-other");
        assertThat(proving.upstream.calls()).hasSize(sent);
    }

    private static String proof() throws JOSEException {
        return new DefaultDPoPProofFactory(new ECKeyGenerator(Curve.P_256).generate(), JWSAlgorithm.ES256)
                .createDPoPJWT(
                        new JWTID(),
                        "GET",
                        open.address(Proving.READ),
                        Date.from(Instant.now()),
                        new DPoPAccessToken(token),
                        null)
                .serialize();
    }

    @Test
    void believesNoHeaderThatSaysWhichCertificateThereIs() {
        assertRefused(open.get(Proving.READ, token, CallerCertificates.HEADER, own.forwarded()), "certificate-missing");
        assertRefused(
                with(thiefs).get(Proving.READ, token, CallerCertificates.HEADER, own.forwarded()), "certificate-other");
    }

    @Test
    void talksToNobodyWithoutACertificateWhereItAsksForOne() {
        URI asking = proving.world.gateway.certificateUri().orElseThrow();

        assertThatThrownBy(() ->
                        Http.over(asking, door.trustedBy(Optional.empty())).get(Proving.READ, token))
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void letsNobodyInForACertificateAlone() {
        assertThat(with(own).get(Proving.READ, "").status()).isEqualTo(401);
    }

    @Test
    void aTokenOfAKeyIsNotGoodWithACertificateInPlaceOfTheProof() throws JOSEException {
        String keys = bound(new Confirmation.OfKey(
                new ECKeyGenerator(Curve.P_256).generate().computeThumbprint().toString()));

        assertRefused(with(own).get(Proving.READ, keys), "proof-missing");
    }

    @Test
    void bindsWhatStreetManagersClientsSignInForToTheirCertificate() {
        World.Party water = proving.world.water;
        String credentials = "{\"emailAddress\":\"" + water.clientId() + "+" + instruction + "\",\"password\":\""
                + water.secret() + "\"}";
        Http.Answer signedIn = with(own).post(LOGIN, "", credentials);
        assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
        String access = signedIn.json().path("accessToken").asString();

        assertThat(with(own).get(Proving.READ, access).status()).isEqualTo(200);
        assertRefused(open.get(Proving.READ, access), "certificate-missing");

        String refresh =
                "{\"refresh_token\":\"" + signedIn.json().path("refreshToken").asString() + "\"}";
        assertThat(open.post(REFRESH, "", refresh).status()).isEqualTo(401);
        assertThat(with(thiefs).post(REFRESH, "", refresh).status()).isEqualTo(401);
        Http.Answer refreshed = with(own).post(REFRESH, "", refresh);
        assertThat(refreshed.status()).as(refreshed.body()).isEqualTo(200);
        String next = refreshed.json().path("access_token").asString();
        assertThat(with(own).get(Proving.READ, next).status()).isEqualTo(200);
        assertRefused(open.get(Proving.READ, next), "certificate-missing");
    }
}
