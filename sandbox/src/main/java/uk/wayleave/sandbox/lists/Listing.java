package uk.wayleave.sandbox.lists;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.wire.Criteria;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Shapes;

/**
 * A list: what its rows are and what may be asked of them. The Reporting API shows it page by page, the Data Export API
 * writes it to a CSV file.
 *
 * @param shape of a row, as in {@code reporting.PermitSummaryResponse}
 * @param rows all that the account may see, each with more members than the shape
 * @param filters what may be asked
 * @param order the member that rows are sorted by when nothing else is asked; the latest first
 */
public record Listing(String shape, Rows rows, List<Filter> filters, String order) {
    public Listing {
        filters = List.copyOf(filters);
    }

    /** Where the rows come from. */
    @FunctionalInterface
    interface Rows {
        Stream<ObjectNode> of(Reader reader);
    }

    /**
     * Who reads.
     *
     * @param swaCode the organisation it asks for; empty when it asks for all it may see
     */
    record Reader(Account account, Optional<String> swaCode) {
        boolean asksFor(String... organisations) {
            return swaCode.isEmpty() || List.of(organisations).contains(swaCode.get());
        }
    }

    /** The same rows in another shape: some lists have another in V3. */
    public Listing shaped(String otherShape) {
        return new Listing(otherShape, rows, filters, order);
    }

    /** The name of what was asked with a value that is no code; empty when all are. */
    public Optional<String> wrongCode(Criteria asked, Shapes shapes) {
        return filters.stream()
                .filter(filter -> filter.codes()
                        .filter(member -> {
                            var codes = shapes.codes(shape, member);
                            return !codes.isEmpty() && !codes.containsAll(filter.values(asked));
                        })
                        .isPresent())
                .map(Filter::firstName)
                .findFirst();
    }

    public List<ObjectNode> found(Account account, Criteria asked) {
        return rows.of(new Reader(account, asked.text("swa_code")))
                .filter(row -> filters.stream().allMatch(filter -> filter.admits(row, asked)))
                .sorted(sorting(asked))
                .toList();
    }

    private Comparator<ObjectNode> sorting(Criteria asked) {
        String column = asked.text("sort_column").orElse(order);
        boolean ascending = asked.text("sort_direction").filter("asc"::equals).isPresent();
        Comparator<ObjectNode> by = Comparator.comparing(row -> Json.string(row, column, ""));
        return (ascending ? by : by.reversed())
                .thenComparing(row -> row.path("row_key").asString(""));
    }
}
