package uk.wayleave.sandbox.wire;

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
public final class Answer {
    private static final byte[] NOTHING = new byte[0];

    private static final String JSON = "application/json; charset=utf-8";

    private final int status;
    private final byte[] body;
    private final String contentType;
    private final Optional<String> location;
    private final Optional<String> fileName;

    private Answer(int status, byte[] body, String contentType, Optional<String> location, Optional<String> fileName) {
        this.status = status;
        this.body = body;
        this.contentType = contentType;
        this.location = location;
        this.fileName = fileName;
    }

    private Answer(int status, byte[] body) {
        this(status, body, JSON, Optional.empty(), Optional.empty());
    }

    public int status() {
        return status;
    }

    /** Empty for 204 and for a 201 without content. */
    public byte[] body() {
        return body;
    }

    /** Of the body. */
    public String contentType() {
        return contentType;
    }

    /** The name a file is to be saved under. */
    public Optional<String> fileName() {
        return fileName;
    }

    /** Where a redirect leads. */
    public Optional<String> location() {
        return location;
    }

    public static Answer ok(JsonNode body) {
        return new Answer(200, Json.bytes(body));
    }

    public static Answer ok(byte[] body) {
        return new Answer(200, body);
    }

    /** Something that is not JSON. */
    public static Answer file(String fileName, String contentType, byte[] content) {
        return new Answer(200, content, contentType, Optional.empty(), Optional.of(fileName));
    }

    public static Answer created(JsonNode body) {
        return new Answer(201, Json.bytes(body));
    }

    public static Answer created() {
        return new Answer(201, NOTHING);
    }

    public static Answer noContent() {
        return new Answer(204, NOTHING);
    }

    public static Answer redirect(String location) {
        return new Answer(307, NOTHING, JSON, Optional.of(location), Optional.empty());
    }

    public static Answer problem(int status, String message) {
        return new Answer(status, Json.bytes(Json.object().put("message", message)));
    }

    /** A token or a password that is not, or no longer, right. */
    public static Answer authenticationFailed() {
        return problem(401, "Authentication failed");
    }

    /** Right account, but not its business: Street Manager says 401 here too, never 403. */
    public static Answer accessRestricted() {
        return problem(401, "Access restricted");
    }

    public static Answer notFound(String what) {
        return problem(404, what + " not found");
    }

    public static Answer conflict(String message) {
        return problem(409, message);
    }

    public static Answer invalid(String field, String problem) {
        return invalid(Map.of(field, problem));
    }

    public static Answer invalid(Map<String, String> problems) {
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
