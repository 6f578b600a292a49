package uk.wayleave.bench.decision;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import uk.wayleave.framework.Call;
import uk.wayleave.framework.Decision;
import uk.wayleave.framework.Framework;
import uk.wayleave.framework.clause.Clauses;

/** One call: its agreement and instruction found among many, then judged by every clause, each explained. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecisionBenchmark {
    @Param({"1", "1000", "100000"})
    int agreements = 1;

    private final Framework framework = new Framework(new Clauses());
    private Agreements among = new Agreements(0);
    private int next;

    /** Makes the agreements, and makes sure that a permit is measured as a permit and a refusal as a refusal. */
    @Setup
    public void prepare() {
        among = new Agreements(agreements);
        for (int number = 0; number < agreements; number++) {
            if (!(decide(among.permitted(number)) instanceof Decision.Permit)) {
                throw new IllegalStateException("Not permitted: " + decide(among.permitted(number)));
            }
            if (!(decide(among.refused(number)) instanceof Decision.Refusal)) {
                throw new IllegalStateException("Not refused: " + decide(among.refused(number)));
            }
        }
    }

    @Benchmark
    public Decision permit() {
        return decide(among.permitted(next()));
    }

    @Benchmark
    public Decision refusal() {
        return decide(among.refused(next()));
    }

    private Decision decide(Call call) {
        return framework.decide(among.about(call));
    }

    private int next() {
        next = (next + 1) & Integer.MAX_VALUE;
        return next;
    }
}
