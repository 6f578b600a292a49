package uk.wayleave.sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer of the sandbox.
 *
 * <p>Neither DfT's OpenAPI files (they declare no error schema) nor DfT's own clients show the body of an error. Sure
 * are the statuses and, for 401, the two messages {@code Authentication failed} and {@code Access restricted}. The
 * sandbox answers <code>{"message": "…"}</code>, and for a 400 also <code>"fields": {"name": {"message": "is
 * required"}}</code>, because DfT's files bear the marks of the generator tsoa, whose errors look so. A client should
 * rely on nothing but status and message.
 */
final class Answer {
    private static final byte[] NOTHING = new byte[0];

    private final int status;
    private final byte[] body;
    private final Optional<String> location;

    private Answer(int status, byte[] body, Optional<String> location) {
        this.status = status;
        this.body = body;
        this.location = location;
    }

    private Answer(int status, byte[] body) {
        this(status, body, Optional.empty());
    }

    int status() {
        return status;
    }

    /** JSON; empty for 204 and for a 201 without content. */
    byte[] body() {
        return body;
    }

    /** Where a redirect leads. */
    Optional<String> location() {
        return location;
    }

    static Answer ok(JsonNode body) {
        return new Answer(200, Json.bytes(body));
    }

    static Answer ok(byte[] body) {
        return new Answer(200, body);
    }

    static Answer created(JsonNode body) {
        return new Answer(201, Json.bytes(body));
    }

    static Answer created() {
        return new Answer(201, NOTHING);
    }

    static Answer noContent() {
        return new Answer(204, NOTHING);
    }

    static Answer redirect(String location) {
        return new Answer(307, NOTHING, Optional.of(location));
    }

    static Answer problem(int status, String message) {
        return new Answer(status, Json.bytes(Json.object().put("message", message)));
    }

    /** A token or a password that is not, or no longer, right. */
    static Answer authenticationFailed() {
        return problem(401, "Authentication failed");
    }

    /** Right account, but not its business: Street Manager says 401 here too, never 403. */
    static Answer accessRestricted() {
        return problem(401, "Access restricted");
    }

    static Answer notFound(String what) {
        return problem(404, what + " not found");
    }

    static Answer conflict(String message) {
        return problem(409, message);
    }

    static Answer invalid(String field, String problem) {
        return invalid(Map.of(field, problem));
    }

    static Answer invalid(Map<String, String> problems) {
        ObjectNode body = Json.object();
        body.put(
                "message",
                problems.entrySet().stream()
                        .map(p -> "'" + p.getKey() + "' " + p.getValue())
                        .collect(Collectors.joining("; ", "Validation failed: ", "")));
        ObjectNode fields = body.putObject("fields");
        problems.forEach((field, problem) -> fields.putObject(field).put("message", problem));
        return new Answer(400, Json.bytes(body));
    }
}
