package uk.wayleave.streetmanager;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import uk.wayleave.framework.Tier;

/**
 * What is known of the columns of one CSV. All of it is {@link FactSource#INFERRED}: DfT names no columns.
 *
 * @param columns what a column may hold, by its {@link #nameOf normalised name}: the fields of that name, in the list and
 *     in the record that the CSV is of
 * @param rows how a row of the list shows whose it is
 * @param foreignTier the tier of a row in which the Controller has no part, where the list shows such rows
 */
public record CsvTable(Map<String, List<Field>> columns, Optional<Ownership.ByRow> rows, Optional<Tier> foreignTier) {
    public CsvTable {
        columns = Map.copyOf(columns);
    }

    /** The fields that stand for a column; none where it is unknown. */
    public List<Field> column(String normalised) {
        return columns.getOrDefault(normalised, List.of());
    }

    /** The places, as JSON Pointers into a row of the list, that prove whose a line is. */
    public List<String> proofs() {
        return rows.stream()
                .flatMap(byRow -> Stream.concat(byRow.promoter().stream(), Stream.of(byRow.authority())))
                .flatMap(proof -> proof.place().stream())
                .distinct()
                .toList();
    }

    /** {@code Work reference number} and {@code work_reference_number} are the same column. */
    public static String nameOf(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
    }
}
