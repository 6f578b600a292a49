package uk.wayleave.gateway;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.streetmanager.FieldClass;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.PlacedField;
import uk.wayleave.streetmanager.RequestShape;
import uk.wayleave.streetmanager.Shape;

/** The places of an operation's body that are free text, at whatever depth, each with a text that names a person. */
record NamingTexts(Shape shape, String place) {
    static final String NAMING = "Spoke to Mr Haddow, will return";

    static List<NamingTexts> of(Operation operation) {
        if (!(operation.request() instanceof RequestShape.Json json)) {
            return List.of();
        }
        return operation.requestFields().stream()
                .filter(placed -> placed.field().fieldClass() == FieldClass.FREE_TEXT)
                .filter(placed -> isText(placed.field().shape()))
                .map(placed -> new NamingTexts(json.shape(), place(placed)))
                .toList();
    }

    private static boolean isText(Shape shape) {
        return shape == Shape.ScalarShape.STRING
                || (shape instanceof Shape.ArrayShape(Shape items) && items == Shape.ScalarShape.STRING);
    }

    private static String place(PlacedField placed) {
        return placed.place() + (placed.field().shape() instanceof Shape.ArrayShape ? "/*" : "");
    }

    /** As a problem names it. */
    String pointer() {
        return place.replace("*", "0");
    }

    /** The body with the text in this place. */
    ObjectNode into(ObjectNode body) {
        JsonNode made =
                ShapedJson.minimal(Map.of(place.replace("/*", ""), NAMING)).of(shape);
        String member = place.split("/", -1)[1];
        ObjectNode naming = body.deepCopy();
        naming.set(member, made.path(member));
        return naming;
    }

    @Override
    public String toString() {
        return place;
    }
}
