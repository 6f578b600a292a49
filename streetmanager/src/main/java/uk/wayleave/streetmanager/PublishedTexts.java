package uk.wayleave.streetmanager;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Free text that becomes open data as soon as it is written: of an activity its name, what it is and where. A request does
 * not say so of its fields; they are those that the answers show to be published, under the same names.
 */
public final class PublishedTexts {
    private final Set<String> fields;

    private PublishedTexts(Set<String> fields) {
        this.fields = Collections.unmodifiableSet(fields);
    }

    public static PublishedTexts of(Catalogue catalogue) {
        Set<String> fields = new TreeSet<>();
        for (ApiVersion version : catalogue.versions()) {
            for (Operation operation : catalogue.operations(version)) {
                if (operation.answer() instanceof AnswerShape.Json(Shape shape)) {
                    PlacedField.of(shape).stream()
                            .map(PlacedField::field)
                            .filter(field -> field.fieldClass() == FieldClass.FREE_TEXT
                                    && field.openness().isOpen())
                            .map(Field::name)
                            .forEach(fields::add);
                }
            }
        }
        return new PublishedTexts(fields);
    }

    /** Whether what is written into a field of this name is published. */
    public boolean include(String field) {
        return fields.contains(field);
    }

    /** Their names. */
    public Set<String> fields() {
        return fields;
    }
}
