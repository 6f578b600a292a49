package uk.wayleave.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import uk.wayleave.framework.clause.Clauses;

/** The engine and the naive evaluator beside it never differ. */
class EngineAgreesWithReferenceTest {
    private final Framework framework = new Framework(new Clauses());
    private final ReferenceEvaluator reference = new ReferenceEvaluator();

    @Property(tries = 20_000)
    void nearThePermittedExample(@ForAll("aFewChanges") List<Change> changes) {
        agreeOn(changes);
        Statistics.coverage(coverage -> coverage.check("permit").percentage(share -> share > 10));
    }

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void anywhere(@ForAll("everyAttribute") List<Change> changes) {
        agreeOn(changes);
    }

    @Provide
    Arbitrary<List<Change>> aFewChanges() {
        return Arbitraries.of(Change.all()).list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<Change>> everyAttribute() {
        List<Arbitrary<Change>> attributes = new ArrayList<>();
        Change.attributes().forEach(values -> attributes.add(Arbitraries.of(values)));
        return Combinators.combine(attributes).as(changes -> changes);
    }

    private void agreeOn(List<Change> changes) {
        Question question = Example.question(
                example -> changes.forEach(change -> change.effect().accept(example)));

        Set<String> breached = rulesOf(framework.decide(question));

        assertThat(breached).isEqualTo(reference.breached(question));
        Statistics.collect(breached.isEmpty() ? "permit" : "refusal");
    }

    private static Set<String> rulesOf(Decision decision) {
        Set<String> rules = new TreeSet<>();
        switch (decision) {
            case Decision.Permit permit -> assertThat(permit.holds()).hasSize(ClauseId.values().length);
            case Decision.Refusal refusal ->
                refusal.breaches().forEach(breach -> rules.add(breach.rule().id()));
        }
        return rules;
    }
}
