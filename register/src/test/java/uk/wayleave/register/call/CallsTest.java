package uk.wayleave.register.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.Draft;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.Facts;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.register.Body;
import uk.wayleave.register.World;
import uk.wayleave.register.ledger.PostgresLedger;

/** Calls as they are found again in what the ledger has of them. */
class CallsTest {
    private static final World WORLD = new World();
    private static final PostgresLedger LEDGER = PostgresLedger.open(WORLD.database);

    private final Calls calls = WORLD.register.calls();

    @AfterAll
    static void close() {
        LEDGER.close();
        WORLD.close();
    }

    /** What other tests of this class recorded is before it. */
    @BeforeEach
    void laterThanEverythingBefore() {
        WORLD.clock.move(Duration.ofDays(2));
    }

    private static Facts.Builder ofCall() {
        return new Facts.Builder()
                .text("integrator", WORLD.integrator.toString())
                .text("product", WORLD.product.toString())
                .text("operation", "work.GetWork")
                .text("api_version", "v6");
    }

    private static void record(World.Side side, UUID call, EntryKind kind, Facts.Builder facts) {
        assertThat(LEDGER.append(
                        List.of(new Draft(
                                UUID.randomUUID(),
                                kind,
                                side.id().value(),
                                call,
                                WORLD.clock.instant(),
                                facts.build())),
                        List.of()))
                .isInstanceOf(AppendResult.Committed.class);
    }

    private static UUID answered(World.Side side, String works) {
        UUID call = UUID.randomUUID();
        record(
                side,
                call,
                EntryKind.INTENT,
                ofCall().text("person", side.planner().toString()).texts("references", List.of(works)));
        record(side, call, EntryKind.OUTCOME, ofCall().text("upstream", "done"));
        record(side, call, EntryKind.RELEASE, ofCall().count("status", 200).count("masked_values", 3));
        return call;
    }

    private static UUID refused(World.Side side, String... rules) {
        UUID call = UUID.randomUUID();
        record(side, call, EntryKind.REFUSAL, ofCall().count("status", 403).texts("rules", List.of(rules)));
        return call;
    }

    private List<UUID> found(World.Side side, CallFilter filter) {
        calls.reading().readOn(side.id());
        return calls.of(side.id(), filter, Calls.FROM_THE_LATEST, 10).stream()
                .map(RecordedCall::call)
                .toList();
    }

    @Test
    void tellsOfACallWhatItsEntriesTellTogether() {
        UUID call = answered(WORLD.water, "QA001X77");
        calls.reading().readOn(WORLD.water.id());

        RecordedCall found = calls.find(WORLD.water.id(), call).orElseThrow();

        assertThat(found.state()).isEqualTo(CallState.ANSWERED);
        assertThat(found.operation()).contains("work.GetWork");
        assertThat(found.person()).contains(WORLD.water.planner());
        assertThat(found.upstream()).contains("done");
        assertThat(found.status()).contains(200);
        assertThat(found.withheld()).isEqualTo(3);
        assertThat(found.works()).containsExactly("QA001X77");
    }

    @Test
    void tellsTheSameWhenItsEntriesAreReadOneByOne() {
        UUID call = UUID.randomUUID();
        record(WORLD.water, call, EntryKind.INTENT, ofCall().texts("references", List.of("QA001X5")));
        calls.reading().readOn(WORLD.water.id());
        assertThat(calls.find(WORLD.water.id(), call).orElseThrow().state()).isEqualTo(CallState.UNDER_WAY);

        record(
                WORLD.water,
                call,
                EntryKind.REFUSAL,
                ofCall().count("status", 403).texts("rules", List.of("B4.foreign")));
        calls.reading().readOn(WORLD.water.id());

        RecordedCall found = calls.find(WORLD.water.id(), call).orElseThrow();
        assertThat(found.state()).isEqualTo(CallState.REFUSED);
        assertThat(found.works()).containsExactly("QA001X5");
        assertThat(found.rules()).containsExactly("B4.foreign");
    }

    @Test
    void findsByProductPersonWorksClauseAndState() {
        UUID answered = answered(WORLD.water, "QA001X91");
        UUID refused = refused(WORLD.water, "A5c.journey-planning", "P3.other-use");
        var none = Optional.<String>empty();

        assertThat(found(WORLD.water, CallFilter.all())).startsWith(refused, answered);
        assertThat(found(
                        WORLD.water,
                        new CallFilter(
                                Optional.of(WORLD.product),
                                Optional.empty(),
                                none,
                                Optional.of(ClauseId.A5C),
                                Optional.empty(),
                                Optional.empty())))
                .startsWith(refused)
                .doesNotContain(answered);
        assertThat(found(
                        WORLD.water,
                        new CallFilter(
                                Optional.empty(),
                                Optional.of(WORLD.water.planner()),
                                Optional.of("QA001X91"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())))
                .containsExactly(answered);
        assertThat(found(
                        WORLD.water,
                        new CallFilter(
                                Optional.empty(),
                                Optional.of(new PersonId(UUID.randomUUID())),
                                none,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())))
                .isEmpty();
        assertThat(found(
                        WORLD.water,
                        new CallFilter(
                                Optional.empty(),
                                Optional.empty(),
                                none,
                                Optional.empty(),
                                Optional.of(CallState.REFUSED),
                                Optional.empty())))
                .startsWith(refused)
                .doesNotContain(answered);
    }

    @Test
    void tellsWhatWasFoundInTextsAndWhatBecameOfIt() {
        UUID warned = UUID.randomUUID();
        for (EntryKind kind : List.of(EntryKind.INTENT, EntryKind.RELEASE))
            record(
                    WORLD.water,
                    warned,
                    kind,
                    ofCall().count("status", 201)
                            .text("personal_data_warned", "email:1 name:2")
                            .text("personal_data_overridden", "telephone:1")
                            .text("screening_version", "2026.11+aaaaaaaaaaaa"));
        UUID refused = UUID.randomUUID();
        record(
                WORLD.water,
                refused,
                EntryKind.REFUSAL,
                ofCall().texts("rules", List.of("B5.personal-data")).text("personal_data_refused", "name:4 <b>:1"));
        UUID other = answered(WORLD.water, "QA001X92");

        assertThat(found(WORLD.water, withTexts(TextFinding.Outcome.WARNED))).containsExactly(warned);
        assertThat(found(WORLD.water, withTexts(TextFinding.Outcome.OVERRIDDEN)))
                .containsExactly(warned);
        assertThat(found(WORLD.water, withTexts(TextFinding.Outcome.REFUSED))).containsExactly(refused);
        assertThat(found(WORLD.water, withTexts(TextFinding.Outcome.ALLOWED))).isEmpty();
        assertThat(calls.find(WORLD.water.id(), warned).orElseThrow().texts())
                .containsExactlyInAnyOrder(
                        new TextFinding(TextFinding.Outcome.WARNED, "email", 1),
                        new TextFinding(TextFinding.Outcome.WARNED, "name", 2),
                        new TextFinding(TextFinding.Outcome.OVERRIDDEN, "telephone", 1));
        assertThat(calls.find(WORLD.water.id(), other).orElseThrow().texts()).isEmpty();
        assertThat(calls.textFindings(WORLD.water.id(), WORLD.clock.instant().minus(Duration.ofHours(1))))
                .containsExactlyInAnyOrder(
                        new TextFinding(TextFinding.Outcome.WARNED, "email", 1),
                        new TextFinding(TextFinding.Outcome.WARNED, "name", 2),
                        new TextFinding(TextFinding.Outcome.OVERRIDDEN, "telephone", 1),
                        new TextFinding(TextFinding.Outcome.REFUSED, "name", 4));
        assertThat(calls.textFindings(WORLD.council.id(), WORLD.clock.instant().minus(Duration.ofHours(1))))
                .isEmpty();
    }

    private static CallFilter withTexts(TextFinding.Outcome outcome) {
        return new CallFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(outcome));
    }

    @Test
    void goesOnPageByPageWithoutLosingOrRepeatingACall() {
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) all.addFirst(refused(WORLD.council, "A1.no-instruction"));
        calls.reading().readOn(WORLD.council.id());

        List<UUID> found = new ArrayList<>();
        long before = Calls.FROM_THE_LATEST;
        while (found.size() < 5) {
            List<RecordedCall> page = calls.of(WORLD.council.id(), CallFilter.all(), before, 2);
            page.forEach(one -> found.add(one.call()));
            before = page.getLast().first();
            // One that comes meanwhile is before all of them, and moves none.
            if (found.size() == 2) {
                refused(WORLD.council, "A3.account-administration");
                calls.reading().readOn(WORLD.council.id());
            }
        }

        assertThat(found.subList(0, 5)).isEqualTo(all);
    }

    @Test
    void showsNoCallToAnotherController() {
        UUID call = answered(WORLD.water, "QA001X12");
        calls.reading().readOn(WORLD.water.id());
        calls.reading().readOn(WORLD.council.id());

        assertThat(calls.find(WORLD.council.id(), call)).isEmpty();
        assertThat(calls.of(WORLD.council.id(), CallFilter.all(), Calls.FROM_THE_LATEST, 1000))
                .noneMatch(one -> one.controller().equals(WORLD.water.id()));
    }

    @Test
    void showsAnIntegratorItsOwnCallsAndAnotherNothing() {
        UUID call = refused(WORLD.water, "A1.no-instruction");
        calls.reading().readOn();
        IntegratorId other = WORLD.register
                .integrators()
                .register("Kerbworks " + call, World.SETUP)
                .orElseThrow()
                .id();

        assertThat(calls.find(WORLD.integrator, call).orElseThrow().rules()).containsExactly("A1.no-instruction");
        assertThat(calls.of(WORLD.integrator, CallFilter.all(), Calls.FROM_THE_LATEST, 1))
                .extracting(OwnCall::call)
                .containsExactly(call);
        assertThat(calls.find(other, call)).isEmpty();
        assertThat(calls.of(other, CallFilter.all(), Calls.FROM_THE_LATEST, 10)).isEmpty();
        assertThat(calls.byDay(
                        new Body.OfIntegrator(other), WORLD.clock.instant().minus(Duration.ofDays(9000))))
                .isEmpty();
    }

    @Test
    void countsByDayAndByClauseForEachWhatItMayKnow() {
        answered(WORLD.council, "QB001X1");
        refused(WORLD.council, "A1.no-instruction");
        refused(WORLD.council, "A1.over", "B4.foreign");
        refused(WORLD.water, "A1.no-instruction");
        calls.reading().readOn();
        var since = WORLD.clock.instant().minus(Duration.ofDays(1));
        Body council = WORLD.council.body();

        assertThat(calls.byDay(council, since))
                .extracting(CallsOfDay::state, CallsOfDay::number)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(CallState.ANSWERED, 1L),
                        org.assertj.core.groups.Tuple.tuple(CallState.REFUSED, 2L));
        assertThat(calls.refusalsByClause(council, since)).isEqualTo(Map.of("A1", 2L, "B4", 1L));
        assertThat(calls.refusalsByClause(new Body.Operator(), since)).isEqualTo(Map.of("A1", 3L, "B4", 1L));
        assertThat(calls.refusalsByClause(WORLD.integratorBody, since)).isEqualTo(Map.of("A1", 3L, "B4", 1L));
    }

    @Test
    void tellsTheOperatorWhoGrantedWhomAccess() {
        var agreement = WORLD.active(WORLD.water);

        assertThat(calls.grants())
                .filteredOn(one -> one.agreement().equals(agreement.id()))
                .singleElement()
                .satisfies(one -> assertThat(one.controllerName()).isEqualTo("Mallow Water"))
                .satisfies(one -> assertThat(one.integratorName()).isEqualTo("Roadtide"));
    }
}
