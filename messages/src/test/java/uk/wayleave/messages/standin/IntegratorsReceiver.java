package uk.wayleave.messages.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.messages.receiver.Challenge;
import uk.wayleave.messages.standin.IntegratorsVerifier.Received;

/** An integrator's receiver on loopback: verifies whatever comes, answers challenges, and takes or refuses the rest. */
public final class IntegratorsReceiver implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final IntegratorsVerifier verifier;
    private final Supplier<java.time.Instant> now;
    private final List<Received> notifications = new CopyOnWriteArrayList<>();
    private final List<String> objections = new CopyOnWriteArrayList<>();
    private volatile Answering answering = exchange -> status(exchange, 204);
    private volatile boolean provesItself = true;
    private final AtomicInteger challenges = new AtomicInteger();

    /** What it does with a notification. */
    public interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    private IntegratorsReceiver(HttpServer server, IntegratorsVerifier verifier, Supplier<java.time.Instant> now) {
        this.server = server;
        this.verifier = verifier;
        this.now = now;
    }

    public static IntegratorsReceiver start(IntegratorsVerifier verifier, Supplier<java.time.Instant> now) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            IntegratorsReceiver receiver = new IntegratorsReceiver(server, verifier, now);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", receiver::take);
            server.start();
            return receiver;
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/street-manager");
    }

    /** Notifications that were genuine, as they came, repeats too. */
    public List<Received> notifications() {
        return List.copyOf(notifications);
    }

    /** The events in them, by the header that tells repeats. */
    public Map<String, JsonNode> events() {
        Map<String, JsonNode> events = new HashMap<>();
        for (Received each : notifications) {
            events.put(each.header("wayleave-delivery"), JSON.readTree(each.body()));
        }
        return events;
    }

    public List<Long> eventReferences() {
        List<Long> references = new ArrayList<>();
        events().values()
                .forEach(event -> references.add(event.path("event_reference").asLong()));
        references.sort(null);
        return references;
    }

    /** Why what came was not genuine. */
    public List<String> objections() {
        return List.copyOf(objections);
    }

    public int challenges() {
        return challenges.get();
    }

    public void answers(Answering other) {
        answering = other;
    }

    public void answers(int status) {
        answering = exchange -> status(exchange, status);
    }

    public void provesItself(boolean does) {
        provesItself = does;
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        URI target = URI.create("http://" + headers.get("host") + exchange.getRequestURI());
        byte[] body = exchange.getRequestBody().readAllBytes();
        Received received = new Received(exchange.getRequestMethod(), target, headers, body);
        var objection = verifier.objection(received, now.get());
        if (objection.isPresent()) {
            objections.add(objection.get());
            status(exchange, 401);
            return;
        }
        if (received.header("wayleave-message").equals("challenge")) {
            challenges.incrementAndGet();
            challenge(exchange, body);
            return;
        }
        notifications.add(received);
        answering.answer(exchange);
    }

    private void challenge(HttpExchange exchange, byte[] body) throws IOException {
        String challenge = JSON.readTree(body).path("challenge").asString();
        String answer = provesItself
                ? JSON.createObjectNode()
                        .put("challenge_response", new Challenge(challenge).response())
                        .toString()
                // As a machine that merely repeats what it gets.
                : new String(body, StandardCharsets.UTF_8);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    public static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
