package uk.wayleave.gateway.answer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The first reading of an answer: looks at nothing but the places that show whose its records are, for what is released
 * of a field depends on that, and may stand before it. What is wrong with the answer otherwise, the second reading says.
 */
final class OwnerScan {
    private final JsonParser parser;
    private final AnswerPlan plan;
    private final Function<Map<String, String>, RowVerdict> judge;
    private final Map<String, String> found = new HashMap<>();
    private final Map<String, String> foundInRow = new HashMap<>();
    private final Verdicts.Builder verdicts = new Verdicts.Builder();

    /** @param judge a row, by what stood at its watched places */
    OwnerScan(JsonParser parser, AnswerPlan plan, Function<Map<String, String>, RowVerdict> judge) {
        this.parser = parser;
        this.plan = plan;
        this.judge = judge;
    }

    Verdicts scan() {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_ARRAY && plan.rows().equals(Optional.of(""))) {
            rows();
        } else if (first == JsonToken.START_OBJECT) {
            root();
        } else if (first == JsonToken.START_ARRAY) {
            value(plan.record(), found);
        }
        return verdicts.build(found);
    }

    private void root() {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY && plan.rows().equals(Optional.of(name))) {
                rows();
            } else {
                value(plan.record().child(name), found);
            }
        }
    }

    private void rows() {
        while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
            foundInRow.clear();
            value(plan.row(), foundInRow);
            verdicts.add(judge.apply(foundInRow));
        }
    }

    private void value(@Nullable Watch watch, Map<String, String> into) {
        if (watch == null) {
            parser.skipChildren();
            return;
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                Watch child = watch.child(parser.currentName());
                parser.nextToken();
                value(child, into);
            }
        } else if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
                value(watch, into);
            }
        } else if (!watch.pointer().isEmpty() && token != JsonToken.VALUE_NULL && token != null) {
            into.put(watch.pointer(), parser.getString());
        }
    }
}
