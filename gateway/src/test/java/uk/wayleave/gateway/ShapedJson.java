package uk.wayleave.gateway;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.Shape;

/**
 * JSON made from a shape of the catalogue. An array has one item.
 *
 * @param whole every member, or only those that are required and those that are told
 * @param told values by JSON Pointer without array indexes; they are there whether required or not
 */
record ShapedJson(boolean whole, Map<String, String> told) {
    /** Stands wherever a text must not be released; only in whole answers. */
    static final String SECRET_TEXT = "Not for release";

    /** The same for numbers. */
    static final long SECRET_NUMBER = 271_828_182_845L;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static ShapedJson minimal(Map<String, String> told) {
        return new ShapedJson(false, told);
    }

    static ShapedJson whole(Map<String, String> told) {
        return new ShapedJson(true, told);
    }

    JsonNode of(Shape shape) {
        return of(shape, "", false);
    }

    private JsonNode of(Shape shape, String at, boolean secret) {
        return switch (shape) {
            case Shape.ObjectShape object -> object(object, at, secret);
            case Shape.ArrayShape(Shape items) -> JSON.arrayNode().add(of(items, at, secret));
            case Shape.ScalarShape scalar -> scalar(scalar, at, secret && whole);
            case Shape.FreeShape _ -> {
                ObjectNode point = JSON.objectNode().put("type", "Point");
                point.putArray("coordinates").add(384_120).add(171_560.5);
                yield point;
            }
        };
    }

    private ObjectNode object(Shape.ObjectShape shape, String at, boolean secret) {
        ObjectNode made = JSON.objectNode();
        for (Field field : shape.fields()) {
            String there = at + "/" + field.name();
            if (whole || field.required() || isTold(there)) {
                made.set(field.name(), of(field.shape(), there, secret || isWithheld(field)));
            }
        }
        return made;
    }

    /** Of an own record, where nothing beyond the usual is granted: by the profile of managing own permits. */
    private static boolean isWithheld(Field field) {
        return switch (field.fieldClass()) {
            case IDENTIFIER, OPEN, CLOSED, MONEY -> field.special();
            case FREE_TEXT -> !field.openness().isOpen();
            case PERSON_NAME, EMAIL, TELEPHONE, CONTACT, USER_ID, DOCUMENT, CREDENTIAL, ADDRESS, UNCLASSIFIED -> true;
        };
    }

    private boolean isTold(String pointer) {
        return told.keySet().stream().anyMatch(each -> each.equals(pointer) || each.startsWith(pointer + "/"));
    }

    private JsonNode scalar(Shape.ScalarShape shape, String at, boolean secret) {
        return switch (shape) {
            case STRING -> JSON.stringNode(told.getOrDefault(at, secret ? SECRET_TEXT : "text"));
            case NUMBER ->
                JSON.numberNode(Long.parseLong(told.getOrDefault(at, secret ? Long.toString(SECRET_NUMBER) : "7")));
            case BOOLEAN -> JSON.booleanNode(true);
        };
    }
}
