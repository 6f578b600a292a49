package uk.wayleave.gateway.repeat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.framework.field.AppliedProfile;
import uk.wayleave.framework.field.FieldTreatment;
import uk.wayleave.framework.field.Whose;
import uk.wayleave.gateway.answer.AnswerStep;
import uk.wayleave.gateway.answer.Checked;
import uk.wayleave.gateway.answer.FieldKinds;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.FieldClass;
import uk.wayleave.streetmanager.Shape;

/** What of a write's answer is kept for its repeats: the references in it that are released, and nothing else. */
final class CreatedReferences {
    /** Longer answers create nothing that a caller could not ask for. */
    private static final long LONGEST = 60_000;

    private final AppliedProfile profile;

    private CreatedReferences(AppliedProfile profile) {
        this.profile = profile;
    }

    /** Of what is released. */
    static String in(Checked checked) {
        if (!checked.mediaType().equals(Checked.JSON)
                || checked.body().size() == 0
                || checked.body().size() > LONGEST) {
            return KeyedCall.NOTHING;
        }
        try (InputStream body = checked.body().openStream()) {
            return in(checked.judged(), JsonMapper.shared().readTree(body));
        } catch (IOException lost) {
            return KeyedCall.NOTHING;
        }
    }

    /** Of what was kept, as far as it may be released now. */
    static String in(Judged judged, JsonNode answer) {
        return judged.requested().operation().answer() instanceof AnswerShape.Json(Shape shape)
                ? new CreatedReferences(AnswerStep.profileOf(judged))
                        .kept(shape, false, answer)
                        .map(JsonNode::toString)
                        .orElse(KeyedCall.NOTHING)
                : KeyedCall.NOTHING;
    }

    private Optional<JsonNode> kept(Shape shape, boolean reference, JsonNode node) {
        return switch (shape) {
            case Shape.ObjectShape object
            when node.isObject() -> {
                ObjectNode kept = JsonNodeFactory.instance.objectNode();
                for (Field field : object.fields()) {
                    if (node.has(field.name()) && isReleased(field)) {
                        kept(field.shape(), isReference(field), node.path(field.name()))
                                .ifPresent(value -> kept.set(field.name(), value));
                    }
                }
                yield Optional.<JsonNode>of(kept).filter(some -> !some.isEmpty());
            }
            case Shape.ArrayShape(Shape items)
            when node.isArray() -> {
                ArrayNode kept = JsonNodeFactory.instance.arrayNode();
                node.forEach(item -> kept(items, reference, item).ifPresent(kept::add));
                yield Optional.<JsonNode>of(kept).filter(array -> !array.isEmpty());
            }
            case Shape.ScalarShape _ -> Optional.of(node).filter(_ -> reference && node.isValueNode());
            case Shape.ObjectShape _, Shape.ArrayShape _, Shape.FreeShape _ -> Optional.empty();
        };
    }

    private boolean isReleased(Field field) {
        return FieldKinds.treatment(profile, field, Whose.OWN) == FieldTreatment.RELEASE;
    }

    private static boolean isReference(Field field) {
        return field.fieldClass() == FieldClass.IDENTIFIER || field.names().isPresent();
    }
}
