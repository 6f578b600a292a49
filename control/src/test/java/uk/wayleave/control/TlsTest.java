package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control plane's own TLS, and that it listens to strangers with it only. */
class TlsTest {
    private static final String PASSWORD = "changeit-please";

    @TempDir
    private Path directory;

    @Test
    void listensElsewhereThanOnLoopbackOnlyWithTls() throws IOException {
        InetAddress everywhere = InetAddress.getByAddress(new byte[4]);
        ControlSettings plain = ControlSettings.defaults();
        ControlSettings secured = plain.secured(new ControlSettings.Tls(directory.resolve("door.p12"), PASSWORD));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> plain.on(everywhere, 0))
                .withMessageContaining("TLS");
        assertThat(secured.on(everywhere, 0).address()).isEqualTo(everywhere);
        assertThat(secured.toString()).doesNotContain(PASSWORD);
    }

    @Test
    void speaksTlsAndSaysSoInItsAddress() throws Exception {
        Path keyStore = keyStore();
        try (var town = new Town();
                var plane = ControlPlane.start(
                        ControlSettings.defaults().hashing(1000).secured(new ControlSettings.Tls(keyStore, PASSWORD)),
                        town.register,
                        town.ledger,
                        new uk.wayleave.register.ledger.LedgerReader(town.database));
                var http =
                        HttpClient.newBuilder().sslContext(trusting(keyStore)).build()) {
            URI base = plane.baseUrl();
            assertThat(base.getScheme()).isEqualTo("https");

            var answer = http.send(
                    HttpRequest.newBuilder(base.resolve("/.well-known/oauth-authorization-server"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"issuer\":\"" + base + "\"");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    private Path keyStore() throws IOException, InterruptedException {
        Path file = directory.resolve("door.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "door",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1,dns:localhost")
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        return file;
    }

    private static SSLContext trusting(Path keyStore) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("door", store.getCertificate("door"));
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
