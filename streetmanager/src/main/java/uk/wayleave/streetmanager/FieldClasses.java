package uk.wayleave.streetmanager;

import static uk.wayleave.streetmanager.CatalogueFiles.check;
import static uk.wayleave.streetmanager.CatalogueFiles.elements;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What fields hold, by their names. */
final class FieldClasses {
    private final Map<String, FieldClass> byName = new HashMap<>();
    private final Map<String, String> fallbacks = new HashMap<>();
    private final Set<String> special = new LinkedHashSet<>();

    FieldClasses(JsonNode file) {
        file.path("classes").properties().forEach(entry -> {
            FieldClass fieldClass = FieldClass.valueOf(entry.getKey());
            entry.getValue().properties().stream()
                    .flatMap(version -> elements(version.getValue()))
                    .forEach(name -> check(
                            byName.put(name.asString(), fieldClass) == null,
                            "The field " + name.asString() + " has two classes"));
        });
        file.path("fallbacks")
                .properties()
                .forEach(entry -> fallbacks.put(entry.getKey(), entry.getValue().toString()));
        elements(file.path("special")).forEach(name -> special.add(name.asString()));
    }

    Field field(String name, Shape shape, boolean required) {
        FieldClass fieldClass = byName.getOrDefault(name, FieldClass.OTHER);
        return new Field(
                name, shape, required, fieldClass, special.contains(name), fallback(name, shape, required, fieldClass));
    }

    private Optional<String> fallback(String name, Shape shape, boolean required, FieldClass fieldClass) {
        if (!required || fieldClass == FieldClass.OTHER || shape == Shape.ScalarShape.STRING) {
            return Optional.empty();
        }
        return shape instanceof Shape.ArrayShape ? Optional.of("[]") : Optional.ofNullable(fallbacks.get(name));
    }
}
