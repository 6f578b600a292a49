package uk.wayleave.register.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.Draft;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.Facts;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.register.World;
import uk.wayleave.register.ledger.PostgresLedger;

/** What was done in somebody's name, against what was written into the ledger. */
class DigestsTest {
    private static final World WORLD = new World();
    private static final PostgresLedger LEDGER = PostgresLedger.open(WORLD.database);
    private static final List<String> OPERATIONS = List.of("work.GetWork", "work.CreateWork", "work.CreatePermit");

    private final Digests digests = WORLD.register.digests();
    private final World.Side side = WORLD.side();
    private final InstructionId instruction =
            WORLD.instruction(side, WORLD.active(side).id()).id();

    @AfterAll
    static void close() {
        LEDGER.close();
        WORLD.close();
    }

    @BeforeEach
    void inAWeekOfItsOwn() {
        WORLD.clock.move(Duration.ofDays(7));
    }

    private Week week() {
        return Week.of(WORLD.clock.instant());
    }

    private Facts.Builder ofCall(String operation) {
        return new Facts.Builder()
                .text("integrator", WORLD.integrator.toString())
                .text("product", WORLD.product.toString())
                .text("operation", operation)
                .text("api_version", "v6")
                .text("effect", operation.contains("Create") ? "WRITE" : "READ");
    }

    private Draft draft(UUID call, EntryKind kind, Facts.Builder facts) {
        return new Draft(UUID.randomUUID(), kind, side.id().value(), call, WORLD.clock.instant(), facts.build());
    }

    private void record(List<Draft> drafts) {
        assertThat(LEDGER.append(drafts, List.of())).isInstanceOf(AppendResult.Committed.class);
    }

    private List<Draft> answered(String operation, PersonId person, String works, String upstream) {
        UUID call = UUID.randomUUID();
        return List.of(
                draft(
                        call,
                        EntryKind.INTENT,
                        ofCall(operation)
                                .text("person", person.toString())
                                .text("instruction", instruction.toString())
                                .texts("references", List.of(works))),
                draft(call, EntryKind.OUTCOME, ofCall(operation).text("upstream", upstream)),
                draft(call, EntryKind.RELEASE, ofCall(operation).count("status", 200)));
    }

    private Draft refused(Optional<PersonId> person, Optional<InstructionId> cited, String rule) {
        Facts.Builder facts = ofCall("work.GetWork").count("status", 403).texts("rules", List.of(rule));
        person.ifPresent(one -> facts.text("person", one.toString()));
        cited.ifPresent(one -> facts.text("instruction", one.toString()));
        return draft(UUID.randomUUID(), EntryKind.REFUSAL, facts);
    }

    private List<DigestLine> digest(PersonId person) {
        WORLD.register.calls().reading().readOn(side.id());
        return digests.of(side.id(), person, week());
    }

    @Test
    void tellsByProductAndInstructionWhatWasReadWrittenAndRefused() {
        List<Draft> all = new ArrayList<>();
        all.addAll(answered("work.GetWork", side.planner(), "QA001X1", "done"));
        all.addAll(answered("work.CreateWork", side.planner(), "QA001X2", "done"));
        all.addAll(answered("work.CreatePermit", side.planner(), "QA001X2", "unknown"));
        all.addAll(answered("work.CreatePermit", side.planner(), "QA001X3", "rejected"));
        all.add(refused(Optional.of(side.planner()), Optional.of(instruction), "A1.expired"));
        record(all);

        DigestLine line = digest(side.planner()).getFirst();

        assertThat(line.product()).isEqualTo(WORLD.product);
        assertThat(line.instruction()).contains(instruction);
        assertThat(line.purpose()).contains(Purpose.MANAGE_OWN_PERMITS);
        assertThat(line.calls()).isEqualTo(5);
        assertThat(line.calls(CallState.ANSWERED)).isEqualTo(4);
        assertThat(line.works()).containsExactly("QA001X1", "QA001X2", "QA001X3");
        assertThat(line.numberOfWorks()).isEqualTo(3);
        assertThat(line.refused()).isEqualTo(Map.of("A1", 1L));
        assertThat(line.written())
                .extracting(one ->
                        one.operation().orElseThrow() + " " + one.upstream().orElseThrow())
                .containsExactlyInAnyOrder("work.CreateWork done", "work.CreatePermit unknown");
        assertThat(digests.calls(side.id(), side.planner(), week(), WORLD.product, Optional.of(instruction), 2))
                .hasSize(2);
    }

    @Test
    void countsEachCallOfTheLedgerOnceInTheNameItWasMadeIn() {
        var random = new Random(27);
        Map<PersonId, Long> expected = new TreeMap<>(Comparator.comparing(PersonId::toString));
        Map<String, Long> clauses = new TreeMap<>();
        List<Draft> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            PersonId person = random.nextBoolean() ? side.planner() : side.signatory();
            switch (random.nextInt(4)) {
                // Refused before it was settled for whom: in the names of all whom the instruction lists, the planner.
                case 0 -> {
                    all.add(refused(Optional.empty(), Optional.of(instruction), "A1.which-person"));
                    expected.merge(side.planner(), 1L, Long::sum);
                    clauses.merge("A1", 1L, Long::sum);
                }
                // Of nobody: neither a person nor an instruction.
                case 1 -> all.add(refused(Optional.empty(), Optional.empty(), "A1.no-instruction"));
                case 2 -> {
                    all.add(refused(Optional.of(person), Optional.of(instruction), "B4.foreign-record"));
                    expected.merge(person, 1L, Long::sum);
                    if (person.equals(side.planner())) clauses.merge("B4", 1L, Long::sum);
                }
                default -> {
                    all.addAll(
                            answered(OPERATIONS.get(random.nextInt(3)), person, "QA001X" + random.nextInt(9), "done"));
                    expected.merge(person, 1L, Long::sum);
                }
            }
        }
        record(all);

        for (PersonId person : List.of(side.planner(), side.signatory())) {
            List<DigestLine> lines = digest(person);
            assertThat(lines.stream().mapToLong(DigestLine::calls).sum())
                    .isEqualTo(expected.get(person))
                    .isEqualTo(digests.calls(side.id(), person, week()));
        }
        assertThat(digest(side.planner()).getFirst().refused()).isEqualTo(clauses);
    }

    @Test
    void tellsNothingOfAnotherWeekPersonOrController() {
        record(answered("work.GetWork", side.planner(), "QA001X1", "done"));

        assertThat(digest(side.planner())).hasSize(1);
        assertThat(digests.of(side.id(), side.planner(), week().before())).isEmpty();
        assertThat(digests.of(side.id(), side.planner(), week().after())).isEmpty();
        assertThat(digest(side.administrator())).isEmpty();
        assertThat(digests.of(WORLD.council.id(), side.planner(), week())).isEmpty();
    }

    @Test
    void saysInWhoseNameACallWas() {
        record(List.of(refused(Optional.empty(), Optional.of(instruction), "A1.which-person")));
        digest(side.planner());
        RecordedCall call = WORLD.register
                .calls()
                .of(side.id(), CallFilter.all(), Calls.FROM_THE_LATEST, 1)
                .getFirst();

        assertThat(digests.isInNameOf(side.id(), side.planner(), call)).isTrue();
        assertThat(digests.isInNameOf(side.id(), side.signatory(), call)).isFalse();
    }
}
