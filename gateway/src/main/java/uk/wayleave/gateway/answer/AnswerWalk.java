package uk.wayleave.gateway.answer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.ReferenceKind;
import uk.wayleave.streetmanager.Shape;

/**
 * Walks one JSON answer along its known shape and notes what has to be cut or masked, without keeping the answer in
 * memory. By the masking ruling: a withheld text becomes a marker; a withheld member of another type is left out, or
 * takes its stated fallback where it is required, or takes its record with it; an unknown member is left out; an unknown
 * shape of record makes the whole answer unusable.
 */
final class AnswerWalk {
    private static final String MARKER = "\"" + Marker.TEXT + "\"";

    private enum Fate {
        KEPT,
        LEFT_OUT,
        /** The record it belongs to cannot be released without it. */
        TAKES_ITS_RECORD
    }

    private final JsonParser parser;
    private final AnswerPlan plan;
    private final Predicate<Field> withheld;
    private final Predicate<Map<String, String>> releasable;
    private final Edits edits;
    private final ReferencesSeen references;
    private final Map<String, String> found = new HashMap<>();
    private final Map<String, String> foundInRow = new HashMap<>();
    private final StringBuilder path = new StringBuilder();
    private final List<String> maskedAt = new ArrayList<>();
    private final SortedSet<String> maskedClasses = new TreeSet<>();
    /** How many objects and arrays are open. */
    private int open;

    private int masked;
    private int unknownMembers;
    private int withheldRecords;

    /**
     * @param withheld which fields are withheld here
     * @param releasable whether a row, by what stood at its watched places, may be released
     * @param edits takes what is to be cut and masked
     * @param references takes those that stand in it and do not tell whose they are
     */
    AnswerWalk(
            JsonParser parser,
            AnswerPlan plan,
            Predicate<Field> withheld,
            Predicate<Map<String, String>> releasable,
            Edits edits,
            ReferencesSeen references) {
        this.parser = parser;
        this.plan = plan;
        this.withheld = withheld;
        this.releasable = releasable;
        this.edits = edits;
        this.references = references;
    }

    /** Walks the whole answer, which must be exactly one value. */
    void walk(Shape shape) throws UnusableAnswer, IOException {
        parser.nextToken();
        boolean rootIsRows = plan.rows().equals(Optional.of(""));
        Fate fate = value(shape, rootIsRows ? null : plan.record(), found, rootIsRows, true);
        if (fate != Fate.KEPT) {
            throw new UnusableAnswer("A value that must be withheld cannot be left out of this record.");
        }
        if (parser.nextToken() != null) {
            throw new UnusableAnswer("Something follows the end of the answer.");
        }
    }

    /** What stood at the watched places of the record. */
    Map<String, String> found() {
        return found;
    }

    Masked masked() {
        return new Masked(maskedAt, masked, maskedClasses);
    }

    int unknownMembers() {
        return unknownMembers;
    }

    int withheldRecords() {
        return withheldRecords;
    }

    private Fate value(Shape shape, @Nullable Watch watch, Map<String, String> into, boolean rows, boolean root)
            throws UnusableAnswer, IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return Fate.KEPT;
        }
        return switch (shape) {
            case Shape.ObjectShape object when token == JsonToken.START_OBJECT -> object(object, watch, into, root);
            case Shape.ArrayShape(Shape items) when token == JsonToken.START_ARRAY -> array(items, watch, into, rows);
            case Shape.ScalarShape _
            when token.isScalarValue() -> {
                if (watch != null && !watch.pointer().isEmpty()) {
                    into.put(watch.pointer(), parser.getString());
                }
                parser.finishToken();
                yield Fate.KEPT;
            }
            case Shape.FreeShape _ -> {
                parser.skipChildren();
                parser.finishToken();
                yield Fate.KEPT;
            }
            default -> throw new UnusableAnswer("A part of the answer does not have the shape it should have.");
        };
    }

    private Fate object(Shape.ObjectShape shape, @Nullable Watch watch, Map<String, String> into, boolean root)
            throws UnusableAnswer, IOException {
        Siblings siblings = new Siblings();
        boolean takesItsRecord = false;
        int pathBefore = path.length();
        open++;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            int mark = edits.mark();
            appendToPath(name);
            Fate fate = member(shape.field(name), watch == null ? null : watch.child(name), into, root, name);
            path.setLength(pathBefore);
            takesItsRecord |= fate == Fate.TAKES_ITS_RECORD;
            siblings.next(fate == Fate.KEPT, mark);
        }
        open--;
        return takesItsRecord ? Fate.TAKES_ITS_RECORD : Fate.KEPT;
    }

    private Fate member(
            Optional<Field> known, @Nullable Watch watch, Map<String, String> into, boolean root, String name)
            throws UnusableAnswer, IOException {
        if (known.isEmpty()) {
            skip();
            unknownMembers++;
            return Fate.LEFT_OUT;
        }
        Field field = known.get();
        note(field);
        if (withheld.test(field)) {
            return mask(field);
        }
        boolean rows = root && plan.rows().equals(Optional.of(name));
        Fate fate = value(field.shape(), watch, into, rows, false);
        if (fate == Fate.TAKES_ITS_RECORD && !field.required()) {
            withheldRecords++;
            return Fate.LEFT_OUT;
        }
        return fate;
    }

    private Fate mask(Field field) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return Fate.KEPT;
        }
        long from = parser.currentTokenLocation().getByteOffset();
        skipNoting(field.shape());
        long to = position();
        if (token == JsonToken.VALUE_STRING) {
            edits.replace(from, to, MARKER);
            noteMasked(field);
            return Fate.KEPT;
        }
        if (!field.required()) {
            noteMasked(field);
            return Fate.LEFT_OUT;
        }
        if (field.fallback().isPresent()) {
            edits.replace(from, to, field.fallback().get());
            noteMasked(field);
            return Fate.KEPT;
        }
        return Fate.TAKES_ITS_RECORD;
    }

    private Fate array(Shape items, @Nullable Watch watch, Map<String, String> into, boolean rows)
            throws UnusableAnswer, IOException {
        Siblings siblings = new Siblings();
        int pathBefore = path.length();
        int kept = 0;
        // Of an array beneath nothing that could go as a whole, an item that is over is settled.
        boolean settles = open <= 1;
        open++;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == null) {
                throw new UnusableAnswer("The answer ends too early.");
            }
            int mark = edits.mark();
            int namedBefore = maskedAt.size();
            int maskedBefore = masked;
            path.append('/').append(kept);
            Fate fate;
            if (rows) {
                foundInRow.clear();
                int seenBefore = references.mark();
                fate = value(items, plan.row(), foundInRow, false, false);
                references.rowIsOver(seenBefore, foundInRow);
                if (fate == Fate.KEPT && !releasable.test(foundInRow)) {
                    fate = Fate.LEFT_OUT;
                }
            } else {
                fate = value(items, watch, into, false, false);
            }
            path.setLength(pathBefore);
            if (fate != Fate.KEPT) {
                withheldRecords++;
                maskedAt.subList(namedBefore, maskedAt.size()).clear();
                masked = maskedBefore;
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

    private void note(Field field) {
        if (field.names().filter(ReferenceKind::isRemembered).isPresent()) {
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
        masked++;
        maskedClasses.add(field.fieldClass().name());
        if (maskedAt.size() < Masked.NAMED_AT_MOST) {
            maskedAt.add(path.toString());
        }
    }

    /** RFC 6901 section 3. */
    private void appendToPath(String name) {
        path.append('/');
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            switch (c) {
                case '~' -> path.append("~0");
                case '/' -> path.append("~1");
                default -> path.append(c);
            }
        }
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
