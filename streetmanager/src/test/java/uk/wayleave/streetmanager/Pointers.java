package uk.wayleave.streetmanager;

import java.util.Optional;

/** Follows a JSON Pointer through a shape. */
final class Pointers {
    private Pointers() {}

    static Optional<Shape> find(Shape shape, String pointer) {
        if (pointer.isEmpty()) {
            return Optional.of(shape);
        }
        int end = pointer.indexOf('/', 1);
        String member = pointer.substring(1, end < 0 ? pointer.length() : end);
        String rest = end < 0 ? "" : pointer.substring(end);
        return shape instanceof Shape.ObjectShape object
                ? object.field(member).filter(field -> !field.isWithheld()).flatMap(field -> find(field.shape(), rest))
                : Optional.empty();
    }
}
