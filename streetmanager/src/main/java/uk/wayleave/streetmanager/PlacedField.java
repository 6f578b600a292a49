package uk.wayleave.streetmanager;

import java.util.ArrayList;
import java.util.List;

/**
 * A field, and where it stands in a body.
 *
 * @param place a JSON Pointer in which {@code *} stands for any place of an array, as in {@code /file_ids/*}
 */
public record PlacedField(String place, Field field) {

    /** Every field of a body, at whatever depth, those that hold others first. */
    public static List<PlacedField> of(Shape shape) {
        List<PlacedField> all = new ArrayList<>();
        collect(shape, "", all);
        return all;
    }

    private static void collect(Shape shape, String place, List<PlacedField> into) {
        switch (shape) {
            case Shape.ArrayShape(Shape items) -> collect(items, place + "/*", into);
            case Shape.ObjectShape object -> {
                for (Field field : object.fields()) {
                    String below = place + "/" + field.name();
                    into.add(new PlacedField(below, field));
                    collect(field.shape(), below, into);
                }
            }
            case Shape.ScalarShape _, Shape.FreeShape _ -> {}
        }
    }
}
