package uk.wayleave.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import uk.wayleave.framework.clause.Clauses;

/** What must hold of every decision, tried on every combination of {@link FiniteDomain}. Each is decided once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExhaustiveTest {
    private final Framework framework = new Framework(new Clauses());
    private final Findings permittedThoughAConditionDoesNotHold = new Findings();
    private final Findings refusedThoughEveryConditionHolds = new Findings();
    private final Findings permittedThoughRevokedSuspendedOrExpired = new Findings();
    private final Findings permittedForAnOtherUse = new Findings();
    private final Findings permittedAcrossControllers = new Findings();
    private final Findings permittedWithoutExplainingEveryClause = new Findings();
    private final Findings refusedWithoutReasonAndCure = new Findings();
    private long decided;
    private long permitted;

    @BeforeAll
    void decideEveryCombination() {
        FiniteDomain.papers(this::decide);
        FiniteDomain.circumstances(this::decide);
        FiniteDomain.grants(this::decide);
        FiniteDomain.areas(this::decide);
    }

    @Test
    void everyCombinationWasDecidedAndSomeWerePermitted() {
        assertThat(decided).isGreaterThan(3_500_000);
        assertThat(permitted).isBetween(1_000L, decided / 2);
    }

    @Test
    void permitsNothingUnlessEveryConditionHolds() {
        assertThat(permittedThoughAConditionDoesNotHold.questions).isEmpty();
    }

    @Test
    void refusesNothingOfWhichEveryConditionHolds() {
        assertThat(refusedThoughEveryConditionHolds.questions).isEmpty();
    }

    @Test
    void refusesWhateverIsRevokedSuspendedOrExpired() {
        assertThat(permittedThoughRevokedSuspendedOrExpired.questions).isEmpty();
    }

    @Test
    void neverPermitsAnOtherUse() {
        assertThat(permittedForAnOtherUse.questions).isEmpty();
    }

    @Test
    void neverPermitsACallThatJoinsTwoControllers() {
        assertThat(permittedAcrossControllers.questions).isEmpty();
    }

    @Test
    void explainsEveryClauseInAPermit() {
        assertThat(permittedWithoutExplainingEveryClause.questions).isEmpty();
    }

    @Test
    void givesReasonAndCureForEveryBreachInARefusal() {
        assertThat(refusedWithoutReasonAndCure.questions).isEmpty();
    }

    private void decide(Question question, boolean everyConditionHolds) {
        decided++;
        switch (framework.decide(question)) {
            case Decision.Permit permit -> {
                permitted++;
                permittedThoughAConditionDoesNotHold.addIf(!everyConditionHolds, question);
                permittedThoughRevokedSuspendedOrExpired.addIf(isRevokedSuspendedOrExpired(question), question);
                permittedForAnOtherUse.addIf(isForAnOtherUse(question), question);
                permittedAcrossControllers.addIf(joinsTwoControllers(question), question);
                permittedWithoutExplainingEveryClause.addIf(!isExplained(permit), question);
            }
            case Decision.Refusal refusal -> {
                refusedThoughEveryConditionHolds.addIf(everyConditionHolds, question);
                refusedWithoutReasonAndCure.addIf(!isExplained(refusal), question);
            }
        }
    }

    private static boolean isExplained(Decision.Permit permit) {
        List<ClauseId> explained = new ArrayList<>();
        for (Holds holds : permit.holds()) {
            if (!holds.why().isBlank()) {
                explained.add(holds.clause());
            }
        }
        return explained.equals(List.of(ClauseId.values()));
    }

    private static boolean isExplained(Decision.Refusal refusal) {
        boolean explained = !refusal.breaches().isEmpty();
        for (Breach breach : refusal.breaches()) {
            explained &=
                    !breach.rule().reason().isBlank() && !breach.rule().cure().isBlank();
        }
        return explained;
    }

    private static boolean isRevokedSuspendedOrExpired(Question question) {
        boolean agreement = question.agreement()
                .filter(it -> it.state() == AgreementState.SUSPENDED
                        || it.state() == AgreementState.ENDED
                        || !it.until().isAfter(question.at()))
                .isPresent();
        boolean instruction = question.instruction()
                .filter(it -> it.standing() != Standing.ACTIVE || !it.until().isAfter(question.at()))
                .isPresent();
        boolean person = question.instruction()
                .flatMap(it -> it.personFor(question.call().namedPerson()))
                .filter(it -> it.standing() != Standing.ACTIVE)
                .isPresent();
        return agreement || instruction || person || question.call().productStanding() != Standing.ACTIVE;
    }

    private static boolean isForAnOtherUse(Question question) {
        return question.call().statedPurposes().stream().anyMatch(purpose -> !purpose.servesTheController())
                || question.instruction()
                        .map(Instruction::purpose)
                        .filter(purpose -> !purpose.servesTheController())
                        .isPresent();
    }

    private static boolean joinsTwoControllers(Question question) {
        Optional<ControllerId> calls = Optional.of(question.call().controller());
        return !question.agreement().map(Agreement::controller).equals(calls)
                || !question.instruction().map(Instruction::controller).equals(calls);
    }

    /** The first few questions of which something is wrong. */
    private static final class Findings {
        private static final int ENOUGH = 3;
        private final List<Question> questions = new ArrayList<>();

        void addIf(boolean wrong, Question question) {
            if (wrong && questions.size() < ENOUGH) {
                questions.add(question);
            }
        }
    }
}
