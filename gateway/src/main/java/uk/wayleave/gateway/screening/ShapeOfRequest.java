package uk.wayleave.gateway.screening;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.Shape;

/**
 * An object, a list or a single value stands in a request where the catalogue says one does. Anything else could carry
 * what nobody looks into, as free text in an object where a text should be.
 */
final class ShapeOfRequest {
    private ShapeOfRequest() {}

    /** What no catalogue knows is not judged here; {@code null} fits everywhere. */
    static void refuseAnother(JsonNode value, Shape shape, String pointer) {
        if (value.isNull() || value.isMissingNode()) {
            return;
        }
        switch (shape) {
            case Shape.ObjectShape object -> {
                if (!value.isObject()) {
                    throw another(pointer, "an object");
                }
                for (Field field : object.fields()) {
                    refuseAnother(value.path(field.name()), field.shape(), pointer + "/" + field.name());
                }
            }
            case Shape.ArrayShape(Shape items) -> {
                if (!value.isArray()) {
                    throw another(pointer, "a list");
                }
                for (int i = 0; i < value.size(); i++) {
                    refuseAnother(value.get(i), items, pointer + "/" + i);
                }
            }
            case Shape.ScalarShape _ -> {
                if (value.isContainer()) {
                    throw another(pointer, "a single value");
                }
            }
            case Shape.FreeShape _ -> {}
        }
    }

    private static Refused another(String where, String expected) {
        return new Refused(new Refusal.BadRequest(
                400,
                "body-of-another-shape",
                "This member of the body must be " + expected + ", as the API describes it. Nothing was sent.",
                Optional.of(where)));
    }
}
