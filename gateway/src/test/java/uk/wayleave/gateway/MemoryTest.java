package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Long bodies need no memory of their length: a gateway whose heap could not hold half of what is under way carries it
 * all. Each kind 16 at a time; were the bodies kept whole, each kind alone would take {@code 16 * 5} or {@code 16 * 10} MB.
 */
class MemoryTest {
    /** Of which the parts without any call under way take about half. */
    private static final int HEAP_MEGABYTES = 80;

    private static final int AT_ONCE = 16;

    /** More can be asked for by hand: {@code -Dwayleave.lists-at-once=32}. */
    private static final int LISTS_AT_ONCE = Integer.getInteger("wayleave.lists-at-once", AT_ONCE / 2);

    private static final int MEGABYTE = 1024 * 1024;
    private static final int FILE = 10 * 1024 * 1024;
    private static final byte[] PDF = SampleFiles.pdfOf(FILE);

    private record Started(Process process, BufferedReader out, URI base, String token) {}

    private static Started start(URI upstream) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-XX:MaxDirectMemorySize=64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallGateway.class.getName(),
                        upstream.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("READY ")) {
                String[] said = line.split(" ", -1);
                return new Started(process, out, URI.create(said[1]), said[2]);
            }
        }
        throw new IllegalStateException("The gateway did not start with " + HEAP_MEGABYTES + " MB.");
    }

    /** What a gateway still needs when all is over: caches, pools, compiled statements; and no body. */
    private static final long KEPT_AT_MOST = 12L * 1024 * 1024;

    private interface Call {
        void make(HttpClient client, Started started) throws Exception;
    }

    @Test
    void carriesManyLongBodiesAtOnceInASmallHeap() throws Exception {
        try (BulkStreetManager upstream = BulkStreetManager.start(PDF)) {
            carried(
                    upstream,
                    AT_ONCE,
                    List.of(
                            (client, started) ->
                                    assertThat(uploaded(client, started)).isEqualTo(201),
                            (client, started) -> assertThat(length(client, started, "/v6/work/files/81"))
                                    .isEqualTo(FILE),
                            (client, started) -> assertThat(length(client, started, "/v6/reporting/permits"))
                                    .isGreaterThan(BulkStreetManager.LIST_AT_LEAST / 2)));
            assertThat(upstream.received()).isGreaterThan((AT_ONCE + 1L) * (FILE - 4096));
        }
    }

    /** Each of them alone would fill more than half of the heap. */
    @Test
    void masksListsOf50MegabytesAtOnceInASmallHeap() throws Exception {
        try (BulkStreetManager upstream = BulkStreetManager.start(PDF)) {
            carried(
                    upstream,
                    LISTS_AT_ONCE,
                    List.of((client, started) -> assertThat(
                                    length(client, started, "/v6/reporting/permits?" + BulkStreetManager.LONG))
                            .isGreaterThan(BulkStreetManager.LONG_LIST_AT_LEAST / 2)));
        }
    }

    private static void carried(BulkStreetManager upstream, int atOnce, List<Call> kinds) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Started started = start(upstream.baseUri());
            try {
                assertThat(uploaded(client, started)).isEqualTo(201);
                List<Future<?>> calls = new ArrayList<>();
                for (int i = 0; i < atOnce; i++) {
                    for (Call kind : kinds) {
                        calls.add(callers.submit(() -> {
                            kind.make(client, started);
                            return atOnce;
                        }));
                    }
                }
                for (Future<?> call : calls) {
                    call.get(120, TimeUnit.SECONDS);
                }
                assertThat(started.process().isAlive()).isTrue();
            } finally {
                started.process().getOutputStream().close();
            }
            String[] said = started.out()
                    .lines()
                    .filter(line -> line.startsWith("PEAK "))
                    .findFirst()
                    .orElse("")
                    .split(" ", -1);
            assertThat(said).as("the small gateway ended in order").hasSize(8);
            report(atOnce, kinds.size(), said);
            assertThat(Long.parseLong(said[7]) - Long.parseLong(said[5]))
                    .as("still in use after all calls, beyond what was before: %s", String.join(" ", said))
                    .isLessThan(KEPT_AT_MOST);
            assertThat(started.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @SuppressWarnings("SystemOut")
    private static void report(int atOnce, int kinds, String... said) {
        System.out.printf(
                "%d calls at once of each of %d kinds, heap of %d MB: %d MB in use at most, %d MB after a collection at most,"
                        + " %d MB before, %d MB after all%n",
                atOnce,
                kinds,
                HEAP_MEGABYTES,
                Long.parseLong(said[1]) / MEGABYTE,
                Long.parseLong(said[3]) / MEGABYTE,
                Long.parseLong(said[5]) / MEGABYTE,
                Long.parseLong(said[7]) / MEGABYTE);
    }

    private static int uploaded(HttpClient client, Started started) throws Exception {
        SampleForm form = SampleForm.with("plan.pdf", "application/pdf", PDF);
        HttpRequest request = HttpRequest.newBuilder(started.base().resolve("/v6/work/files"))
                .header("token", started.token())
                .header("Content-Type", form.contentType())
                .timeout(Duration.ofMinutes(2))
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes()))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Of the body, which is not kept here either. */
    private static long length(HttpClient client, Started started, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(started.base().resolve(path))
                .header("token", started.token())
                .timeout(Duration.ofMinutes(2))
                .build();
        HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new AssertionError(
                        answer.statusCode() + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
