package uk.wayleave.streetmanager;

import static uk.wayleave.streetmanager.CatalogueFiles.elements;
import static uk.wayleave.streetmanager.CatalogueFiles.optional;
import static uk.wayleave.streetmanager.CatalogueFiles.strings;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Which members of which schemas are in the open events. */
final class OpenFields {
    private final JsonNode schemas;
    private final Map<String, Set<String>> around = new HashMap<>();

    OpenFields(JsonNode file) {
        this.schemas = file.path("schemas");
        file.path("around").properties().forEach(entry -> {
            Set<String> members = new HashSet<>();
            elements(entry.getValue()).forEach(member -> members.add(member.asString()));
            around.put(entry.getKey(), members);
        });
    }

    /** @param schema as in {@code work.PermitResponse} */
    Openness openness(String schema, String member) {
        JsonNode entry = entry(schema);
        if (entry.path("open").has(member)
                || around.getOrDefault(schema, Set.of()).contains(member)) {
            return Openness.OPEN;
        }
        return entry.path("newer").has(member) ? Openness.OPEN_IN_NEWER_FEED : Openness.CLOSED;
    }

    OpenEquivalent of(Optional<String> topic, AnswerShape answer) {
        if (topic.isEmpty()) {
            return new OpenEquivalent(OpenEquivalent.Topic.NONE, Map.of(), Set.of());
        }
        OpenEquivalent.Topic known = OpenEquivalent.Topic.valueOf(topic.get());
        return answer instanceof AnswerShape.Json(Shape shape)
                ? compared(known, recordIn(shape))
                : new OpenEquivalent(known, Map.of(), Set.of());
    }

    /** The comparison for this record, cut to the members it has: each version lacks some of the other's. */
    private OpenEquivalent compared(OpenEquivalent.Topic topic, Shape.ObjectShape shape) {
        JsonNode entry = entry(shape.name());
        Map<String, String> open = strings(entry.path("open"));
        open.putAll(strings(entry.path("newer")));
        open.keySet().removeIf(member -> shape.field(member).isEmpty());
        Set<String> never = new LinkedHashSet<>();
        elements(entry.path("never")).map(JsonNode::asString).forEach(never::add);
        never.removeIf(member -> shape.field(member).isEmpty());
        return new OpenEquivalent(topic, open, never);
    }

    private JsonNode entry(String schema) {
        JsonNode entry = schemas.path(schema);
        return optional(entry, "like").map(schemas::path).orElse(entry);
    }

    /** The record inside an answer: the row of a list, the properties of a map feature, or the answer itself. */
    private static Shape.ObjectShape recordIn(Shape shape) {
        return switch (shape) {
            case Shape.ArrayShape(Shape items) -> recordIn(items);
            case Shape.ObjectShape object ->
                Stream.of("rows", "features", "properties")
                        .flatMap(member -> object.field(member).stream())
                        .findFirst()
                        .map(field -> recordIn(field.shape()))
                        .orElse(object);
            case Shape.ScalarShape _, Shape.FreeShape _ ->
                throw new IllegalStateException("An answer is made of records.");
        };
    }
}
