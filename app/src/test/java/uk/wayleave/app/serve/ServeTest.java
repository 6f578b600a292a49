package uk.wayleave.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import uk.wayleave.app.Program;
import uk.wayleave.app.command.CommandLines;

/** {@code serve} as an operator runs it. */
class ServeTest {
    private static final Pattern READY = Pattern.compile("data plane (\\S+), control plane (\\S+)");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @Test
    void startsStopsInOrderAndStartsAgainAfterAKillOnTheSameData() throws Exception {
        String password;
        try (Program serve = serve(Map.of())) {
            Matcher ready = ready(serve);
            password = Files.readString(home().resolve("admin-password")).strip();
            assertThat(status(ready.group(1) + "/v6/work/works/ZW0010001")).isEqualTo(401);
            assertThat(signIn(ready.group(2), password)).isEqualTo(200);
            assertThat(serve.output()).doesNotContain(password);
            keysToOpenDataAreMadeAndEndedBesideTheRunningServer(ready.group(1));
            serve.kill();
        }
        try (Program again = serve(Map.of())) {
            Matcher ready = ready(again);
            assertThat(signIn(ready.group(2), password)).isEqualTo(200);
            again.stop();
            assertThat(again.exitCode()).isEqualTo(143);
            assertThat(again.output()).doesNotContain("Exception");
        }
        assertThat(home().resolve("postgres/data/postmaster.pid")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home().resolve("admin-password"))))
                .isEqualTo("rw-------");
    }

    private void keysToOpenDataAreMadeAndEndedBesideTheRunningServer(String dataPlane) throws Exception {
        String key = command("make", "University of Thornshire", "--per-minute", "100")
                .strip();
        assertThat(key).startsWith("wlo_");
        assertThat(statusWithKey(dataPlane, key)).isEqualTo(200);
        assertThat(statusWithKey(dataPlane, key + "x")).isEqualTo(403);
        assertThat(command("list"))
                .contains("1  100 a minute  University of Thornshire")
                .doesNotContain(key);
        assertThat(command("end", "1")).contains("ended");
        assertThat(command("list", "--json")).contains("\"ended\":\"2");
    }

    private String command(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = CommandLines.of(Map.of("WAYLEAVE_HOME", home().toString()), Clock.systemUTC());
        line.setOut(new PrintWriter(out, true));
        List<String> all = new ArrayList<>(List.of("opendata", "key"));
        all.addAll(List.of(arguments));
        assertThat(line.execute(all.toArray(String[]::new))).isZero();
        return out.toString();
    }

    private int statusWithKey(String dataPlane, String key) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(dataPlane + "/open/collections"))
                                .header("X-API-Key", key)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void saysWhatIsWrongWithTheSettings() throws Exception {
        try (Program serve = serve(Map.of("WAYLEAVE_BIND", "0.0.0.0", "WAYLEAVE_CONTROL_PORT", "x"))) {
            assertThat(serve.exitCode()).isEqualTo(3);
            assertThat(serve.output()).contains("WAYLEAVE_TLS_KEYSTORE").contains("'x' is no port");
        }
        assertThat(home()).doesNotExist();
    }

    @Test
    void speaksTlsOnBothDoorsWhereItListensToOthers() throws Exception {
        Path keystore = directory.resolve("doors.p12");
        Path password = Files.writeString(directory.resolve("password"), "open sesame\n");
        selfSigned(keystore, "open sesame");
        HttpClient trusting = HttpClient.newBuilder()
                .sslContext(trusting(keystore, "open sesame"))
                .build();

        try (Program serve = serve(Map.of(
                "WAYLEAVE_BIND", "0.0.0.0",
                "WAYLEAVE_TLS_KEYSTORE", keystore.toString(),
                "WAYLEAVE_TLS_KEYSTORE_PASSWORD_FILE", password.toString(),
                "WAYLEAVE_CERTIFICATE_DATA_PORT", "0",
                "WAYLEAVE_CERTIFICATE_CONTROL_PORT", "0"))) {
            Matcher ready = ready(serve);
            assertThat(serve.output())
                    .containsPattern("Asks for client certificates: data plane https://\\S+, control plane https://");
            for (int door : new int[] {1, 2}) {
                URI listens = URI.create(ready.group(door));
                assertThat(listens.getScheme()).isEqualTo("https");
                URI near = URI.create("https://localhost:" + listens.getPort() + "/v6/work/works/ZW0010001");
                assertThat(trusting.send(HttpRequest.newBuilder(near).build(), HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isBetween(400, 499);
            }
            assertThat(serve.output()).doesNotContain("sesame");
        }
    }

    private static void selfSigned(Path keystore, String password) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "door",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keystore.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
    }

    private static SSLContext trusting(Path keystore, String password) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted(keystore, password));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore trusted(Path keystore, String password) throws Exception {
        KeyStore doors = KeyStore.getInstance(keystore.toFile(), password.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("door", doors.getCertificate("door"));
        return trusted;
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Program serve = serve(Map.of("WAYLEAVE_DATA_PORT", Integer.toString(taken.getLocalPort())))) {
            assertThat(serve.exitCode()).isEqualTo(3);
            assertThat(serve.output())
                    .contains(Integer.toString(taken.getLocalPort()))
                    .doesNotContain("\tat ");
        }
    }

    private Matcher ready(Program serve) throws InterruptedException {
        Matcher ready = READY.matcher(serve.await("Wayleave ready"));
        assertThat(ready.find()).isTrue();
        return ready;
    }

    private int status(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private int signIn(String control, String password) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(control + "/api/sign-in"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"name\":\"admin\",\"password\":\"" + password + "\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private Program serve(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(
                Map.of("WAYLEAVE_HOME", home().toString(), "WAYLEAVE_DATA_PORT", "0", "WAYLEAVE_CONTROL_PORT", "0"));
        environment.putAll(more);
        return Program.start(environment, directory, "serve");
    }

    private Path home() {
        return directory.resolve("home");
    }
}
