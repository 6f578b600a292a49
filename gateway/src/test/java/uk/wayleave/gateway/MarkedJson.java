package uk.wayleave.gateway;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.Shape;

/**
 * JSON of a shape of the catalogue with every member there is, each with a value that stands nowhere else, and in each
 * object four members that no catalogue knows.
 *
 * @param told values by JSON Pointer without array indexes, as {@link ShapedJson} takes them
 */
record MarkedJson(Map<String, String> told, AtomicLong next) {
    /** In whatever no catalogue knows. */
    static final String UNKNOWN = "Nobody knows this";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long FIRST = 610_000_001L;

    static JsonNode of(Shape shape, Map<String, String> told) {
        return new MarkedJson(told, new AtomicLong(FIRST)).of(shape, "");
    }

    private JsonNode of(Shape shape, String at) {
        return switch (shape) {
            case Shape.ObjectShape object -> {
                ObjectNode made = JSON.objectNode().put("nobody_knows", UNKNOWN);
                for (Field field : object.fields()) {
                    made.set(field.name(), of(field.shape(), at + "/" + field.name()));
                }
                made.putArray("nobody_knows_these").add(UNKNOWN);
                made.putObject("nobody_knows_this_either").put("name", UNKNOWN);
                yield made.put(UNKNOWN, 1);
            }
            case Shape.ArrayShape(Shape items) -> JSON.arrayNode().add(of(items, at));
            case Shape.ScalarShape scalar -> scalar(scalar, at);
            case Shape.FreeShape _ -> JSON.objectNode().put("type", "Point").put("mark", next.getAndIncrement());
        };
    }

    /** A text is a value of no enumeration there is. */
    private JsonNode scalar(Shape.ScalarShape shape, String at) {
        String value = told.getOrDefault(at, Long.toString(next.getAndIncrement()));
        return switch (shape) {
            case STRING -> JSON.stringNode(told.containsKey(at) ? value : "mark " + value);
            case NUMBER -> JSON.numberNode(Long.parseLong(value));
            case BOOLEAN -> JSON.booleanNode(true);
        };
    }
}
