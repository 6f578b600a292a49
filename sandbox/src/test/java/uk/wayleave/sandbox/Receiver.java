package uk.wayleave.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import uk.wayleave.sandbox.wire.Json;

/** A subscriber's endpoint: keeps what is posted to it and answers as told. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();
    private volatile int status = 200;

    /** One message. */
    record Posted(Map<String, String> headers, JsonNode envelope) {
        JsonNode message() {
            return Json.parse(envelope.path("Message").asString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .orElseThrow();
        }
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException busy) {
            throw new UncheckedIOException(busy);
        }
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int answer = status;
        posted.add(new Posted(
                Map.of(
                        "type", String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-sns-message-type")),
                        "content", String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"))),
                Json.parse(body).orElseThrow()));
        exchange.sendResponseHeaders(answer, -1);
        exchange.getResponseBody().close();
    }

    void answering(int newStatus) {
        status = newStatus;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/notifications";
    }

    /** The next message; waits ten seconds at most. */
    Posted next() {
        try {
            Posted next = posted.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Nothing was posted within ten seconds");
            }
            return next;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    boolean isEmpty() {
        return posted.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
