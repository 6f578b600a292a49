package uk.wayleave.gateway.answer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import uk.wayleave.streetmanager.Shape;

/**
 * What is known of a piece of JSON that nobody asked for, by its shape: the rest is left out before it is kept anywhere.
 * The bytes of what stays are those that came.
 */
public final class KnownPart {
    private static final int DEEPEST = 32;
    private static final AnswerPlan NOTHING_WATCHED =
            new AnswerPlan(Watch.of(List.of()), Optional.empty(), Watch.of(List.of()));
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private KnownPart() {}

    /** Empty where it is not JSON that can be read in only one way, or not of the shape. */
    public static Optional<byte[]> of(Shape shape, byte[] json) {
        ByteArrayOutputStream known = new ByteArrayOutputStream(json.length);
        try (var in = new Utf8Only(new ByteArrayInputStream(json));
                JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            Edits edits = new Edits(new ByteArrayInputStream(json), known);
            AnswerWalk walk = new AnswerWalk(
                    parser, NOTHING_WATCHED, _ -> false, _ -> true, edits, new ReferencesSeen(_ -> false));
            walk.walk(shape);
            edits.finish();
            return Optional.of(known.toByteArray());
        } catch (UnusableAnswer | JacksonException | IOException unusable) {
            return Optional.empty();
        }
    }
}
