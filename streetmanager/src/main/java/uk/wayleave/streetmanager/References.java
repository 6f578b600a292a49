package uk.wayleave.streetmanager;

import static uk.wayleave.streetmanager.CatalogueFiles.check;
import static uk.wayleave.streetmanager.CatalogueFiles.elements;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What parameters and fields name, by their names. */
final class References {
    private final Map<String, ReferenceKind> byName = new HashMap<>();

    References(JsonNode file) {
        file.path("kinds")
                .properties()
                .forEach(entry -> elements(entry.getValue())
                        .forEach(name -> check(
                                byName.put(name.asString(), ReferenceKind.valueOf(entry.getKey())) == null,
                                name.asString() + " names two things")));
    }

    Optional<ReferenceKind> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
