package uk.wayleave.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.wayleave.bench.ProcessTree;

class GatewayComparisonTest {
    private static final PrintStream QUIET = new PrintStream(PrintStream.nullOutputStream());

    @TempDir
    private Path folder;

    @Test
    void measuresNginxInFrontOfTheUpstream() throws IOException {
        assumeInstalled("nginx", "wrk", "setpriv");
        Nginx upstream = Nginx.upstream(folder);
        try (ServerProcess upstreamProcess = upstream.process()) {
            Peer nginx = new PeerStart(upstream.port(), 4, folder).of(PeerKind.NGINX);
            try (ServerProcess proxyProcess = nginx.process()) {
                var rounds = comparison().run(List.of(nginx), 1, 1, 1);

                Report report = Report.of(Map.of("workload", "smoke"), rounds);
                assertThat(rounds.get(PeerKind.NGINX)).singleElement().satisfies(round -> {
                    assertThat(round.load().requestsPerSecond()).isPositive();
                    assertThat(round.cpuPerRequest()).isPositive();
                });
                assertThat(printed(report)).contains("requests/s", "nginx", "smoke");
                assertThat(upstreamProcess.pid()).isNotEqualTo(proxyProcess.pid());
            }
        }
    }

    @Test
    void wayleaveWithAllControlsOnAnswersTheWorkloadWithPersonalFieldsMasked() throws IOException {
        assumeInstalled("nginx", "setpriv");
        // PostgreSQL, which does not run as root, must get through to its data.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Nginx upstream = Nginx.upstream(folder);
        try (ServerProcess upstreamProcess = upstream.process()) {
            Peer wayleave = new PeerStart(upstream.port(), 4, folder).of(PeerKind.WAYLEAVE);
            try (ServerProcess wayleaveProcess = wayleave.process()) {
                assertThat(new ExpectedBody().from(wayleave))
                        .contains(Workload.WORK)
                        .doesNotContain("Asha Example");
                assertThat(ProcessTree.cpu(wayleaveProcess.pid()).database()).isPositive();
                assertThat(upstreamProcess.pid()).isNotEqualTo(wayleaveProcess.pid());
            }
        }
    }

    @Test
    void oneWayleaveAnswersTheListPassedForOnePurposeAndMaskedForAnother() throws IOException {
        assumeInstalled("nginx", "setpriv");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Nginx upstream = Nginx.upstream(folder);
        try (ServerProcess upstreamProcess = upstream.process()) {
            List<Peer> peers = new PeerStart(upstream.port(), 4, folder).lists();
            try (ServerProcess nginxProcess = peers.get(0).process();
                    ServerProcess wayleaveProcess = peers.get(2).process()) {
                List<String> bodies =
                        peers.stream().map(new ExpectedBody()::from).toList();

                assertThat(bodies.get(1)).isEqualTo(bodies.get(0)).contains("Asha Example");
                assertThat(bodies.get(2)).contains("Mill Lane").doesNotContain("Asha Example");
                assertThat(List.of(upstreamProcess.pid(), nginxProcess.pid(), wayleaveProcess.pid()))
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void endsWithoutFiguresWhenAnswersTurnIntoErrorsUnderLoad() throws IOException {
        assumeInstalled("wrk", "setpriv");
        var answered = new AtomicInteger();
        failsOn(exchangeNumber -> exchangeNumber < 100, answered, "did not answer every request");
        assertThat(answered.get()).isGreaterThan(100);
    }

    @Test
    void endsWithoutFiguresWhenTheFirstAnswerIsAnError() throws IOException {
        assumeInstalled("setpriv");
        failsOn(exchangeNumber -> false, new AtomicInteger(), "answered 500");
    }

    /** A server that answers rightly as long as {@code right} says so, by the number of the request, and then 500. */
    private void failsOn(java.util.function.IntPredicate right, AtomicInteger answered, String message)
            throws IOException {
        byte[] permit = Workload.permit().getBytes(StandardCharsets.US_ASCII);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var process = ServerProcess.start("stand-in", List.of("sleep", "60"), folder)) {
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                int status = right.test(answered.getAndIncrement()) ? 200 : 500;
                exchange.sendResponseHeaders(status, permit.length);
                try (var body = exchange.getResponseBody()) {
                    body.write(permit);
                }
            });
            server.start();
            var peer = new Peer(PeerKind.NGINX, process, server.getAddress().getPort(), Map.of());
            assertThatExceptionOfType(MeasurementFailed.class)
                    .isThrownBy(() -> comparison().run(List.of(peer), 1, 1, 1))
                    .withMessageContaining(message);
        } finally {
            server.stop(0);
        }
    }

    private Comparison comparison() throws IOException {
        return new Comparison(new Wrk(4, folder), new ExpectedBody(), QUIET);
    }

    private static String printed(Report report) {
        var bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void assumeInstalled(String... commands) {
        List<String> path = Arrays.asList(System.getenv("PATH").split(":", -1));
        for (String command : commands) {
            assumeThat(path)
                    .as("%s is installed (bench/run says how)", command)
                    .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
        }
    }
}
