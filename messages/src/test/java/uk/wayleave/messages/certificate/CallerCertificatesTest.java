package uk.wayleave.messages.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.messages.standin.SelfSigned;

class CallerCertificatesTest {
    private static final CallerCertificates BEHIND =
            CallerCertificates.by(AddressRange.of("10.1.0.0/16"), AddressRange.of("fd00::7"));

    @TempDir
    static Path directory;

    private static SelfSigned callers;
    private static SelfSigned proxys;
    private static Instant now;

    @BeforeAll
    static void make() {
        callers = SelfSigned.made(directory, "caller", "-validity", "2");
        proxys = SelfSigned.made(directory, "proxy");
        now = callers.certificate().getNotBefore().toInstant().plusSeconds(60);
    }

    private static CallerCertificate shown() {
        return new CallerCertificate.Shown(callers.thumbprint());
    }

    @Test
    void takesTheCertificateOfTheConnection() {
        assertThat(CallerCertificates.none().of("192.0.2.1", List.of(callers.certificate()), List.of(), now))
                .isEqualTo(shown());
        assertThat(CallerCertificates.none().of("192.0.2.1", List.of(), List.of(), now))
                .isEqualTo(new CallerCertificate.None());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.200.3", "fd00::7", "[fd00::7]", "[fd00:0:0:0:0:0:0:7]"})
    void believesTheHeaderOfAProxyThatIsConfigured(String peer) {
        assertThat(BEHIND.of(peer, List.of(), List.of(callers.forwarded()), now))
                .isEqualTo(shown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.2.0.1", "127.0.0.1", "fd00::8", "proxy.example", ""})
    void believesTheHeaderOfNobodyElse(String peer) {
        assertThat(BEHIND.of(peer, List.of(), List.of(callers.forwarded()), now))
                .isEqualTo(new CallerCertificate.None());
        assertThat(CallerCertificates.askedAt(0).of(peer, List.of(), List.of(callers.forwarded()), now))
                .isEqualTo(new CallerCertificate.None());
    }

    @Test
    void neverTakesTheProxysOwnCertificateForItsCallers() {
        assertThat(BEHIND.of("10.1.0.1", List.of(proxys.certificate()), List.of(), now))
                .isEqualTo(new CallerCertificate.None());
        assertThat(BEHIND.of("10.1.0.1", List.of(proxys.certificate()), List.of(callers.forwarded()), now))
                .isEqualTo(shown());
    }

    @Test
    void takesNoHeaderThatIsNotExactlyOneCertificate() {
        String good = callers.forwarded();
        for (List<String> header : List.of(
                List.of(good, good),
                List.of(good + ", " + good),
                List.of(good.substring(1)),
                List.of("::"),
                List.of(":AAAA:"),
                List.of(":not base64:"),
                List.of(":" + "A".repeat(20_000) + ":"),
                List.of("")))
            assertThat(BEHIND.of("10.1.0.1", List.of(), header, now))
                    .as(header.toString())
                    .isInstanceOf(CallerCertificate.Unusable.class);
    }

    @Test
    void takesNoCertificateBeforeOrAfterItsDates() {
        var certificate = callers.certificate();
        Instant early = certificate.getNotBefore().toInstant().minusSeconds(1);
        Instant late = certificate.getNotAfter().toInstant().plus(Duration.ofSeconds(1));

        assertThat(CallerCertificate.of(certificate, early)).isInstanceOf(CallerCertificate.Unusable.class);
        assertThat(CallerCertificate.of(certificate, late)).isInstanceOf(CallerCertificate.Unusable.class);
        assertThat(CallerCertificate.of(certificate, now)).isEqualTo(shown());
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "10.1.2.0/23, 10.1.3.255, true",
        "10.1.2.0/23, 10.1.4.0, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
    })
    void aRangeHasTheAddressesThatBeginAsItDoes(String range, String address, boolean has) {
        assertThat(AddressRange.of(range).has(InetAddress.ofLiteral(address))).isEqualTo(has);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy.example", "10.1.2.0/33", "10.1.2.0/-1", "10.1.2.0/", "10.1.2.0/x"})
    void aRangeIsWrittenAsAddressesAre(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.of(text));
    }
}
