package uk.wayleave.streetmanager;

import java.util.Optional;

/**
 * One member of an object.
 *
 * @param required whether Street Manager promises that it is always there
 * @param special whether it is of tier T3: shown only to accounts with an extra role
 * @param fallback raw JSON to put in its place when it is withheld; stated only for a required field that is not text
 */
public record Field(
        String name, Shape shape, boolean required, FieldClass fieldClass, boolean special, Optional<String> fallback) {

    /** Whether an answer is released without its value. */
    public boolean isWithheld() {
        return fieldClass.isWithheld();
    }
}
