package uk.wayleave.bench.ledger;

import java.io.PrintStream;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import uk.wayleave.bench.Spread;

/**
 * The result.
 *
 * @param ledger Wayleave's
 * @param plain one commit for each row
 * @param ratio of entries a second, ledger to plain, within each round
 */
record LedgerReport(int threads, Way ledger, Way plain, Spread ratio) {
    /** One way of appending; latencies and CPU in microseconds. */
    record Way(Spread perSecond, Spread p50, Spread p99, Spread cpu) {
        static Way of(List<Rate> rounds) {
            return new Way(
                    spread(rounds, Rate::perSecond),
                    spread(rounds, Rate::p50),
                    spread(rounds, Rate::p99),
                    spread(rounds, Rate::cpu));
        }

        private static Spread spread(List<Rate> rounds, ToDoubleFunction<Rate> figure) {
            return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
        }
    }

    static LedgerReport of(int threads, List<Rate> ledger, List<Rate> plain) {
        Spread ratio = Spread.of(IntStream.range(0, ledger.size())
                .mapToObj(round ->
                        ledger.get(round).perSecond() / plain.get(round).perSecond())
                .toList());
        return new LedgerReport(threads, Way.of(ledger), Way.of(plain), ratio);
    }

    void print(PrintStream out) {
        out.printf("%d threads on the embedded PostgreSQL, every commit flushed%n%n", threads);
        out.printf("%-26s %26s %28s %28s %24s%n", "median (min–max)", "entries/s", "p50 µs", "p99 µs", "CPU µs/entry");
        print(out, "Wayleave's ledger", ledger);
        print(out, "one commit for each row", plain);
        out.printf("%n%-26s %26s%n", "ratio", ratio.show("%.2f"));
    }

    private static void print(PrintStream out, String title, Way way) {
        out.printf(
                "%-26s %26s %28s %28s %24s%n",
                title, way.perSecond.show("%,.0f"), way.p50.show("%,.0f"), way.p99.show("%,.0f"), way.cpu.show("%.1f"));
    }
}
