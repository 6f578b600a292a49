package uk.wayleave.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the control plane as somebody. */
final class Client {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI base;
    private final Optional<String> token;
    private final Optional<Contract> contract;

    private Client(URI base, Optional<String> token, Optional<Contract> contract) {
        this.base = base;
        this.token = token;
        this.contract = contract;
    }

    /** Nobody, who holds every answer against the OpenAPI document served there. */
    static Client of(URI base) {
        var unbound = new Client(base, Optional.empty(), Optional.empty());
        var contract = new Contract(unbound.get("/api/openapi.json").json());
        return new Client(base, Optional.empty(), Optional.of(contract));
    }

    Client as(String other) {
        return new Client(base, Optional.of(other), contract);
    }

    Contract contract() {
        return contract.orElseThrow();
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    Answer post(String path, Object body) {
        return json("POST", path, JsonMapper.shared().writeValueAsString(body));
    }

    Answer put(String path, Object body) {
        return json("PUT", path, JsonMapper.shared().writeValueAsString(body));
    }

    Answer json(String method, String path, String body) {
        var request =
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
        return send(request, Optional.of(body));
    }

    Answer form(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }

    Answer send(HttpRequest.Builder request) {
        return send(request, Optional.empty());
    }

    private Answer send(HttpRequest.Builder draft, Optional<String> body) {
        try {
            HttpRequest request = draft.build();
            var response = HTTP.send(request, BodyHandlers.ofString());
            var answer = new Answer(response.statusCode(), response.headers(), response.body());
            contract.ifPresent(held -> held.check(request, body, answer));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
