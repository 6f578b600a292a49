package uk.wayleave.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client as integrators have it: a base address and a token. */
public final class Http {
    private static final JsonMapper JSON = JsonMapper.shared();
    private final HttpClient client;
    private final URI base;

    public Http(URI base) {
        this(base, UnaryOperator.identity());
    }

    private Http(URI base, UnaryOperator<HttpClient.Builder> more) {
        this.base = base;
        this.client = more.apply(HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5)))
                .build();
    }

    /** With certificates of a test's own. */
    static Http over(URI base, SSLContext tls) {
        return new Http(base, builder -> builder.sslContext(tls));
    }

    /** One answer. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The clauses that a refusal names. */
        public java.util.List<String> clauses() {
            return json().path("clauses")
                    .valueStream()
                    .map(clause -> clause.path("clause").asString())
                    .distinct()
                    .toList();
        }

        /** The rules that a refusal names. */
        public java.util.List<String> rules() {
            return json().path("clauses")
                    .valueStream()
                    .map(clause -> clause.path("rule").asString())
                    .toList();
        }
    }

    /** The whole address of a path. */
    URI address(String path) {
        return base.resolve(path);
    }

    public Answer get(String path, String token, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).GET();
        if (!token.isEmpty()) {
            request.header("token", token);
        }
        return send(request, headers);
    }

    public Answer post(String path, String token, String json, String... headers) {
        return withBody("POST", path, token, json, headers);
    }

    public Answer put(String path, String token, String json, String... headers) {
        return withBody("PUT", path, token, json, headers);
    }

    public Answer withBody(String method, String path, String token, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .header("content-type", "application/json");
        if (!token.isEmpty()) {
            request.header("token", token);
        }
        return send(request, headers);
    }

    /** Sends a form. */
    Answer form(String method, String path, String token, SampleForm form, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(form.bytes()))
                .header("content-type", form.contentType());
        if (!token.isEmpty()) {
            request.header("token", token);
        }
        return send(request, headers);
    }

    /** An answer that is no text. */
    public HttpResponse<byte[]> bytes(String path, String token) {
        try {
            return client.send(
                    HttpRequest.newBuilder(base.resolve(path))
                            .header("token", token)
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public Answer send(HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(
                    client.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
