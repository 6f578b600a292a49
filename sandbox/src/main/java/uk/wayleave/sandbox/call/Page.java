package uk.wayleave.sandbox.call;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;

/** A page of a list: 25 rows from an offset; the total stops counting at 501 (API documentation V3, Reporting API). */
public final class Page {
    public static final int ROWS = 25;
    public static final int MOST_COUNTED = 501;

    private Page() {}

    public static <T> Answer of(Call call, List<T> all, Function<T, ? extends JsonNode> row) {
        if (call.query().has("offset") && call.query().number("offset").isEmpty()) {
            return Answer.invalid("offset", "must be a number");
        }
        double wanted = call.query().number("offset").orElse(0);
        if (wanted < 0 || wanted != Math.rint(wanted)) {
            return Answer.invalid("offset", "must be a whole number from 0");
        }
        int offset = (int) Math.min(wanted, all.size());
        int end = Math.min(offset + ROWS, all.size());
        ObjectNode page = Json.object();
        page.putObject("pagination")
                .put("total_rows", Math.min(all.size(), MOST_COUNTED))
                .put("has_next_page", end < all.size());
        ArrayNode rows = page.putArray("rows");
        all.subList(offset, end).forEach(item -> rows.add(row.apply(item)));
        return Answer.ok(page);
    }
}
