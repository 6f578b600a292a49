package uk.wayleave.gateway.answer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.field.AppliedProfile;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.framework.field.FieldProfile;
import uk.wayleave.framework.field.FieldRule;
import uk.wayleave.framework.field.Whose;
import uk.wayleave.screening.Screening;
import uk.wayleave.streetmanager.Shape;

/**
 * What is known of a piece of JSON that nobody asked for, by its shape: the rest is left out before it is kept anywhere.
 * The bytes of what stays are those that came.
 */
public final class KnownPart {
    private static final int DEEPEST = 32;
    private static final AnswerPlan NOTHING_WATCHED =
            new AnswerPlan(Watch.of(List.of()), Optional.empty(), Watch.of(List.of()), Optional.empty(), false);
    /** Nothing is masked yet: that is done by what holds when it is handed on. */
    private static final AppliedProfile EVERYTHING = new AppliedProfile(everything(), FieldGrants.none(), false, true);

    private static final JsonFactory JSON = StrictJson.nested(DEEPEST);

    private KnownPart() {}

    private static FieldProfile everything() {
        Map<Whose, Map<DataClass, FieldRule>> rules = new EnumMap<>(Whose.class);
        for (Whose whose : Whose.values()) {
            Map<DataClass, FieldRule> column = new EnumMap<>(DataClass.class);
            for (DataClass one : DataClass.values()) {
                column.put(one, one.isNeverReleased() ? FieldRule.WITHHOLD : FieldRule.RELEASE);
            }
            rules.put(whose, column);
        }
        return new FieldProfile(0, Purpose.MANAGE_OWN_PERMITS, rules);
    }

    /** Empty where it is not JSON that can be read in only one way, or not of the shape. */
    public static Optional<byte[]> of(Shape shape, byte[] json) {
        ByteArrayOutputStream known = new ByteArrayOutputStream(json.length);
        try (var in = new Utf8Only(new ByteArrayInputStream(json));
                JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            Edits edits = new Edits(new ByteArrayInputStream(json), known, json.length);
            AnswerWalk walk = new AnswerWalk(
                    parser,
                    NOTHING_WATCHED,
                    EVERYTHING,
                    Whose.OWN,
                    Verdicts.none(),
                    edits,
                    new ReferencesSeen(),
                    new Spans(Screening.standard()));
            walk.walk(shape);
            edits.finish();
            return Optional.of(known.toByteArray());
        } catch (UnusableAnswer | JacksonException | IOException unusable) {
            return Optional.empty();
        }
    }
}
