package uk.wayleave.bench.gateway;

import java.util.function.Function;
import uk.wayleave.bench.Spread;

/** Each measure over all rounds: of one peer, or of one peer beside another. */
record Figures(
        Spread requestsPerSecond,
        Spread p50Millis,
        Spread p99Millis,
        Spread cpuMicros,
        Spread cpuMicrosWithoutDatabase) {

    static Figures of(Function<Measure, Spread> spread) {
        return new Figures(
                spread.apply(Measure.THROUGHPUT),
                spread.apply(Measure.P50),
                spread.apply(Measure.P99),
                spread.apply(Measure.CPU),
                spread.apply(Measure.CPU_WITHOUT_DATABASE));
    }

    Spread of(Measure measure) {
        return switch (measure) {
            case THROUGHPUT -> requestsPerSecond;
            case P50 -> p50Millis;
            case P99 -> p99Millis;
            case CPU -> cpuMicros;
            case CPU_WITHOUT_DATABASE -> cpuMicrosWithoutDatabase;
        };
    }
}
