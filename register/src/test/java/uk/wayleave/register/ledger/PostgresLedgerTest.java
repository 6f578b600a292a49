package uk.wayleave.register.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.AppendResult.Committed;
import uk.wayleave.evidence.AppendResult.NoUseLeft;
import uk.wayleave.evidence.AppendResult.Stale;
import uk.wayleave.evidence.AppendResult.Unavailable;
import uk.wayleave.evidence.Condition;
import uk.wayleave.evidence.Condition.GiveBackUse;
import uk.wayleave.evidence.Condition.TakeUse;
import uk.wayleave.evidence.Condition.Unchanged;
import uk.wayleave.evidence.Draft;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.Facts;
import uk.wayleave.evidence.LedgerStore;
import uk.wayleave.evidence.LedgerVerifier;
import uk.wayleave.evidence.Receipt;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.evidence.Verdict;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Tier;
import uk.wayleave.register.World;
import uk.wayleave.register.instruction.NewInstruction;
import uk.wayleave.register.postgres.Database;

class PostgresLedgerTest {
    private static World world = new World();
    private static ControllerId water = world.water.id();
    private static AgreementId agreement = world.active(world.water).id();
    private static LedgerReader reader = new LedgerReader(world.database);

    private PostgresLedger ledger = PostgresLedger.open(world.database);
    private long before;

    @BeforeAll
    static void settle() {
        assertThat(world.revision(water)).isPositive();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void countEntries() {
        before = reader.head().count();
    }

    @AfterEach
    void everyTestLeavesAnIntactLedger() {
        ledger.close();
        assertThat(reader.verify(LedgerVerifier.fromTheStart()))
                .isInstanceOfSatisfying(
                        Verdict.Intact.class,
                        intact -> assertThat(intact.head()).isEqualTo(reader.head()));
    }

    @Test
    void givesAReceiptForEachDraftThatTheLedgerBearsOut() {
        UUID call = UUID.randomUUID();
        List<Draft> drafts = Drafts.ofOneCall(water.value(), call);
        List<Receipt> receipts = committed(ledger.append(drafts, List.of(unchanged())));
        assertThat(receipts)
                .extracting(Receipt::id)
                .isEqualTo(drafts.stream().map(Draft::id).toList());
        assertThat(receipts).extracting(Receipt::sequence).containsExactly(before + 1, before + 2, before + 3);
        assertThat(reader.ofCall(water.value(), call))
                .extracting(StoredEntry::receipt)
                .isEqualTo(receipts);
        assertThat(reader.head().hash().hex()).isEqualTo(receipts.getLast().chainHash());
    }

    @Test
    void keepsOneChainForManyCallersOnTwoNodes() throws Exception {
        int callers = 64;
        int appends = 10;
        Condition judged = unchanged();
        try (Database otherDatabase = world.openDatabase();
                PostgresLedger other = PostgresLedger.open(otherDatabase)) {
            var running = new Callers<List<Receipt>>();
            for (int i = 0; i < callers; i++) {
                LedgerStore node = i % 2 == 0 ? ledger : other;
                running.call(() -> {
                    List<Receipt> receipts = new ArrayList<>();
                    for (int n = 0; n < appends; n++)
                        receipts.addAll(committed(node.append(Drafts.ofOneCall(water), List.of(judged))));
                    return receipts;
                });
            }
            Set<Long> places = new HashSet<>();
            for (List<Receipt> receipts : running.results())
                for (Receipt receipt : receipts) {
                    assertThat(places.add(receipt.sequence())).isTrue();
                    assertThat(reader.entry(water.value(), receipt.id()).map(StoredEntry::receipt))
                            .contains(receipt);
                }
            assertThat(places).hasSize(callers * appends * 3);
        }
        assertThat(reader.head().count()).isEqualTo(before + (long) callers * appends * 3);
    }

    @Test
    void isStaleOnceAnythingOfTheControllerChanged() {
        Condition judged = unchanged();
        assertThat(ledger.append(drafts(), List.of(judged))).isInstanceOf(Committed.class);
        world.instruction(world.water, agreement);
        assertThat(ledger.append(drafts(), List.of(judged))).isEqualTo(new Stale());
        assertThat(ledger.append(drafts(), List.of(unchanged()))).isInstanceOf(Committed.class);
        assertWritten(6);
    }

    @Test
    void isStaleWhileAnythingOfTheControllerIsChanging() throws Exception {
        Condition judged = unchanged();
        try (Connection change = world.ownersConnection()) {
            change.setAutoCommit(false);
            change.createStatement().execute("select wayleave.bump('" + water + "')");
            assertThat(ledger.append(drafts(), List.of(judged))).isEqualTo(new Stale());
            assertThat(ledger.append(
                            List.of(Drafts.one(world.council.id())),
                            List.of(new Unchanged(world.council.id().value(), world.revision(world.council.id())))))
                    .as("another Controller's is not held up")
                    .isInstanceOf(Committed.class);
            change.rollback();
        }
        assertThat(ledger.append(drafts(), List.of(judged))).isInstanceOf(Committed.class);
        assertWritten(4);
    }

    @Test
    void isStaleForAControllerNobodyKnows() {
        assertThat(ledger.append(drafts(), List.of(new Unchanged(UUID.randomUUID(), 1))))
                .isEqualTo(new Stale());
        assertWritten(0);
    }

    /** Appends one after the other must not keep a change of the Controller from getting its turn. */
    @Test
    void letsAChangeThroughWhileAppendsNeverCease() throws Exception {
        var stop = new AtomicBoolean();
        var running = new Callers<Integer>();
        for (int i = 0; i < 16; i++)
            running.call(() -> {
                int stale = 0;
                while (!stop.get()) {
                    Condition judged = unchangedCheaply();
                    AppendResult result = ledger.append(List.of(Drafts.one(water)), List.of(judged));
                    if (result instanceof Stale) stale++;
                    else assertThat(result).isInstanceOf(Committed.class);
                }
                return stale;
            });
        long slowest = 0;
        for (int n = 0; n < 20; n++) {
            Condition judged = unchanged();
            long begun = System.nanoTime();
            assertThat(world.asOwner("select 1 from (select wayleave.bump('" + water + "')) as bumped"))
                    .isEqualTo(1);
            slowest = Math.max(slowest, System.nanoTime() - begun);
            assertThat(ledger.append(drafts(), List.of(judged))).isEqualTo(new Stale());
        }
        stop.set(true);
        running.results();
        System.out.println("slowest change under load: " + Duration.ofNanos(slowest));
        assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void takesUsesUntilNoneIsLeft() {
        UUID instruction = instruction(2);
        var take = new TakeUse(water.value(), instruction);
        assertThat(ledger.append(drafts(), List.of(take))).isInstanceOf(Committed.class);
        assertThat(ledger.append(drafts(), List.of(take))).isInstanceOf(Committed.class);
        assertThat(ledger.append(drafts(), List.of(take))).isEqualTo(new NoUseLeft());
        assertThat(remaining(instruction)).isZero();
        assertThat(ledger.append(drafts(), List.of(new GiveBackUse(water.value(), instruction))))
                .isInstanceOf(Committed.class);
        assertThat(ledger.append(drafts(), List.of(take))).isInstanceOf(Committed.class);
        assertThat(remaining(instruction)).isZero();
        assertWritten(12);
    }

    @Test
    void takesUsesWithoutEndWhereThereIsNoLimit() {
        UUID instruction = world.instruction(world.water, agreement).id().value();
        var take = new TakeUse(water.value(), instruction);
        assertThat(ledger.append(drafts(), List.of(take, take))).isInstanceOf(Committed.class);
        assertThat(ledger.append(drafts(), List.of(new GiveBackUse(water.value(), instruction))))
                .isInstanceOf(Committed.class);
        assertThat(world.asOwner("select count(*) from wayleave.instruction_use where remaining is null and instruction"
                        + " = '" + instruction + "'"))
                .isEqualTo(1);
    }

    @Test
    void takesAllTheUsesOfAnAppendOrNone() {
        UUID instruction = instruction(2);
        var take = new TakeUse(water.value(), instruction);
        assertThat(ledger.append(drafts(), List.of(take, take, take))).isEqualTo(new NoUseLeft());
        assertThat(remaining(instruction)).isEqualTo(2);
        assertThat(ledger.append(drafts(), List.of(take, take))).isInstanceOf(Committed.class);
        assertWritten(3);
    }

    @Test
    void takesNoUseOfAnotherControllersInstructionNorOfNone() {
        UUID instruction = instruction(1);
        UUID council = world.council.id().value();
        assertThat(ledger.append(drafts(), List.of(new TakeUse(council, instruction))))
                .isEqualTo(new NoUseLeft());
        assertThat(ledger.append(drafts(), List.of(new TakeUse(water.value(), UUID.randomUUID()))))
                .isEqualTo(new NoUseLeft());
        assertThat(ledger.append(drafts(), List.of(new GiveBackUse(council, instruction))))
                .isInstanceOf(Committed.class);
        assertThat(remaining(instruction)).isEqualTo(1);
    }

    @Test
    void neverGivesBackMoreThanWasAllowed() {
        UUID instruction = instruction(1);
        var back = new GiveBackUse(water.value(), instruction);
        assertThat(ledger.append(drafts(), List.of(back, back))).isInstanceOf(Committed.class);
        assertThat(remaining(instruction)).isEqualTo(1);
        assertThatThrownBy(() -> world.asOwner(
                        "update wayleave.instruction_use set remaining = 2 where instruction = '" + instruction + "'"))
                .isInstanceOfSatisfying(
                        World.OwnerRefused.class,
                        refused -> assertThat(refused.sqlState()).isEqualTo("23514"));
    }

    @Test
    void letsExactlyAsManyTakesSucceedAsThereAreUses() throws Exception {
        int allowed = 15;
        UUID instruction = instruction(allowed);
        try (Database otherDatabase = world.openDatabase();
                PostgresLedger other = PostgresLedger.open(otherDatabase)) {
            var running = new Callers<AppendResult>();
            for (int i = 0; i < 40; i++) {
                LedgerStore node = i % 2 == 0 ? ledger : other;
                running.call(() -> node.append(drafts(), List.of(new TakeUse(water.value(), instruction))));
            }
            List<AppendResult> results = running.results();
            assertThat(results).filteredOn(Committed.class::isInstance).hasSize(allowed);
            assertThat(results).filteredOn(NoUseLeft.class::isInstance).hasSize(40 - allowed);
        }
        assertThat(remaining(instruction)).isZero();
        assertWritten(allowed * 3L);
    }

    @Test
    void judgesTheAppendsOfOneGroupOneByOneInTheirOrder() throws Exception {
        UUID instruction = instruction(2);
        var take = new TakeUse(water.value(), instruction);
        var back = new GiveBackUse(water.value(), instruction);
        Condition current = unchanged();
        var running = new Callers<AppendResult>();
        try (var turn = new HeldTurn(world)) {
            running.callAndWait(() -> ledger.append(drafts(), List.of()));
            turn.awaitSomebodyWaiting();
            running.callAndWait(() -> ledger.append(drafts(), List.of(current, take)));
            running.callAndWait(() -> ledger.append(drafts(), List.of(new Unchanged(water.value(), 0), take)));
            running.callAndWait(() -> ledger.append(drafts(), List.of(take)));
            running.callAndWait(() -> ledger.append(drafts(), List.of(take)));
            running.callAndWait(() -> ledger.append(drafts(), List.of(back)));
            running.callAndWait(() -> ledger.append(drafts(), List.of(current, take)));
        }
        assertThat(running.results().stream().map(AppendResult::getClass).toList())
                .isEqualTo(Stream.of(
                                Committed.class,
                                Committed.class,
                                Stale.class,
                                Committed.class,
                                NoUseLeft.class,
                                Committed.class,
                                Committed.class)
                        .toList());
        assertThat(remaining(instruction)).isZero();
        assertWritten(15);
    }

    @Test
    void givesTheOldReceiptForWhatIsInTheLedgerAlready() throws Exception {
        UUID instruction = instruction(3);
        var take = new TakeUse(water.value(), instruction);
        List<Draft> first = drafts();
        List<Receipt> receipts = committed(ledger.append(first, List.of(take)));
        List<Draft> more = new ArrayList<>(first);
        more.addAll(drafts());
        var running = new Callers<AppendResult>();
        try (var turn = new HeldTurn(world)) {
            running.callAndWait(() -> ledger.append(drafts(), List.of()));
            turn.awaitSomebodyWaiting();
            running.callAndWait(() -> ledger.append(drafts(), List.of()));
            running.callAndWait(() -> ledger.append(first, List.of(take)));
            running.callAndWait(() -> ledger.append(first, List.of(new Unchanged(water.value(), 0))));
            running.callAndWait(() -> ledger.append(more, List.of()));
            running.callAndWait(() -> ledger.append(drafts(), List.of()));
        }
        List<AppendResult> results = running.results();
        assertThat(results.get(1)).isInstanceOf(Committed.class);
        assertThat(committed(results.get(2))).isEqualTo(receipts);
        assertThat(results.get(3)).isEqualTo(new Stale());
        assertThat(committed(results.get(4)))
                .startsWith(receipts.toArray(Receipt[]::new))
                .hasSize(6);
        assertThat(results.get(5)).isInstanceOf(Committed.class);
        assertThat(remaining(instruction)).isEqualTo(2);
        assertWritten(3 + 3 + 3 + 3 + 3);
    }

    @Test
    void refusesAnotherEntryWithAnIdThatIsTaken() {
        Draft taken = Drafts.one(water);
        committed(ledger.append(List.of(taken), List.of()));
        var other = new Draft(taken.id(), EntryKind.ACT, taken.controller(), taken.call(), taken.at(), taken.facts());
        assertThat(ledger.append(List.of(other), List.of()))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable ->
                                assertThat(unavailable.why()).contains("ledger_entry_id_key", "Nothing was recorded"));
        Draft twice = Drafts.one(water);
        assertThat(ledger.append(List.of(twice, twice), List.of())).isInstanceOf(Unavailable.class);
        assertWritten(1);
    }

    @Test
    void refusesWhatHasNoCanonicalForm() {
        Draft taken = Drafts.one(water);
        var broken = new Draft(
                taken.id(),
                taken.kind(),
                taken.controller(),
                taken.call(),
                taken.at(),
                new Facts.Builder().text("reference", "Fictional\ud800").build());
        assertThat(ledger.append(List.of(broken), List.of()))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.why())
                                .contains("surrogate")
                                .doesNotContain("Fictional"));
        assertThatThrownBy(() -> ledger.append(List.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesNothingWhereTheInsertFails() {
        UUID instruction = instruction(1);
        String appender = '"' + world.address.database() + "_appender\"";
        world.asOwner("revoke insert on wayleave.ledger_entry from " + appender);
        try {
            assertThat(ledger.append(drafts(), List.of(new TakeUse(water.value(), instruction))))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            unavailable -> assertThat(unavailable.why()).contains("42501"));
        } finally {
            world.asOwner("grant insert on wayleave.ledger_entry to " + appender);
        }
        assertThat(remaining(instruction)).isEqualTo(1);
        assertWritten(0);
        assertThat(ledger.append(drafts(), List.of())).isInstanceOf(Committed.class);
    }

    @Test
    void writesNothingOfAGroupOfWhichOneRowIsRefused() throws Exception {
        world.asOwner("create function wayleave.fails() returns trigger language plpgsql as"
                + " $$ begin raise exception 'for the test'; end $$");
        world.asOwner(
                "create trigger fails before insert on wayleave.ledger_entry for each row when (new.kind = 'release')"
                        + " execute function wayleave.fails()");
        world.asOwner("grant execute on function wayleave.fails() to \"" + world.address.database() + "_appender\"");
        try {
            assertThat(ledger.append(drafts(), List.of()))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            unavailable -> assertThat(unavailable.why())
                                    .contains("P0001")
                                    .doesNotContain("for the test"));
        } finally {
            world.asOwner("drop trigger fails on wayleave.ledger_entry");
            world.asOwner("drop function wayleave.fails()");
        }
        assertWritten(0);
    }

    @Test
    void neverWritesLaterWhatItsCallerNoLongerWaitsFor() throws Exception {
        PostgresLedger hasty =
                PostgresLedger.open(world.database, LedgerLimits.defaults().withPatience(Duration.ofMillis(300)));
        Draft started = Drafts.one(water);
        Draft waiting = Drafts.one(water);
        var running = new Callers<AppendResult>();
        try (var turn = new HeldTurn(world)) {
            running.callAndWait(() -> hasty.append(List.of(started), List.of()));
            turn.awaitSomebodyWaiting();
            running.call(() -> hasty.append(List.of(waiting), List.of()));
            List<AppendResult> results = running.results();
            assertThat(results.get(0))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            unavailable -> assertThat(unavailable.why()).contains("300 ms", "it may be recorded"));
            assertThat(results.get(1))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            unavailable -> assertThat(unavailable.why()).contains("nothing was recorded"));
        }
        assertThat(ledger.append(drafts(), List.of())).isInstanceOf(Committed.class);
        hasty.close();
        assertThat(reader.entry(water.value(), started.id())).isPresent();
        assertThat(reader.entry(water.value(), waiting.id())).isEmpty();
    }

    @Test
    void waitsForALockOnlySoLong() throws Exception {
        try (var turn = new HeldTurn(world)) {
            long begun = System.nanoTime();
            assertThat(ledger.append(drafts(), List.of()))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            unavailable -> assertThat(unavailable.why()).contains("55P03"));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
            turn.awaitNobodyWaiting();
        }
        assertThat(ledger.append(drafts(), List.of())).isInstanceOf(Committed.class);
        assertWritten(3);
    }

    @Test
    void refusesAtOnceWhatIsTooMuchToQueue() throws Exception {
        PostgresLedger small =
                PostgresLedger.open(world.database, LedgerLimits.defaults().withQueue(2));
        var running = new Callers<AppendResult>();
        try (var turn = new HeldTurn(world)) {
            running.callAndWait(() -> small.append(drafts(), List.of()));
            turn.awaitSomebodyWaiting();
            running.callAndWait(() -> small.append(drafts(), List.of()));
            running.callAndWait(() -> small.append(drafts(), List.of()));
            assertThat(small.append(drafts(), List.of()))
                    .isEqualTo(new Unavailable("2 appends are waiting for the ledger already; nothing was recorded."));
        }
        assertThat(running.results()).hasOnlyElementsOfType(Committed.class);
        small.close();
        assertWritten(9);
    }

    @Test
    void finishesWhatItHasBegunWhenClosedAndRefusesTheRest() throws Exception {
        var running = new Callers<AppendResult>();
        try (var turn = new HeldTurn(world)) {
            running.callAndWait(() -> ledger.append(drafts(), List.of()));
            turn.awaitSomebodyWaiting();
            running.callAndWait(() -> ledger.append(drafts(), List.of()));
            Thread closing = Thread.ofPlatform().start(ledger::close);
            Callers.awaitWaiting(closing);
        }
        List<AppendResult> results = running.results();
        assertThat(results.get(0)).isInstanceOf(Committed.class);
        assertThat(results.get(1)).isEqualTo(new Unavailable("The ledger is closing; nothing was recorded."));
        assertThat(ledger.append(drafts(), List.of()))
                .isEqualTo(new Unavailable("The ledger is closed; nothing was recorded."));
        assertWritten(3);
    }

    @Test
    void tellsAnInterruptedCallerTheTruthAndKeepsItInterrupted() throws Exception {
        var interrupted = new AtomicBoolean();
        var running = new Callers<AppendResult>();
        try (var turn = new HeldTurn(world)) {
            running.callAndWait(() -> ledger.append(drafts(), List.of()));
            turn.awaitSomebodyWaiting();
            running.callAndWait(() -> {
                AppendResult result = ledger.append(drafts(), List.of());
                interrupted.set(Thread.currentThread().isInterrupted());
                return result;
            });
            running.interruptLast();
            assertThat(running.last())
                    .isEqualTo(new Unavailable("The wait for the ledger was interrupted; nothing was recorded."));
        }
        assertThat(interrupted).isTrue();
        assertThat(running.results().getFirst()).isInstanceOf(Committed.class);
        assertWritten(3);
    }

    private static List<Draft> drafts() {
        return Drafts.ofOneCall(water);
    }

    private static Condition unchanged() {
        return new Unchanged(water.value(), world.revision(water));
    }

    private static Condition unchangedCheaply() {
        long revision = world.database.inTenant(water.value(), connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select revision from wayleave.controller_revision")) {
                row.next();
                return row.getLong(1);
            }
        });
        return new Unchanged(water.value(), revision);
    }

    private static UUID instruction(int uses) {
        var wanted = new NewInstruction(
                agreement,
                world.product,
                InstructionKind.STANDING,
                Purpose.MANAGE_OWN_PERMITS,
                Set.of(World.CREATE),
                Scope.all(),
                Tier.T2,
                world.clock.instant(),
                world.clock.instant().plus(Duration.ofDays(1)),
                OptionalLong.of(uses),
                ProofLevel.L3,
                List.of(world.water.planner()));
        return world.register
                .instructions()
                .create(water, wanted, world.water.instructs())
                .orElseThrow()
                .id()
                .value();
    }

    private static long remaining(UUID instruction) {
        return world.asOwner(
                "select remaining from wayleave.instruction_use where instruction = '" + instruction + "'");
    }

    private void assertWritten(long entries) {
        assertThat(reader.head().count() - before).as("entries written").isEqualTo(entries);
    }

    private static List<Receipt> committed(AppendResult result) {
        if (result instanceof Committed(List<Receipt> receipts)) return receipts;
        throw new AssertionError("Not committed: " + result);
    }
}
