package uk.wayleave.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import uk.wayleave.framework.field.Whose;
import uk.wayleave.gateway.answer.Marker;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.FieldClass;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.Shape;

/** What became of each field of one answer on its way through the gateway: what was sent beside what was released. */
final class FieldsOfAnswer {
    private final Operation operation;
    private final Whose record;
    private final List<Seen> seen = new ArrayList<>();

    /** What became of one value. */
    enum Fate {
        /** There, and as it was sent. */
        RELEASED,
        /** There, as the marker. */
        MARKED,
        /** Its member is not there. */
        LEFT_OUT,
        /** Its member is there: {@code null}, or a list of nothing. */
        EMPTIED,
        /** None of these. */
        ALTERED
    }

    /**
     * One field.
     *
     * @param kind its class, or {@code PUBLISHED} where DfT publishes it and that opens its class, or {@code T3}
     * @param within whose the record is that it belongs to
     */
    record Seen(Operation operation, String at, Field field, String kind, Whose within, Fate fate) {
        boolean isText() {
            return field.shape() == Shape.ScalarShape.STRING;
        }

        @Override
        public String toString() {
            return operation + " " + at + " (" + kind + ", " + within + "): " + fate;
        }
    }

    private FieldsOfAnswer(Operation operation, Whose record) {
        this.operation = operation;
        this.record = record;
    }

    /** @param record whose the record is, or each of the rows */
    static List<Seen> of(Operation operation, Whose record, JsonNode sent, JsonNode released) {
        FieldsOfAnswer fields = new FieldsOfAnswer(operation, record);
        if (operation.answer() instanceof AnswerShape.Json(Shape shape)) {
            fields.value(shape, sent, released, fields.around(), "");
        }
        return fields.seen;
    }

    /** Of the classes that DfT publishes, publishing opens the plain ones and free text: decision 0010, point 2. */
    static String kind(Field field) {
        FieldClass of = field.fieldClass();
        if (of == FieldClass.CREDENTIAL || of == FieldClass.UNCLASSIFIED) {
            return of.name();
        }
        if (field.special()) {
            return "T3";
        }
        boolean plainOrFree = switch (of) {
            case IDENTIFIER, OPEN, CLOSED, FREE_TEXT, MONEY -> true;
            case PERSON_NAME, EMAIL, TELEPHONE, CONTACT, USER_ID, DOCUMENT, CREDENTIAL, ADDRESS, UNCLASSIFIED -> false;
        };
        return field.openness().isOpen() && plainOrFree ? "PUBLISHED" : of.name();
    }

    /** What is around rows is nobody's, and so is what is about nobody's records. */
    private Whose around() {
        return operation.ownership() instanceof Ownership.ByRow || operation.ownership() instanceof Ownership.Nobody
                ? Whose.SHARED
                : record;
    }

    private Optional<String> rows() {
        return operation.ownership() instanceof Ownership.ByRow byRow ? Optional.of(byRow.rows()) : Optional.empty();
    }

    private void value(Shape shape, JsonNode sent, JsonNode released, Whose whose, String at) {
        switch (shape) {
            case Shape.ObjectShape object -> {
                boolean row = rows().equals(Optional.of(at));
                boolean map = row && object.field("properties").isPresent();
                Whose within = row && !map ? record : whose;
                for (Field field : object.fields()) {
                    Whose beneath = map && field.name().equals("properties") ? record : within;
                    member(
                            field,
                            sent.path(field.name()),
                            released.path(field.name()),
                            within,
                            beneath,
                            at + "/" + field.name());
                }
            }
            case Shape.ArrayShape(Shape items) ->
                value(
                        items,
                        sent.path(0),
                        released.isEmpty() ? MissingNode.getInstance() : released.path(0),
                        whose,
                        at);
            case Shape.ScalarShape _, Shape.FreeShape _ -> {}
        }
    }

    private void member(Field field, JsonNode sent, JsonNode released, Whose within, Whose beneath, String at) {
        boolean holds = holdsFields(field.shape());
        boolean kept = !released.isMissingNode() && !released.isNull() && !(released.isArray() && released.isEmpty());
        Fate fate = fate(sent, released, holds && kept);
        seen.add(new Seen(operation, at, field, kind(field), within, fate));
        if (holds && kept) {
            value(field.shape(), sent, released, beneath, at);
        }
    }

    private static Fate fate(JsonNode sent, JsonNode released, boolean keptAround) {
        if (released.isMissingNode()) {
            return Fate.LEFT_OUT;
        }
        if (keptAround || released.toString().equals(sent.toString())) {
            return Fate.RELEASED;
        }
        if (released.isNull() || (released.isArray() && released.isEmpty())) {
            return Fate.EMPTIED;
        }
        return released.isString() && released.asString().equals(Marker.TEXT) ? Fate.MARKED : Fate.ALTERED;
    }

    private static boolean holdsFields(Shape shape) {
        return shape instanceof Shape.ObjectShape
                || (shape instanceof Shape.ArrayShape(Shape items) && holdsFields(items));
    }
}
