package uk.wayleave.gateway.answer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.field.AppliedProfile;
import uk.wayleave.framework.field.FieldTreatment;
import uk.wayleave.framework.field.Whose;
import uk.wayleave.screening.PersonalData;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.FieldClass;
import uk.wayleave.streetmanager.ReferenceKind;
import uk.wayleave.streetmanager.Shape;

/**
 * The second reading of an answer: walks it along its known shape and notes what has to be cut or masked, without keeping
 * the answer in memory. What happens to a field, the call's profile says, by whose the record is. By the masking ruling: a
 * masked text becomes a marker; whatever else is not released is left out, or takes its stated fallback where it is
 * required, or takes its record with it; an unknown member is left out; an unknown shape of record makes the whole answer
 * unusable.
 */
final class AnswerWalk {
    private static final String MARKER = "\"" + Marker.TEXT + "\"";

    /** Where a member stands. */
    private enum Level {
        ROOT,
        ROW,
        BELOW
    }

    private enum Fate {
        KEPT,
        LEFT_OUT,
        /** The record it belongs to cannot be released without it. */
        TAKES_ITS_RECORD
    }

    private final JsonParser parser;
    private final AnswerPlan plan;
    private final AppliedProfile profile;
    private final Verdicts verdicts;
    private final Edits edits;
    private final ReferencesSeen references;
    private final Spans spans;
    /** Names of members and indexes of items, from the root; written out only where something is masked. */
    private final List<Object> path = new ArrayList<>();

    private final List<String> maskedAt = new ArrayList<>();
    private final Map<FieldClass, Integer> masked = new EnumMap<>(FieldClass.class);
    /** How many objects and arrays are open. */
    private int open;

    /** Whose the record is that is being walked. */
    private Whose whose;

    /** The free text that is being walked, where what it says of persons is to be masked. */
    private Optional<Field> screened = Optional.empty();

    /** Whose the row is, of which a map's features have a shell that is nobody's. */
    private Whose ofRow;

    private int unknownMembers;
    private int withheldRecords;

    /**
     * @param profile what happens to each field
     * @param whose the record is, or the rows' envelope
     * @param verdicts on the rows
     * @param edits takes what is to be cut and masked
     * @param references takes those of the Controller's own records that do not tell whose they are
     * @param spans masks within texts
     */
    AnswerWalk(
            JsonParser parser,
            AnswerPlan plan,
            AppliedProfile profile,
            Whose whose,
            Verdicts verdicts,
            Edits edits,
            ReferencesSeen references,
            Spans spans) {
        this.parser = parser;
        this.plan = plan;
        this.profile = profile;
        this.whose = whose;
        this.ofRow = whose;
        this.verdicts = verdicts;
        this.edits = edits;
        this.references = references;
        this.spans = spans;
    }

    /** Walks the whole answer, which must be exactly one value. */
    void walk(Shape shape) throws UnusableAnswer, IOException {
        parser.nextToken();
        boolean rootIsRows = plan.rows().equals(Optional.of(""));
        Fate fate = value(shape, rootIsRows, Level.ROOT);
        if (fate != Fate.KEPT) {
            throw new UnusableAnswer("A value that must be withheld cannot be left out of this record.");
        }
        if (parser.nextToken() != null) {
            throw new UnusableAnswer("Something follows the end of the answer.");
        }
    }

    Masked masked() {
        SortedMap<String, Integer> byClass = new TreeMap<>();
        masked.forEach((fieldClass, count) -> byClass.put(fieldClass.name(), count));
        return new Masked(maskedAt, byClass, spans.counts());
    }

    int unknownMembers() {
        return unknownMembers;
    }

    int withheldRecords() {
        return withheldRecords;
    }

    private Fate value(Shape shape, boolean rows, Level level) throws UnusableAnswer, IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return Fate.KEPT;
        }
        return switch (shape) {
            case Shape.ObjectShape object when token == JsonToken.START_OBJECT -> object(object, level);
            case Shape.ArrayShape(Shape items) when token == JsonToken.START_ARRAY -> array(items, rows);
            case Shape.ScalarShape _
            when token.isScalarValue() -> {
                // A number can be a telephone's as well.
                if (screened.isPresent() && !token.isBoolean()) {
                    maskSpans(screened.get());
                } else {
                    parser.finishToken();
                }
                yield Fate.KEPT;
            }
            case Shape.FreeShape _
            when screened.isEmpty() -> {
                parser.skipChildren();
                parser.finishToken();
                yield Fate.KEPT;
            }
            default -> throw new UnusableAnswer("A part of the answer does not have the shape it should have.");
        };
    }

    private Fate object(Shape.ObjectShape shape, Level level) throws UnusableAnswer, IOException {
        Siblings siblings = new Siblings();
        boolean takesItsRecord = false;
        open++;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            int mark = edits.mark();
            path.add(name);
            Fate fate = member(shape.field(name), level, name);
            path.removeLast();
            takesItsRecord |= fate == Fate.TAKES_ITS_RECORD;
            siblings.next(fate == Fate.KEPT, mark);
        }
        open--;
        return takesItsRecord ? Fate.TAKES_ITS_RECORD : Fate.KEPT;
    }

    private Fate member(Optional<Field> known, Level level, String name) throws UnusableAnswer, IOException {
        if (known.isEmpty()) {
            skip();
            unknownMembers++;
            return Fate.LEFT_OUT;
        }
        Field field = known.get();
        note(field);
        if (name.equals(AnswerPlan.TOTAL) && verdicts.leaveSomeOut()) {
            return withhold(field, FieldTreatment.WITHHOLD, Whose.ANOTHERS);
        }
        FieldTreatment treatment = FieldKinds.treatment(profile, field, whose);
        boolean screens = treatment == FieldTreatment.SCREEN;
        if (screens && field.shape() instanceof Shape.FreeShape) {
            return withhold(field, FieldTreatment.MASK, whose);
        }
        if (treatment != FieldTreatment.RELEASE && !screens) {
            return withhold(field, treatment, whose);
        }
        boolean rows = level == Level.ROOT && plan.rows().equals(Optional.of(name));
        Whose around = whose;
        if (level == Level.ROW && plan.isMap() && name.equals(AnswerPlan.PROPERTIES)) {
            whose = ofRow;
        }
        Optional<Field> outside = screened;
        screened = screens ? Optional.of(field) : Optional.empty();
        Fate fate = value(field.shape(), rows, Level.BELOW);
        screened = outside;
        whose = around;
        if (fate == Fate.TAKES_ITS_RECORD && !field.required()) {
            withheldRecords++;
            return Fate.LEFT_OUT;
        }
        return fate;
    }

    /** The rest of the text stays as it is; it is written anew, for a place in a text is no place among the bytes. */
    private void maskSpans(Field field) throws IOException {
        long from = parser.currentTokenLocation().getByteOffset();
        String text = parser.getString();
        parser.finishToken();
        long to = position();
        Optional<String> masked = spans.masked(text);
        if (masked.isPresent()) {
            edits.replace(from, to, JsonMapper.shared().writeValueAsString(masked.get()));
            noteMasked(field);
        }
    }

    private Fate withhold(Field field, FieldTreatment treatment, Whose of) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return Fate.KEPT;
        }
        long from = parser.currentTokenLocation().getByteOffset();
        skipNoting(field.shape());
        long to = position();
        boolean text = token == JsonToken.VALUE_STRING;
        if (!field.required() && !(text && treatment == FieldTreatment.MASK)) {
            noteMasked(field);
            return Fate.LEFT_OUT;
        }
        Optional<String> instead = text ? Optional.of(MARKER) : field.fallback().or(() -> fallback(field, of));
        if (instead.isEmpty()) {
            return Fate.TAKES_ITS_RECORD;
        }
        edits.replace(from, to, instead.get());
        noteMasked(field);
        return Fate.KEPT;
    }

    /** Of another's record so much is closed that it would never be released; no value can be taken for one that is null. */
    private static Optional<String> fallback(Field field, Whose of) {
        if (of != Whose.ANOTHERS) {
            return Optional.empty();
        }
        return Optional.of(field.shape() instanceof Shape.ArrayShape ? "[]" : "null");
    }

    private Fate array(Shape items, boolean rows) throws UnusableAnswer, IOException {
        Siblings siblings = new Siblings();
        int kept = 0;
        int index = 0;
        // Of an array beneath nothing that could go as a whole, an item that is over is settled.
        boolean settles = open <= 1;
        open++;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == null) {
                throw new UnusableAnswer("The answer ends too early.");
            }
            int mark = edits.mark();
            int namedBefore = maskedAt.size();
            Map<FieldClass, Integer> maskedBefore = masked.isEmpty() ? Map.of() : new EnumMap<>(masked);
            Map<PersonalData, Integer> spansBefore = spans.mark();
            path.add(kept);
            Fate fate = rows ? row(items, verdicts.row(index++)) : value(items, false, Level.BELOW);
            path.removeLast();
            if (fate != Fate.KEPT) {
                withheldRecords++;
                maskedAt.subList(namedBefore, maskedAt.size()).clear();
                masked.clear();
                masked.putAll(maskedBefore);
                spans.forgetSince(spansBefore);
            } else {
                kept++;
            }
            siblings.next(fate == Fate.KEPT, mark);
            if (settles) {
                edits.settled();
            }
        }
        open--;
        return Fate.KEPT;
    }

    private Fate row(Shape shape, RowVerdict verdict) throws UnusableAnswer, IOException {
        if (!verdict.isReleased()) {
            skip();
            return Fate.LEFT_OUT;
        }
        Whose around = whose;
        ofRow = verdict == RowVerdict.OWN ? Whose.OWN : Whose.ANOTHERS;
        whose = plan.isMap() ? Whose.SHARED : ofRow;
        Fate fate = value(shape, false, Level.ROW);
        whose = around;
        return fate;
    }

    private void note(Field field) {
        if (whose == Whose.OWN
                && field.names().filter(ReferenceKind::isRemembered).isPresent()) {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
                references.saw(field.names().get(), parser.getString());
            }
        }
    }

    /** Like {@link #skip}; what is named in something that is withheld is the Controller's own none the less. */
    private void skipNoting(Shape shape) {
        if (shape instanceof Shape.ArrayShape(Shape items) && parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
                skipNoting(items);
            }
        } else if (shape instanceof Shape.ObjectShape object && parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                Optional<Field> field = object.field(parser.currentName());
                parser.nextToken();
                field.ifPresent(this::note);
                if (field.isPresent()) {
                    skipNoting(field.get().shape());
                } else {
                    parser.skipChildren();
                }
            }
        } else {
            parser.skipChildren();
        }
        parser.finishToken();
    }

    private void skip() {
        parser.skipChildren();
        parser.finishToken();
    }

    private long position() {
        return parser.currentLocation().getByteOffset();
    }

    private void noteMasked(Field field) {
        masked.merge(field.fieldClass(), 1, Integer::sum);
        if (maskedAt.size() < Masked.NAMED_AT_MOST) {
            maskedAt.add(pointer());
        }
    }

    /** RFC 6901 section 3. */
    private String pointer() {
        StringBuilder pointer = new StringBuilder();
        for (Object step : path) {
            pointer.append('/').append(step.toString().replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    /** The members of one object, or items of one array, in a row: one that goes takes one comma with it. */
    private final class Siblings {
        private long previousEnd = position();
        private boolean anyKept;

        void next(boolean kept, int mark) {
            long end = position();
            if (kept) {
                anyKept = true;
            } else {
                edits.forgetSince(mark);
                edits.cut(previousEnd, end, !anyKept);
            }
            previousEnd = end;
        }
    }
}
