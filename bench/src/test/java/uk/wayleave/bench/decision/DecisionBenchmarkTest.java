package uk.wayleave.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Decision;
import uk.wayleave.framework.Framework;
import uk.wayleave.framework.Holds;
import uk.wayleave.framework.clause.Clauses;

class DecisionBenchmarkTest {
    private final Framework framework = new Framework(new Clauses());
    private final Agreements agreements = new Agreements(3);

    @Test
    void aMeasuredPermitExplainsEveryClause() {
        var permit = (Decision.Permit) framework.decide(agreements.about(agreements.permitted(0)));

        assertThat(permit.holds()).extracting(Holds::clause).containsExactlyElementsOf(EnumSet.allOf(ClauseId.class));
        assertThat(permit.holds()).allSatisfy(holds -> assertThat(holds.why()).isNotBlank());
    }

    @Test
    void aMeasuredRefusalNamesSeveralClauses() {
        var refusal = (Decision.Refusal) framework.decide(agreements.about(agreements.refused(0)));

        assertThat(refusal.breaches().stream().map(Breach::clause).collect(Collectors.toSet()))
                .contains(ClauseId.A1, ClauseId.A5C, ClauseId.B4);
    }

    @Test
    void theBenchmarkRuns() throws RunnerException {
        var once = new OptionsBuilder()
                .include(DecisionBenchmark.class.getName())
                .param("agreements", "10")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(50))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();

        var results = List.copyOf(new Runner(once).run());

        assertThat(results)
                .hasSize(2)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }
}
