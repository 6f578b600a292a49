package uk.wayleave.gateway.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.Rule;
import uk.wayleave.gateway.call.QueryParameter;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.operation.Requested;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.screening.Finding;
import uk.wayleave.screening.Screening;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.FieldClass;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Parameter;
import uk.wayleave.streetmanager.RequestShape;
import uk.wayleave.streetmanager.Shape;

/**
 * No personal data in free text that goes out (framework B5; Street Manager's terms: "refer to 'the resident', 'the contract
 * manager'"). What becomes public at once is held to the strictest: there anything that may be personal data is refused.
 */
public final class FreeText {
    /** Below this a finding is as likely as not a street, a pub or a firm. */
    private static final double LIKELY = 0.8;

    private static final Rule PERSONAL_DATA = Rule.of(
            ClauseId.B5,
            "personal-data-in-free-text",
            "There is personal data in free text.",
            "Leave it out; write \"the resident\" or \"the contract manager\" instead of a person.");

    private final Screening screening;

    public FreeText(Screening screening) {
        this.screening = screening;
    }

    /** Refuses a write, or a query in free text, that says something of a person: each place with its class and cure. */
    void refusePersonalData(List<QueryParameter> query, Requested requested) {
        Operation operation = requested.operation();
        List<Breach> breaches = new ArrayList<>();
        for (QueryParameter parameter : query) {
            if (isFreeText(operation, parameter)) {
                screen("query parameter " + parameter.name(), parameter.value(), LIKELY, breaches);
            }
        }
        Optional<ObjectNode> body = requested.body();
        if (operation.effect() == Effect.WRITE
                && body.isPresent()
                && operation.request() instanceof RequestShape.Json(Shape.ObjectShape shape)) {
            walk(body.get(), shape, "", breaches);
        }
        if (!breaches.isEmpty()) {
            throw new Refused(
                    Refusal.ByFramework.of(UpstreamState.NOT_SENT, operation, breaches.toArray(Breach[]::new)));
        }
    }

    private static boolean isFreeText(Operation operation, QueryParameter parameter) {
        return operation.parameters().stream()
                .anyMatch(known -> known.place() == Parameter.Place.QUERY
                        && known.fieldClass() == FieldClass.FREE_TEXT
                        && known.name().equals(parameter.name()));
    }

    private void walk(JsonNode node, Shape shape, String pointer, List<Breach> breaches) {
        switch (shape) {
            case Shape.ObjectShape object -> {
                for (Field field : object.fields()) {
                    member(node.path(field.name()), field, pointer + "/" + field.name(), breaches);
                }
            }
            case Shape.ArrayShape(Shape items) -> {
                for (int i = 0; i < node.size(); i++) {
                    walk(node.get(i), items, pointer + "/" + i, breaches);
                }
            }
            case Shape.ScalarShape _, Shape.FreeShape _ -> {}
        }
    }

    private void member(JsonNode value, Field field, String pointer, List<Breach> breaches) {
        if (field.fieldClass() != FieldClass.FREE_TEXT) {
            walk(value, field.shape(), pointer, breaches);
            return;
        }
        double least = field.openness().isOpen() ? 0 : LIKELY;
        if (value.isString()) {
            screen(pointer, value.stringValue(), least, breaches);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                if (value.get(i).isString()) {
                    screen(pointer + "/" + i, value.get(i).stringValue(), least, breaches);
                } else {
                    walk(value, field.shape(), pointer, breaches);
                }
            }
        } else {
            walk(value, field.shape(), pointer, breaches);
        }
    }

    private void screen(String where, String text, double least, List<Breach> breaches) {
        for (Finding one : screening.screen(text).atLeast(least).all()) {
            breaches.add(new Breach(
                    PERSONAL_DATA,
                    where + ", characters " + one.start() + " to " + one.end() + ": "
                            + one.personalData().description() + " ("
                            + one.rule().id() + "). "
                            + one.rule().advice()));
        }
    }
}
