package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.wayleave.messages.certificate.AddressRange;
import uk.wayleave.messages.certificate.CallerCertificates;
import uk.wayleave.messages.standin.SelfSigned;
import uk.wayleave.register.token.Confirmation;
import uk.wayleave.register.token.Tokens;

/** Behind a proxy that ends TLS, its header says which certificate the caller showed it (RFC 9440). */
class ForwardedCertificateTest {
    @TempDir
    static Path directory;

    private static SelfSigned own;
    private static Proving proving;
    private static String token;

    @BeforeAll
    static void start() {
        own = SelfSigned.made(directory, "roadtide");
        proving = Proving.with(options -> options.withSettings(
                settings -> settings.withCertificates(CallerCertificates.by(AddressRange.of("127.0.0.1")))));
        proving.upstream.says(200, Proving.permit());
        World.Party water = proving.world.water;
        token = ((Tokens.Issue.Issued) proving.world
                        .register
                        .tokens()
                        .issue(
                                water.clientId(),
                                water.secret(),
                                Optional.of(proving.world.instructed(water)),
                                Optional.empty(),
                                Optional.of(new Confirmation.OfCertificate(own.thumbprint()))))
                .accessToken();
    }

    @AfterAll
    static void stop() {
        proving.close();
    }

    private static Http.Answer get(String... headers) {
        return proving.world.http.get(Proving.READ, token, headers);
    }

    @Test
    void takesTheCertificateThatTheProxyForwards() {
        assertThat(get(CallerCertificates.HEADER, own.forwarded()).status()).isEqualTo(200);
    }

    @Test
    void refusesWhatItDoesNotForwardOrForwardsWrongly() {
        String other = SelfSigned.made(directory, "other").forwarded();

        assertThat(get().body()).contains("certificate-missing");
        assertThat(get(CallerCertificates.HEADER, other).body()).contains("certificate-other");
        assertThat(get(CallerCertificates.HEADER, ":bm90aGluZw==:").body()).contains("certificate-unusable");
        assertThat(get(CallerCertificates.HEADER, own.forwarded(), CallerCertificates.HEADER, own.forwarded())
                        .body())
                .contains("certificate-unusable");
    }
}
