package uk.wayleave.streetmanager;

import static uk.wayleave.streetmanager.CatalogueFiles.elements;
import static uk.wayleave.streetmanager.CatalogueFiles.strings;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Which members of which schemas are in the open events. */
final class OpenFields {
    private final JsonNode schemas;

    OpenFields(JsonNode file) {
        this.schemas = file.path("schemas");
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

    /** The comparison for this record, cut to the members it has: a later version may have dropped some. */
    private OpenEquivalent compared(OpenEquivalent.Topic topic, Shape.ObjectShape shape) {
        // The search for permits moved from the reporting to the event API with its rows unchanged.
        JsonNode entry = schemas.path(shape.name().replace("event.Permit", "reporting.Permit"));
        Map<String, String> open = strings(entry.path("open"));
        open.keySet().removeIf(member -> shape.field(member).isEmpty());
        Set<String> never = new LinkedHashSet<>();
        elements(entry.path("never")).map(JsonNode::asString).forEach(never::add);
        never.removeIf(member -> shape.field(member).isEmpty());
        return new OpenEquivalent(topic, open, never);
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
