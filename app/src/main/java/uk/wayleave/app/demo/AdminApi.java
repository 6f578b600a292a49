package uk.wayleave.app.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The admin API as the persons of the demonstration use it: each does only what is theirs. */
final class AdminApi {
    private static final JsonMapper JSON = JsonMapper.shared();
    private final Web control;
    private final Map<String, String> sessions = new HashMap<>();

    AdminApi(Web control) {
        this.control = control;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Signs a person in, once. */
    void signIn(String name, String password) {
        Web.Answer answer = control.send(
                "POST",
                "/api/sign-in",
                Map.of(),
                Optional.of(object().put("name", name).put("password", password)));
        if (answer.status() != 200) {
            throw new DemoFailed("POST /api/sign-in as " + name + " was answered " + answer.status()
                    + ". Is this home of another demonstration? Remove it, or name another with --home.");
        }
        sessions.put(name, answer.text("/token"));
    }

    boolean isSignedIn(String name) {
        return sessions.containsKey(name);
    }

    JsonNode get(String as, String path) {
        return expect(as, "GET", path, Optional.empty());
    }

    JsonNode post(String as, String path, ObjectNode body) {
        return expect(as, "POST", path, Optional.of(body));
    }

    JsonNode post(String as, String path) {
        return expect(as, "POST", path, Optional.empty());
    }

    void delete(String as, String path) {
        expect(as, "DELETE", path, Optional.empty());
    }

    /** A list. */
    List<JsonNode> items(String as, String path) {
        return get(as, path).path("items").valueStream().toList();
    }

    /** The first item of a list that fits. */
    Optional<JsonNode> find(String as, String path, Predicate<JsonNode> fits) {
        return items(as, path).stream().filter(fits).findFirst();
    }

    private JsonNode expect(String as, String method, String path, Optional<ObjectNode> body) {
        Web.Answer answer = control.send(
                method,
                path,
                Map.of("authorization", "Bearer " + sessions.getOrDefault(as, "")),
                body.map(JsonNode.class::cast));
        if (answer.status() < 200 || answer.status() > 299) {
            throw new DemoFailed(method + " " + path + " as " + as + " was answered " + answer.status() + ": "
                    + answer.text("/detail") + " " + answer.text("/cure"));
        }
        return answer.json();
    }
}
