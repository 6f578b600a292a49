package uk.wayleave.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
    record Reply(int status, String text, HttpResponse<String> response) {
        JsonNode json() {
            return Json.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .orElseThrow();
        }

        String message() {
            return json().path("message").asString("");
        }
    }

    static Client of(Sandbox sandbox) {
        return new Client(sandbox.baseUri(), Optional.empty());
    }

    static Client loggedIn(Sandbox sandbox, String swaCode) {
        Client client = of(sandbox);
        return client.with(client.authenticate(sandbox.account(swaCode))
                .json()
                .path("idToken")
                .asString());
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

    Reply send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        token.ifPresent(t -> request.header("token", t));
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException unreachable) {
            throw new IllegalStateException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
