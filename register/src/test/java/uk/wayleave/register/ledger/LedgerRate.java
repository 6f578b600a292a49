package uk.wayleave.register.ledger;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import uk.wayleave.evidence.AppendResult.Committed;
import uk.wayleave.evidence.Condition;
import uk.wayleave.evidence.LedgerVerifier;
import uk.wayleave.register.World;

/**
 * Measures durable appends (fsync on, a real PostgreSQL): callers that each append the three entries of a call, under
 * the condition that nothing changed, one call after the other. Arguments: callers (64) and seconds (10).
 */
final class LedgerRate {
    private LedgerRate() {}

    public static void main(String[] args) throws Exception {
        int callers = args.length > 0 ? Integer.parseInt(args[0]) : 64;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        try (var world = new World();
                var ledger = PostgresLedger.open(world.database)) {
            UUID controller = world.water.id().value();
            List<Condition> conditions = List.of(new Condition.Unchanged(controller, world.revision(world.water.id())));
            run(ledger, controller, conditions, callers, Duration.ofSeconds(5));
            run(ledger, controller, conditions, callers, Duration.ofSeconds(seconds));
            var reader = new LedgerReader(world.database);
            long begun = System.nanoTime();
            var verdict = reader.verify(LedgerVerifier.fromTheStart());
            double took = (System.nanoTime() - begun) / 1e9;
            long count = reader.head().count();
            System.out.printf(
                    "verified %,d entries in %.1f s (%,.0f a second): %s%n", count, took, count / took, verdict);
        }
    }

    private static void run(
            PostgresLedger ledger, UUID controller, List<Condition> conditions, int callers, Duration time)
            throws Exception {
        long end = System.nanoTime() + time.toNanos();
        var failed = new AtomicLong();
        var running = new Callers<long[]>();
        long begun = System.nanoTime();
        for (int i = 0; i < callers; i++)
            running.call(() -> {
                long[] latencies = new long[100_000];
                int n = 0;
                while (System.nanoTime() < end && n < latencies.length) {
                    var drafts = Drafts.ofOneCall(controller, UUID.randomUUID());
                    long from = System.nanoTime();
                    var result = ledger.append(drafts, conditions);
                    latencies[n++] = System.nanoTime() - from;
                    if (!(result instanceof Committed)) failed.incrementAndGet();
                }
                return Arrays.copyOf(latencies, n);
            });
        long[] latencies = running.results().stream()
                .flatMapToLong(Arrays::stream)
                .sorted()
                .toArray();
        double took = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "%d callers: %,.0f entries a second (%,.0f appends of 3), p50 %.2f ms, p99 %.2f ms, %d failed%n",
                callers,
                latencies.length * 3 / took,
                latencies.length / took,
                millis(latencies[latencies.length / 2]),
                millis(latencies[latencies.length * 99 / 100]),
                failed.get());
    }

    private static double millis(long nanos) {
        return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
