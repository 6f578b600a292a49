package uk.wayleave.pages;

import java.util.List;

/** What the templates of forms ask. */
public final class FormFields {
    FormFields() {}

    /** Whether there is something wrong with a field. */
    public boolean isWrong(List<FormError> errors, String field) {
        return errors.stream().anyMatch(error -> error.field().equals(field));
    }
}
