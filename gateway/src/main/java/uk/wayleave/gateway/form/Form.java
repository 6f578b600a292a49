package uk.wayleave.gateway.form;

import java.util.Map;
import java.util.Optional;

/**
 * A multipart form, read.
 *
 * @param fields its other parts by name
 */
public record Form(Map<String, String> fields, FormFile file) {
    public Form {
        fields = Map.copyOf(fields);
    }

    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** Without the values. */
    @Override
    public String toString() {
        return "Form[" + file + "]";
    }
}
