package uk.wayleave.control.api;

import java.util.Set;
import java.util.TreeSet;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Parameter;
import uk.wayleave.streetmanager.PlacedField;
import uk.wayleave.streetmanager.RequestShape;

/** The names of the texts that requests of Street Manager may carry, and that may say anything. */
public final class TextFields {
    private TextFields() {}

    /** @param versions as in the path; unknown ones have none */
    public static Set<String> of(Catalogue catalogue, Set<String> versions) {
        Set<String> names = new TreeSet<>();
        for (String version : versions)
            ApiVersion.parse(version)
                    .ifPresent(known -> catalogue.operations(known).forEach(one -> add(one, names)));
        return names;
    }

    private static void add(Operation operation, Set<String> names) {
        operation.requestFields().stream()
                .map(PlacedField::field)
                .filter(field -> field.fieldClass().mayBeAnything())
                .map(Field::name)
                .forEach(names::add);
        operation.parameters().stream()
                .filter(one ->
                        one.place() == Parameter.Place.QUERY && one.fieldClass().mayBeAnything())
                .map(Parameter::name)
                .forEach(names::add);
        if (operation.request() instanceof RequestShape.Form form) {
            names.add(RequestShape.Form.FILE);
            names.addAll(form.fields());
        }
    }
}
