package uk.wayleave.bench.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import uk.wayleave.bench.CpuTime;
import uk.wayleave.bench.ProcessTree;

/**
 * How fast many threads together made entries durable.
 *
 * @param perSecond entries
 * @param p50 of one append as its thread saw it, in microseconds
 * @param p99 likewise
 * @param cpu user and system time for one entry, of this program and of PostgreSQL together, in microseconds
 */
record Rate(double perSecond, double p50, double p99, double cpu) {
    /** One wrong append ends it. */
    static Rate of(Subject subject, int threads, Duration length) throws ExecutionException, InterruptedException {
        try (var executor = Executors.newFixedThreadPool(threads)) {
            CpuTime cpuBefore = cpuSoFar();
            long start = System.nanoTime();
            long end = start + length.toNanos();
            Callable<long[]> appends = () -> latencies(subject, end);
            var running = new ArrayList<Future<long[]>>();
            for (int thread = 0; thread < threads; thread++) {
                running.add(executor.submit(appends));
            }
            LongStream all = LongStream.empty();
            for (var thread : running) {
                all = LongStream.concat(all, Arrays.stream(thread.get()));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            long cpu = cpuSoFar().since(cpuBefore).total();
            long[] sorted = all.sorted().toArray();
            return new Rate(
                    sorted.length / seconds,
                    quantile(sorted, 0.50),
                    quantile(sorted, 0.99),
                    (double) cpu / sorted.length);
        }
    }

    private static CpuTime cpuSoFar() {
        return ProcessTree.cpu(ProcessHandle.current().pid());
    }

    private static long[] latencies(Subject subject, long end) throws SQLException {
        var latencies = LongStream.builder();
        try (Subject.Appender appender = subject.appender()) {
            for (long before = System.nanoTime(); before < end; ) {
                appender.append();
                long after = System.nanoTime();
                latencies.add(after - before);
                before = after;
            }
        }
        return latencies.build().toArray();
    }

    private static double quantile(long[] sortedNanos, double share) {
        return sortedNanos[(int) (share * (sortedNanos.length - 1))] / 1000.0;
    }
}
