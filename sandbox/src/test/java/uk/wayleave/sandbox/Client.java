package uk.wayleave.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.wire.Json;

/** A real HTTP client that speaks to the sandbox the way an integrator's product does. */
final class Client {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI base;
    private final Optional<String> token;

    private Client(URI base, Optional<String> token) {
        this.base = base;
        this.token = token;
    }

    /** An answer, read as JSON where there is a body. */
    record Reply(int status, byte[] body, HttpResponse<byte[]> response) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Json.parse(body).orElseThrow();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String message() {
            return json().path("message").asString("");
        }
    }

    static Client of(Sandbox sandbox) {
        return new Client(sandbox.baseUri(), Optional.empty());
    }

    static Client loggedIn(Sandbox sandbox, String swaCode) {
        return loggedIn(sandbox, sandbox.account(swaCode));
    }

    static Client loggedIn(Sandbox sandbox, Account account) {
        Client client = of(sandbox);
        return client.with(client.authenticate(account).json().path("idToken").asString());
    }

    Client with(String idToken) {
        return new Client(base, Optional.of(idToken));
    }

    Reply authenticate(Account account) {
        return authenticate(account.emailAddress(), account.password());
    }

    Reply authenticate(String emailAddress, String password) {
        return post(
                "/v3/work/authenticate",
                Json.object().put("emailAddress", emailAddress).put("password", password));
    }

    Reply get(String path) {
        return send("GET", path, "");
    }

    Reply post(String path, ObjectNode body) {
        return send("POST", path, body.toString());
    }

    Reply put(String path, ObjectNode body) {
        return send("PUT", path, body.toString());
    }

    Reply delete(String path) {
        return send("DELETE", path, "");
    }

    /** A form with a file in it and plain fields beside. */
    Reply upload(String method, String path, String fileName, byte[] content, Map<String, String> fields) {
        String boundary = "wayleave-" + System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(
                method,
                path,
                BodyPublishers.ofByteArray(body.toByteArray()),
                "multipart/form-data; boundary=" + boundary);
    }

    Reply send(String method, String path, String body) {
        return send(
                method,
                path,
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                "application/json");
    }

    private Reply send(String method, String path, HttpRequest.BodyPublisher body, String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body)
                .header("Content-Type", contentType);
        token.ifPresent(t -> request.header("token", t));
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException unreachable) {
            throw new IllegalStateException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
