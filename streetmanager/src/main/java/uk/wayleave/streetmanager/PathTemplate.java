package uk.wayleave.streetmanager;

import java.util.List;
import java.util.stream.Stream;

/** The path of an operation below its API, as in {@code /works/{workReferenceNumber}/permits}. */
public record PathTemplate(String text, List<Segment> segments) {

    /** One segment: fixed text, or the name of a parameter. */
    public sealed interface Segment {}

    public record Literal(String text) implements Segment {}

    public record Parameter(String name) implements Segment {}

    public PathTemplate {
        segments = List.copyOf(segments);
    }

    public static PathTemplate of(String text) {
        List<Segment> segments = Stream.of(text.substring(1).split("/", -1))
                .<Segment>map(part ->
                        part.startsWith("{") ? new Parameter(part.substring(1, part.length() - 1)) : new Literal(part))
                .toList();
        return new PathTemplate(text, segments);
    }

    public List<String> parameters() {
        return segments.stream()
                .filter(Parameter.class::isInstance)
                .map(segment -> ((Parameter) segment).name())
                .toList();
    }

    @Override
    public String toString() {
        return text;
    }
}
