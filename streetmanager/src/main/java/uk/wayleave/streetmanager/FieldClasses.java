package uk.wayleave.streetmanager;

import static uk.wayleave.streetmanager.CatalogueFiles.check;
import static uk.wayleave.streetmanager.CatalogueFiles.elements;
import static uk.wayleave.streetmanager.CatalogueFiles.strings;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What fields hold: by their names, but for some that hold something else in one schema. */
final class FieldClasses {
    /** Names of fields that are open or closed as their schemas say. */
    private static final String PLAIN = "PLAIN";

    private final OpenFields openFields;
    private final References references;
    private final Set<String> plain = new LinkedHashSet<>();
    private final Map<String, FieldClass> byName = new HashMap<>();
    private final Map<String, FieldClass> exceptions = new HashMap<>();
    private final Map<String, String> fallbacks = new HashMap<>();
    private final Set<String> special = new LinkedHashSet<>();

    FieldClasses(JsonNode file, OpenFields openFields, References references) {
        this.openFields = openFields;
        this.references = references;
        file.path("classes")
                .properties()
                .forEach(entry -> entry.getValue().properties().stream()
                        .flatMap(version -> elements(version.getValue()))
                        .forEach(name -> add(entry.getKey(), name.asString())));
        strings(file.path("exceptions")).forEach((field, name) -> exceptions.put(field, FieldClass.valueOf(name)));
        file.path("fallbacks")
                .properties()
                .forEach(entry -> fallbacks.put(entry.getKey(), entry.getValue().toString()));
        elements(file.path("special")).forEach(name -> special.add(name.asString()));
    }

    private FieldClasses(FieldClasses usual, Map<String, FieldClass> otherwise) {
        this.openFields = usual.openFields;
        this.references = usual.references;
        plain.addAll(usual.plain);
        byName.putAll(usual.byName);
        exceptions.putAll(usual.exceptions);
        exceptions.putAll(otherwise);
        fallbacks.putAll(usual.fallbacks);
        special.addAll(usual.special);
    }

    private void add(String fieldClass, String name) {
        boolean second = fieldClass.equals(PLAIN)
                ? byName.containsKey(name) || !plain.add(name)
                : plain.contains(name) || byName.put(name, FieldClass.valueOf(fieldClass)) != null;
        check(!second, "The field " + name + " has two classes");
    }

    /** @param schema as in {@code work.PermitResponse} */
    FieldClass classOf(String schema, String name) {
        FieldClass exception = exceptions.get(schema + "." + name);
        if (exception != null) {
            return exception;
        }
        if (plain.contains(name)) {
            return openFields.openness(schema, name).isOpen() ? FieldClass.OPEN : FieldClass.CLOSED;
        }
        return byName.getOrDefault(name, FieldClass.UNCLASSIFIED);
    }

    /** These, but for what an edition says otherwise of fields of its own. */
    FieldClasses with(Map<String, FieldClass> otherwise) {
        return otherwise.isEmpty() ? this : new FieldClasses(this, otherwise);
    }

    Parameter parameter(String name, Parameter.Place place, Shape shape) {
        return new Parameter(name, place, shape, classOf("", name), references.named(name));
    }

    Field field(String schema, String name, Shape shape, boolean required) {
        FieldClass fieldClass = classOf(schema, name);
        return new Field(
                name,
                shape,
                required,
                fieldClass,
                fieldClass == FieldClass.CLOSED ? Openness.CLOSED : openFields.openness(schema, name),
                references.named(name),
                special.contains(name),
                fallback(name, shape, required, fieldClass));
    }

    private Optional<String> fallback(String name, Shape shape, boolean required, FieldClass fieldClass) {
        if (!required || !fieldClass.isWithheld() || shape == Shape.ScalarShape.STRING) {
            return Optional.empty();
        }
        if (shape instanceof Shape.ArrayShape) {
            return Optional.of("[]");
        }
        return fieldClass == FieldClass.UNCLASSIFIED ? Optional.of("null") : Optional.ofNullable(fallbacks.get(name));
    }
}
