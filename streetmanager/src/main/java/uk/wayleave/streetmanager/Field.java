package uk.wayleave.streetmanager;

import java.util.Optional;

/**
 * One member of an object.
 *
 * @param required whether Street Manager promises that it is always there
 * @param openness whether it is published too; {@link FieldClass#OPEN} and {@link FieldClass#CLOSED} agree with it, the
 *     other classes stay what they are where it is open: the names of activities are free text and published
 * @param names what its value, or each value of a list, names
 * @param special whether it is of tier T3: shown only to accounts with an extra role
 * @param fallback raw JSON to put in its place when it is withheld; stated only for a required field that is not text
 */
public record Field(
        String name,
        Shape shape,
        boolean required,
        FieldClass fieldClass,
        Openness openness,
        Optional<ReferenceKind> names,
        boolean special,
        Optional<String> fallback) {

    /** @throws IllegalArgumentException if class and openness disagree */
    public Field {
        if ((fieldClass == FieldClass.OPEN && !openness.isOpen())
                || (fieldClass == FieldClass.CLOSED && openness.isOpen())) {
            throw new IllegalArgumentException(name + " cannot be " + fieldClass + " and " + openness + ".");
        }
    }

    /** Whether an answer is released without its value, where no profile says otherwise. */
    public boolean isWithheld() {
        return fieldClass.isWithheld();
    }
}
