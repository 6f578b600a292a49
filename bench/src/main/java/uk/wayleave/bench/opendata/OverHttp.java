package uk.wayleave.bench.opendata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import uk.wayleave.opendata.OpenData;
import uk.wayleave.opendata.OpenDataSettings;
import uk.wayleave.streetmanager.Catalogue;

/** The open data behind its own door on loopback, as its callers meet it. */
final class OverHttp implements AutoCloseable {
    private static final int NO_LIMIT = 1_000_000_000;

    private final SnsOnLoopback sns = new SnsOnLoopback();
    private final OpenData openData;
    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    OverHttp(DataSource source) {
        openData = OpenData.start(
                source,
                Catalogue.load(),
                OpenDataSettings.usual().limitedTo(NO_LIMIT),
                sns.client(),
                Clock.systemUTC());
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server = new Server(threads);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(openData.door());
        try {
            server.start();
        } catch (Exception failed) {
            throw new IllegalStateException("The open data's door did not open.", failed);
        }
        base = "http://127.0.0.1:" + connector.getLocalPort() + "/open";
    }

    /**
     * Asks once and reads the answer.
     *
     * @return how many records it has
     */
    int get(String target) {
        String body = send(HttpRequest.newBuilder(URI.create(base + target)).build(), 200);
        int records = 0;
        for (int at = body.indexOf("\"type\":\"Feature\"");
                at >= 0;
                at = body.indexOf("\"type\":\"Feature\"", at + 1)) {
            records++;
        }
        return records;
    }

    private String send(HttpRequest request, int expected) {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != expected) {
                throw new IllegalStateException("It answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The measurement was interrupted.", interrupted);
        }
    }

    /** Asks once for a page for people, and reads it. */
    int page(String target) {
        return send(
                        HttpRequest.newBuilder(URI.create(base + target))
                                .header("Accept", "text/html")
                                .build(),
                        200)
                .length();
    }

    /** Each event signed as SNS signs it. */
    List<byte[]> signed(List<byte[]> events) {
        return events.parallelStream().map(sns::notification).toList();
    }

    /**
     * Posts notifications one by one, as SNS does, over so many connections; each is answered only once it is durable.
     *
     * @return the time of each, in nanoseconds
     */
    long[] post(List<byte[]> notifications, int connections) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        long[] nanos = new long[notifications.size()];
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int connection = 0; connection < connections; connection++) {
                running.add(callers.submit(() -> {
                    for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
                        long began = System.nanoTime();
                        post(notifications.get(i));
                        nanos[i] = System.nanoTime() - began;
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        return nanos;
    }

    private void post(byte[] notification) {
        send(
                HttpRequest.newBuilder(URI.create(base + "/sns"))
                        .header("x-amz-sns-message-type", "Notification")
                        .header("Content-Type", "text/plain; charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(notification))
                        .build(),
                204);
    }

    @Override
    public void close() {
        client.close();
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("The open data's door did not close in order.", failed);
        }
        openData.close();
        sns.close();
    }
}
