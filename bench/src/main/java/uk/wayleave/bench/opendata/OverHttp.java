package uk.wayleave.bench.opendata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
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
import uk.wayleave.messages.sns.SnsHttp;
import uk.wayleave.opendata.OpenData;
import uk.wayleave.opendata.OpenDataSettings;
import uk.wayleave.opendata.store.EventQueue;
import uk.wayleave.opendata.store.EventStore;
import uk.wayleave.opendata.subscriber.Receipt;
import uk.wayleave.opendata.subscriber.Subscriber;
import uk.wayleave.streetmanager.Catalogue;

/** The open data behind its own door on loopback, as its callers meet it. */
final class OverHttp implements AutoCloseable {
    private static final int NO_LIMIT = 1_000_000_000;

    private final SnsOnLoopback sns = new SnsOnLoopback();
    private final DataSource source;
    private final OpenData openData;
    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final String base;
    private final Wire one;

    OverHttp(DataSource source) {
        this.source = source;
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
        port = connector.getLocalPort();
        base = "http://127.0.0.1:" + port + "/open";
        try {
            one = new Wire(port);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Asks once and reads the answer.
     *
     * @return how many records it has
     */
    int get(String target) {
        String body;
        try {
            body = one.exchange(
                    ("GET /open" + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                                    + "\r\nAccept: application/geo+json\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII),
                    200);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
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
        try (ExecutorService callers = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> running = new ArrayList<>();
            for (int connection = 0; connection < connections; connection++) {
                running.add(callers.submit(() -> {
                    try (Wire wire = new Wire(port)) {
                        for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
                            byte[] request = posted(notifications.get(i));
                            long began = System.nanoTime();
                            wire.exchange(request, 204);
                            nanos[i] = System.nanoTime() - began;
                        }
                        return 0;
                    }
                }));
            }
            for (Future<?> caller : running) {
                caller.get();
            }
        }
        return nanos;
    }

    /**
     * Hands notifications to the subscriber without HTTP, from so many callers at once; each waits until its own is
     * durable.
     */
    void handOver(List<byte[]> notifications, int callers) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        OpenDataSettings settings = OpenDataSettings.usual();
        try (SnsHttp client = sns.client();
                EventQueue queue = new EventQueue(new EventStore(source), () -> {});
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Subscriber subscriber =
                    new Subscriber(settings.topics(), settings.signatureVersions(), client, queue, Clock.systemUTC());
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                running.add(threads.submit(() -> {
                    for (int i = next.getAndIncrement(); i < notifications.size(); i = next.getAndIncrement()) {
                        if (!(subscriber.receive("Notification", notifications.get(i)) instanceof Receipt.Taken)) {
                            throw new IllegalStateException("A notification was not taken.");
                        }
                    }
                }));
            }
            for (Future<?> caller : running) {
                caller.get();
            }
        }
    }

    private byte[] posted(byte[] notification) {
        byte[] head = ("POST /open/sns HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nx-amz-sns-message-type: Notification\r\nContent-Type: text/plain; charset=UTF-8"
                        + "\r\nContent-Length: " + notification.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + notification.length);
        System.arraycopy(notification, 0, request, head.length, notification.length);
        return request;
    }

    @Override
    public void close() {
        client.close();
        try {
            one.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("The open data's door did not close in order.", failed);
        }
        openData.close();
        sns.close();
    }
}
