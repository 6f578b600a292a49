package uk.wayleave.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client of Street Manager as an integrator writes it by DfT's API documentation, which knows nothing of a gateway: it
 * signs in with e-mail address and password, sends the id token in the header {@code token}, refreshes it when it is
 * about to expire or when it is answered 401, and signs out. What differs from one Street Manager to another is base
 * address and credentials.
 */
final class IntegratorsClient {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Duration SOON = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String emailAddress;
    private final String password;
    private final Clock clock;
    private String idToken = "";
    private String accessToken = "";
    private String refreshToken = "";
    private String organisationReference = "";
    private int signIns;
    private int refreshes;

    IntegratorsClient(URI base, String emailAddress, String password, Clock clock) {
        this.base = base;
        this.emailAddress = emailAddress;
        this.password = password;
        this.clock = clock;
    }

    /** One answer. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        /** Empty where there is no body. */
        Optional<JsonNode> json() {
            return response.body().isEmpty() ? Optional.empty() : Optional.of(MAPPER.readTree(response.body()));
        }

        String text(String member) {
            return json().map(body -> body.path(member).asString("")).orElse("");
        }

        /** Without its parameters. */
        String contentType() {
            return response.headers()
                    .firstValue("content-type")
                    .map(type -> type.split(";", 2)[0].strip())
                    .orElse("");
        }
    }

    Answer signIn() {
        signIns++;
        Answer answer = exchange(
                "POST",
                "/v3/work/authenticate",
                Optional.of(object().put("emailAddress", emailAddress).put("password", password)),
                false);
        if (answer.status() == 200) {
            idToken = answer.text("idToken");
            accessToken = answer.text("accessToken");
            refreshToken = answer.text("refreshToken");
            organisationReference = answer.text("organisationReference");
        }
        return answer;
    }

    Answer refresh() {
        refreshes++;
        Answer answer =
                exchange("POST", "/v3/party/refresh", Optional.of(object().put("refresh_token", refreshToken)), false);
        if (answer.status() == 200) {
            idToken = answer.text("id_token");
            accessToken = answer.text("access_token");
        }
        return answer;
    }

    Answer signOut() {
        return exchange("POST", "/v3/party/logout", Optional.of(object().put("access_token", accessToken)), false);
    }

    Answer get(String path, Map<String, List<String>> query) {
        return call("GET", path + queryOf(query), Optional.empty());
    }

    Answer get(String path) {
        return get(path, Map.of());
    }

    Answer post(String path, ObjectNode body) {
        return call("POST", path, Optional.of(body));
    }

    Answer put(String path, ObjectNode body) {
        return call("PUT", path, Optional.of(body));
    }

    private Answer call(String method, String pathAndQuery, Optional<ObjectNode> body) {
        if (!clock.instant().isBefore(expires().minus(SOON))) {
            renew();
        }
        Answer answer = exchange(method, pathAndQuery, body, true);
        if (answer.status() == 401 && answer.text("message").equals("Authentication failed")) {
            renew();
            return exchange(method, pathAndQuery, body, true);
        }
        return answer;
    }

    private void renew() {
        if (refresh().status() != 200) {
            signIn();
        }
    }

    /** As the id token says, which is a JSON Web Token. */
    Instant expires() {
        String claims = new String(Base64.getUrlDecoder().decode(idToken.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        return Instant.ofEpochSecond(MAPPER.readTree(claims).path("exp").asLong());
    }

    /** An array is the same name several times. */
    private static String queryOf(Map<String, List<String>> query) {
        String pairs = query.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(value -> entry.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
        return pairs.isEmpty() ? "" : "?" + pairs;
    }

    private Answer exchange(String method, String pathAndQuery, Optional<ObjectNode> body, boolean signed) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(pathAndQuery))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body.map(json -> HttpRequest.BodyPublishers.ofString(json.toString()))
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        body.ifPresent(json -> request.header("Content-Type", "application/json"));
        if (signed) {
            request.header("token", idToken);
        }
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    String organisationReference() {
        return organisationReference;
    }

    /** How often it signed in. */
    int signIns() {
        return signIns;
    }

    /** How often it refreshed. */
    int refreshes() {
        return refreshes;
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}
