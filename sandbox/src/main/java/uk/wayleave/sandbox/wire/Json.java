package uk.wayleave.sandbox.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as Street Manager speaks it. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    public static Optional<JsonNode> parse(byte[] bytes) {
        try {
            return Optional.of(MAPPER.readTree(bytes));
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    /** UTC with milliseconds, the way Street Manager writes times. */
    public static String text(Instant instant) {
        return MILLISECONDS.format(instant);
    }

    public static Optional<Instant> instant(String text) {
        try {
            return Optional.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    public static Optional<Instant> instant(JsonNode node, String field) {
        return node.path(field).stringValueOpt().flatMap(Json::instant);
    }

    public static Optional<String> string(JsonNode node, String field) {
        return node.path(field).stringValueOpt();
    }

    public static String string(JsonNode node, String field, String otherwise) {
        return string(node, field).orElse(otherwise);
    }

    public static boolean flag(JsonNode node, String field) {
        return node.path(field).booleanValue(false);
    }
}
