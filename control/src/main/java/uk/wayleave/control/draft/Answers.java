package uk.wayleave.control.draft;

import java.util.List;
import java.util.Map;

/** What is filled in of a draft, by the names of its fields. */
public record Answers(Map<String, List<String>> fields) {
    public Answers {
        fields = Map.copyOf(fields);
    }

    /** The first value without white space around it; empty text where there is none. */
    String text(String field) {
        List<String> values = all(field);
        return values.isEmpty() ? "" : values.getFirst().strip();
    }

    List<String> all(String field) {
        return fields.getOrDefault(field, List.of());
    }

    /** Without what is filled in. */
    @Override
    public String toString() {
        return "Answers[withheld]";
    }
}
