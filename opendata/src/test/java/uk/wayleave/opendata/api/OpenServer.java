package uk.wayleave.opendata.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.messages.receiver.ReceiverNetworks;
import uk.wayleave.messages.standin.SnsStandIn;
import uk.wayleave.opendata.OpenData;
import uk.wayleave.opendata.OpenDataSettings;
import uk.wayleave.opendata.Published;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.opendata.store.Arrival;
import uk.wayleave.opendata.store.EventStore;
import uk.wayleave.opendata.store.Stores;
import uk.wayleave.opendata.webhook.SealingKey;
import uk.wayleave.opendata.webhook.WebhookSettings;
import uk.wayleave.register.postgres.Annex;
import uk.wayleave.streetmanager.Catalogue;

/** The open data behind a real HTTP server on loopback. */
public final class OpenServer implements AutoCloseable {
    public final Annex annex = Stores.open();
    public final SnsStandIn sns = new SnsStandIn();
    public final OpenData openData;
    public final EventStore store = new EventStore(annex.dataSource());
    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();

    public OpenServer(OpenDataSettings settings, Clock clock) {
        openData = OpenData.start(annex.dataSource(), Catalogue.load(), settings, sns.client(), clock);
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server = new Server(threads);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(openData.door());
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static OpenServer start() {
        return new OpenServer(OpenDataSettings.usual().limitedTo(1_000_000), Clock.systemUTC());
    }

    /** With everything that the API describes. */
    public static OpenServer withWebhooks() {
        return new OpenServer(
                OpenDataSettings.usual()
                        .limitedTo(1_000_000)
                        .sending(WebhookSettings.usual(SealingKey.of(new byte[32]), ReceiverNetworks.PUBLIC)),
                Clock.systemUTC());
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + "/open");
    }

    public void keep(List<Published> events) {
        EventReader reader = new EventReader();
        store.write(events.stream()
                .map(event -> Arrival.archived(
                        event.bytes(), reader, Clock.systemUTC().instant()))
                .toList());
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).build());
    }

    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(path.startsWith("http") ? URI.create(path) : URI.create(base() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpClient client() {
        return client;
    }

    public JsonNode json(String path, String... headers) {
        HttpResponse<String> answer = get(path, headers);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        client.close();
        openData.close();
        sns.close();
        annex.close();
    }
}
