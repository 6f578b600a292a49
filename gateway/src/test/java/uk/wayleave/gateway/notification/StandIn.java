package uk.wayleave.gateway.notification;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.gateway.ScriptedStreetManager;

/** A Street Manager that takes subscriptions, and posts to where it was told to. */
final class StandIn implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ScriptedStreetManager streetManager = ScriptedStreetManager.start();
    private final List<JsonNode> subscribed = new CopyOnWriteArrayList<>();
    private final List<JsonNode> unsubscribed = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile int subscribeStatus = 201;

    StandIn() {
        streetManager.does((request, wire) -> {
            switch (request.method() + " " + request.target()) {
                case "POST /v6/event/api-notifications/subscribe" -> {
                    subscribed.add(JSON.readTree(request.body()));
                    wire.json(
                            subscribeStatus,
                            subscribeStatus == 201
                                    ? "{\"subscription_reference_number\":\"SM-" + numbers.incrementAndGet() + "\"}"
                                    : "{\"message\":\"Access restricted\"}");
                }
                case "POST /v6/event/api-notifications/unsubscribe" -> {
                    unsubscribed.add(JSON.readTree(request.body()));
                    wire.raw("HTTP/1.1 204 No Content\r\n\r\n");
                }
                default -> wire.json(404, "{\"message\":\"Not found\"}");
            }
        });
    }

    URI baseUri() {
        return streetManager.baseUri();
    }

    void subscribeAnswers(int status) {
        subscribeStatus = status;
    }

    /** Bodies of subscriptions, in order. */
    List<JsonNode> subscribed() {
        return List.copyOf(subscribed);
    }

    List<JsonNode> unsubscribed() {
        return List.copyOf(unsubscribed);
    }

    /** Where it was last told to post to. */
    URI endpoint() {
        return URI.create(subscribed.getLast().path("api_endpoint").asString());
    }

    static String event(int reference, String works) {
        return "{\"event_reference\":" + reference + ",\"event_type\":\"WORK_START\",\"object_type\":\"PERMIT\","
                + "\"object_reference\":\"" + works + "-01\",\"event_time\":\"2026-11-25T08:00:00.000Z\",\"version\":1,"
                + "\"object_data\":{\"work_reference_number\":\"" + works + "\",\"promoter_swa_code\":\"9981\"}}";
    }

    HttpResponse<String> posts(URI endpoint, String body) {
        return posts(endpoint, "POST", body, "application/json");
    }

    HttpResponse<String> posts(URI endpoint, String method, String body, String type) {
        try {
            return client.send(
                    HttpRequest.newBuilder(endpoint)
                            .timeout(Duration.ofSeconds(30))
                            .header("content-type", type)
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        streetManager.close();
    }
}
