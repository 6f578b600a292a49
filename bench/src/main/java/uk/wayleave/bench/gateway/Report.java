package uk.wayleave.bench.gateway;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import uk.wayleave.bench.Spread;

/**
 * The result, as a table for people and as a value for JSON.
 *
 * @param conditions on what and how it was measured
 * @param othersShare the share of the processors that programs outside the comparison took in the worst round, 0 to 1
 */
record Report(Map<String, String> conditions, Map<PeerKind, Figures> figures, List<Ratio> ratios, double othersShare) {
    /** Above this the figures say more about the machine than about the peers. */
    private static final double DISTURBED = 0.05;

    static Report of(Map<String, String> conditions, Map<PeerKind, List<Round>> rounds) {
        var figures = new EnumMap<PeerKind, Figures>(PeerKind.class);
        rounds.forEach((peer, own) -> figures.put(
                peer,
                Figures.of(measure -> Spread.of(own.stream().map(measure::of).toList()))));
        double others = rounds.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Round::othersShare)
                .max()
                .orElse(0);
        return new Report(conditions, figures, Ratio.all(rounds), others);
    }

    void print(PrintStream out) {
        conditions.forEach((name, value) -> out.printf("%-10s %s%n", name, value));
        out.println();
        row(
                out,
                "median (min–max)",
                figures.keySet().stream().map(PeerKind::title).toList());
        for (Measure measure : Measure.values()) {
            row(
                    out,
                    measure.title(),
                    figures.values().stream()
                            .map(column -> column.of(measure).show(measure.format()))
                            .toList());
        }
        out.println();
        row(out, "ratio", ratios.stream().map(Ratio::title).toList());
        for (Measure measure : Measure.values()) {
            row(
                    out,
                    measure.title(),
                    ratios.stream()
                            .map(column -> column.figures().of(measure).show("%.2f"))
                            .toList());
        }
        if (othersShare > DISTURBED) {
            out.printf(
                    "%nDISTURBED: other programs took up to %.0f %% of the processors; measure again on an idle machine.%n",
                    100 * othersShare);
        }
    }

    private static void row(PrintStream out, String title, List<String> cells) {
        out.printf("%-18s", title);
        cells.forEach(cell -> out.printf(" %32s", cell));
        out.println();
    }
}
