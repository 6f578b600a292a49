package uk.wayleave.streetmanager;

import java.util.Map;
import java.util.TreeMap;

/** The objects in the requests and answers of a version, by the names of their schemas. */
final class CatalogueShapes {
    private CatalogueShapes() {}

    static Map<String, Shape.ObjectShape> of(Catalogue catalogue, ApiVersion version) {
        Map<String, Shape.ObjectShape> shapes = new TreeMap<>();
        for (Operation operation : catalogue.operations(version)) {
            if (operation.answer() instanceof AnswerShape.Json(Shape shape)) {
                collect(shape, shapes);
            }
            if (operation.request() instanceof RequestShape.Json(Shape.ObjectShape shape)) {
                collect(shape, shapes);
            }
        }
        return shapes;
    }

    private static void collect(Shape shape, Map<String, Shape.ObjectShape> into) {
        switch (shape) {
            case Shape.ArrayShape(Shape items) -> collect(items, into);
            case Shape.ObjectShape object -> {
                if (into.put(object.name(), object) == null) {
                    object.fields().forEach(field -> collect(field.shape(), into));
                }
            }
            case Shape.ScalarShape _, Shape.FreeShape _ -> {}
        }
    }
}
