package uk.wayleave.streetmanager;

import java.util.Optional;

/**
 * A parameter in the path or in the query of an operation.
 *
 * @param shape of one value where the shape is no list, else of each: all are text on their way
 * @param fieldClass what its value may hold: addresses are logged, so what is of a person there is of note
 * @param names what its value names
 */
public record Parameter(String name, Place place, Shape shape, FieldClass fieldClass, Optional<ReferenceKind> names) {
    public enum Place {
        PATH,
        /** May come more than once: Street Manager takes lists as a repeated key. */
        QUERY
    }
}
