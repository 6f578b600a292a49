package uk.wayleave.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import uk.wayleave.framework.clause.Clauses;

/**
 * The executable table of clauses: a row is a test method marked {@link Refuses} or {@link Permits}, and what the mark
 * says is what gets checked. {@link ClauseTableTest} holds every rule and every clause to a row; {@code docs/framework.md}
 * lists them.
 */
abstract class ClauseTable {
    /** The classes that hold the rows. */
    static final List<Class<? extends ClauseTable>> PARTS = List.of(
            PreambleTest.class,
            TermsOfAccessTest.class,
            OtherUsesTest.class,
            AuthorisedUserTest.class,
            ThirdPartyTest.class);

    private final Framework framework = new Framework(new Clauses());
    private final ReferenceEvaluator reference = new ReferenceEvaluator();
    private Class<?> part = ClauseTable.class;
    private List<Method> row = List.of();
    private boolean checked;

    /** The methods that are rows. */
    static List<Method> rows() {
        List<Method> rows = new ArrayList<>();
        for (Class<?> part : PARTS) {
            for (Method method : part.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Refuses.class) || method.isAnnotationPresent(Permits.class)) {
                    rows.add(method);
                }
            }
        }
        return rows;
    }

    @BeforeEach
    final void readTheRow(TestInfo test) {
        part = test.getTestClass().orElseThrow();
        row = test.getTestMethod().stream().toList();
    }

    @AfterEach
    final void theRowWasChecked() {
        assertThat(checked).as("the row called refused(…) or permitted(…)").isTrue();
        assertThat(part).as("the part is listed in ClauseTable.PARTS").isIn(PARTS);
    }

    /** Checks that the example so changed is refused by exactly the rules of the row; gives the breach of its own rule. */
    final Breach refused(Consumer<Example> changes) {
        checked = true;
        Refuses refuses = row.getFirst().getAnnotation(Refuses.class);
        var expected = new TreeSet<>(List.of(refuses.also()));
        expected.add(refuses.value());

        Question question = Example.question(changes);
        Decision decision = framework.decide(question);

        assertThat(decision).isInstanceOf(Decision.Refusal.class);
        List<Breach> breaches = ((Decision.Refusal) decision).breaches();
        assertThat(breaches).extracting(breach -> breach.rule().id()).containsOnlyOnceElementsOf(expected);
        assertThat(breaches).extracting(breach -> breach.rule().id()).hasSameElementsAs(expected);
        assertThat(reference.breached(question)).isEqualTo(expected);
        return breaches.stream()
                .filter(breach -> breach.rule().id().equals(refuses.value()))
                .findFirst()
                .orElseThrow();
    }

    /** Checks that the example so changed is permitted; gives why the clause of the row holds. */
    final String permitted(Consumer<Example> changes) {
        checked = true;
        ClauseId clause = row.getFirst().getAnnotation(Permits.class).value();

        Question question = Example.question(changes);
        Decision decision = framework.decide(question);

        assertThat(reference.breached(question)).isEmpty();
        assertThat(decision).isInstanceOf(Decision.Permit.class);
        return ((Decision.Permit) decision)
                .holds().stream()
                        .filter(holds -> holds.clause() == clause)
                        .map(Holds::why)
                        .findFirst()
                        .orElseThrow();
    }
}
