package uk.wayleave.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static uk.wayleave.gateway.forward.Calls.notSent;
import static uk.wayleave.gateway.forward.Calls.text;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import uk.wayleave.gateway.governor.Governors;
import uk.wayleave.register.vault.OpenedAccount;

/** A password goes to nobody who cannot prove to be the host of the account, on loopback neither. */
@Timeout(60)
class CertificateTest {
    private static final String PATH = "/v6/work/works/ZW001";
    private static final TimeLimits IMPATIENT = new TimeLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5));
    private static final String STORE_PASSWORD = "changeit";

    @TempDir
    static Path directory;

    @BeforeAll
    static void makeCertificates() throws IOException, InterruptedException {
        certificate("right", "dns:localhost");
        certificate("other", "dns:elsewhere.example");
    }

    /** Self-signed, with the tool every JDK has. */
    private static void certificate(String name, String subject) throws IOException, InterruptedException {
        Path store = directory.resolve(name + ".p12");
        keytool("-genkeypair -keyalg EC -alias server -dname CN=" + name + " -validity 2 -ext san=" + subject, store);
        keytool("-exportcert -rfc -alias server -file " + directory.resolve(name + ".pem"), store);
    }

    private static void keytool(String arguments, Path store) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString()),
                        Stream.of(
                                (arguments + " -storetype PKCS12 -storepass " + STORE_PASSWORD + " -keystore " + store)
                                        .split(" ", -1)))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.txt").toFile())
                .start();
        assertThat(process.waitFor()).as(() -> String.join(" ", command)).isZero();
    }

    private static RawServer serverWith(String certificate) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve(certificate + ".p12"))) {
            store.load(in, STORE_PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, STORE_PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return RawServer.over(
                tls.getServerSocketFactory(), "https", (request, line) -> line.whole(200, "{\"over\":\"TLS\"}"));
    }

    private static StreetManager client(ForwardSettings settings) {
        return StreetManager.start(
                settings,
                Governors.inNobodysWay(Clock.systemUTC()),
                (controller, agreement, account) ->
                        Optional.of(new OpenedAccount("api@aldermere-water.example", RawServer.PASSWORD)),
                Clock.systemUTC(),
                Alarm.logging());
    }

    private static ForwardSettings trusting(String certificate) {
        return ForwardSettings.defaults().withTrustedCertificates(directory.resolve(certificate + ".pem"));
    }

    private static Sent write(StreetManager client, RawServer server, String host) {
        return Calls.send(
                client, Calls.with(server.uri(host), RawServer.ORGANISATION).write(PATH, "{}"));
    }

    @Test
    void speaksToAHostThatProvesItsName() throws Exception {
        try (RawServer server = serverWith("right");
                StreetManager client = client(trusting("right"))) {
            assertThat(text(write(client, server, "localhost"))).isEqualTo("{\"over\":\"TLS\"}");
        }
    }

    @Test
    void sendsNothingToAHostWithACertificateNobodyVouchesFor() throws Exception {
        try (RawServer server = serverWith("right");
                StreetManager client = client(ForwardSettings.defaults())) {
            assertThat(notSent(write(client, server, "localhost")).cause()).isEqualTo(Cause.NOT_TRUSTED);
            assertThat(server.signIns()).isEmpty();
        }
    }

    @Test
    void sendsNothingToAHostThatProvesAnotherName() throws Exception {
        try (RawServer server = serverWith("other");
                StreetManager client = client(trusting("other"))) {
            assertThat(notSent(write(client, server, "localhost")).cause()).isEqualTo(Cause.NOT_TRUSTED);
            assertThat(server.signIns()).isEmpty();
        }
    }

    @Test
    void sendsNothingToAnAddressThatTheCertificateDoesNotName() throws Exception {
        try (RawServer server = serverWith("right");
                StreetManager client = client(trusting("right"))) {
            assertThat(notSent(write(client, server, "127.0.0.1")).cause()).isEqualTo(Cause.NOT_TRUSTED);
            assertThat(server.signIns()).isEmpty();
        }
    }

    @Test
    void sendsNothingToAHostThatSpeaksNoTls() {
        try (RawServer server = RawServer.plain((request, line) -> line.whole(200, "{}"));
                StreetManager client = client(ForwardSettings.defaults().withLimits(IMPATIENT))) {
            Calls calls =
                    Calls.with(URI.create(server.uri().toString().replace("http:", "https:")), RawServer.ORGANISATION);
            assertThat(Calls.send(client, calls.write(PATH, "{}"))).isInstanceOf(Sent.NotSent.class);
            assertThat(server.signIns()).isEmpty();
        }
    }

    @Test
    void doesNotStartWithCertificatesItCannotRead() throws IOException {
        Path nonsense = Files.writeString(directory.resolve("nonsense.pem"), "nonsense");

        assertThatIllegalStateException()
                .isThrownBy(() -> client(ForwardSettings.defaults().withTrustedCertificates(nonsense)))
                .withMessageContaining("certificates to trust");
    }
}
