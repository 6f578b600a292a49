package uk.wayleave.register.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.wayleave.evidence.AppendResult.Committed;
import uk.wayleave.evidence.Chain;
import uk.wayleave.evidence.Draft;
import uk.wayleave.evidence.Fault;
import uk.wayleave.evidence.Hash;
import uk.wayleave.evidence.LedgerVerifier;
import uk.wayleave.evidence.Receipt;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.evidence.Verdict;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.postgres.DatabaseAddress;
import uk.wayleave.register.postgres.DatabaseUnavailable;
import uk.wayleave.register.postgres.RoleKey;
import uk.wayleave.register.postgres.TemporaryPostgres;
import uk.wayleave.register.postgres.TransactionWork;

/** Who may read and write the ledger, and what comes out about one who does more. */
class LedgerProtectionTest {
    private static final UUID HERE = new UUID(1, 1);
    private static final UUID THERE = new UUID(1, 2);
    private static final int CALLS_EACH = 4;
    private static final int ENTRIES = 2 * CALLS_EACH * 3;

    private final DatabaseAddress address = TemporaryPostgres.newDatabase();
    private final Database database = Database.open(address, RoleKey.of(new byte[32]));
    private final LedgerReader reader = new LedgerReader(database);
    private final List<UUID> callsHere = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();

    @BeforeEach
    void recordCallsOfTwoControllers() {
        assertThat(reader.verify(LedgerVerifier.fromTheStart()))
                .as("an empty ledger")
                .isEqualTo(new Verdict.Intact(Chain.genesis(), Optional.empty()));
        try (PostgresLedger ledger = PostgresLedger.open(database)) {
            for (int i = 0; i < CALLS_EACH; i++) {
                UUID call = UUID.randomUUID();
                callsHere.add(call);
                append(ledger, Drafts.ofOneCall(HERE, call));
                append(ledger, Drafts.ofOneCall(THERE, UUID.randomUUID()));
            }
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void showsAControllerItsOwnEntriesOnly() {
        List<StoredEntry> first = reader.ofController(HERE, 0, 5);
        List<StoredEntry> second = reader.ofController(HERE, first.getLast().sequence(), 1000);
        List<StoredEntry> all = new ArrayList<>(first);
        all.addAll(second);
        assertThat(first).hasSize(5);
        assertThat(all)
                .hasSize(CALLS_EACH * 3)
                .allMatch(entry -> entry.controller().equals(HERE));
        assertThat(all).extracting(StoredEntry::sequence).isSorted();
        assertThat(all).extracting(StoredEntry::receipt).isSubsetOf(receipts);

        assertThat(reader.ofCall(HERE, callsHere.getFirst())).hasSize(3);
        assertThat(reader.ofCall(THERE, callsHere.getFirst())).isEmpty();
        assertThat(reader.entry(HERE, first.getFirst().id())).isPresent();
        assertThat(reader.entry(THERE, first.getFirst().id())).isEmpty();
        assertThatThrownBy(() -> reader.ofController(HERE, 0, 1001)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsATenantNothingMoreWhateverItAsks() {
        assertThat(database.<Long>inTenant(HERE, number("select count(*) from wayleave.ledger_entry")))
                .isEqualTo(CALLS_EACH * 3L);
        assertThat(database.<Long>inTenant(
                        UUID.randomUUID(), number("select count(*) from wayleave.ledger_entry where true or true")))
                .isZero();
    }

    @Test
    void letsNobodyChangeOrRemoveAnEntry() {
        for (String attempt : List.of(
                "update wayleave.ledger_entry set chain = chain",
                "delete from wayleave.ledger_entry",
                "truncate wayleave.ledger_entry",
                "update wayleave.ledger_turn set one = true",
                "delete from wayleave.ledger_turn",
                "alter table wayleave.ledger_entry disable trigger never",
                "alter table wayleave.ledger_entry disable row level security",
                "drop table wayleave.ledger_entry",
                "insert into wayleave.ledger_entry select * from wayleave.ledger_entry")) {
            assertThatThrownBy(() -> database.inTenant(HERE, run(attempt)))
                    .as(attempt)
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> database.asResolver(run(attempt)))
                    .as(attempt)
                    .isInstanceOf(DatabaseUnavailable.class);
            assertThatThrownBy(() -> database.asObserver(run(attempt)))
                    .as(attempt)
                    .isInstanceOf(DatabaseUnavailable.class);
            assertThatThrownBy(() -> database.asAppender(run(attempt)))
                    .as(attempt)
                    .isInstanceOf(RuntimeException.class);
        }
        for (String attempt : List.of(
                "update wayleave.ledger_entry set chain = chain",
                "delete from wayleave.ledger_entry",
                "truncate wayleave.ledger_entry",
                "update wayleave.ledger_turn set one = true",
                "delete from wayleave.ledger_turn"))
            assertThatThrownBy(() -> asOwner(attempt))
                    .as(attempt)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("23514"));
        assertIntact();
    }

    @Test
    void letsOnlyTheAppenderAppend() {
        String insert = "insert into wayleave.ledger_entry values (1000, gen_random_uuid(), '" + HERE
                + "', gen_random_uuid(), 'intent', now(), '\\x7b7d', sha256(''))";
        assertRefused(() -> database.inTenant(HERE, run(insert)));
        assertRefused(() -> database.asResolver(run(insert)));
        assertThatThrownBy(() -> database.asObserver(run(insert))).isInstanceOf(DatabaseUnavailable.class);
        assertRefused(() -> database.asAppender(run("select controller, call from wayleave.ledger_entry")));
        assertRefused(() -> database.asResolver(run("select from wayleave.ledger_entry")));
    }

    @Test
    void findsTheOneByteAnOwnerAltered() throws SQLException {
        tamper("update wayleave.ledger_entry set canonical = set_byte(canonical, 60, get_byte(canonical, 60) # 1)"
                + " where sequence = 7");
        assertBroken(7, Fault.ALTERED);
    }

    @Test
    void findsAColumnAnOwnerAlteredToHideAnEntry() throws SQLException {
        tamper("update wayleave.ledger_entry set controller = '" + THERE + "' where sequence = 1");
        assertBroken(1, Fault.MISLABELLED);
    }

    @Test
    void findsAKindThatNobodyKnows() throws SQLException {
        asOwner("alter table wayleave.ledger_entry drop constraint ledger_entry_kind_check");
        tamper("update wayleave.ledger_entry set kind = 'rumour' where sequence = 3");
        assertBroken(3, Fault.MISLABELLED);
    }

    @Test
    void findsTheRowAnOwnerRemoved() throws SQLException {
        tamper("delete from wayleave.ledger_entry where sequence = 9");
        assertBroken(9, Fault.OUT_OF_SEQUENCE);
    }

    @Test
    void findsTheRowAnOwnerRemovedAndRenumberedAway() throws SQLException {
        tamper("delete from wayleave.ledger_entry where sequence = 9");
        for (int old = 10; old <= ENTRIES; old++)
            tamper("update wayleave.ledger_entry set sequence = " + (old - 1) + " where sequence = " + old);
        assertBroken(9, Fault.ALTERED);
    }

    @Test
    void findsTheTwoRowsAnOwnerSwapped() throws SQLException {
        tamper("update wayleave.ledger_entry set sequence = 1000 where sequence = 5");
        tamper("update wayleave.ledger_entry set sequence = 5 where sequence = 6");
        tamper("update wayleave.ledger_entry set sequence = 6 where sequence = 1000");
        assertBroken(5, Fault.ALTERED);
    }

    @Test
    void findsATailAnOwnerCutOffByAReceiptThatSomebodyKept() throws SQLException {
        Receipt kept = receipts.getLast();
        tamper("delete from wayleave.ledger_entry where sequence > 20");
        assertThat(reader.verify(LedgerVerifier.fromTheStart())).isInstanceOf(Verdict.Intact.class);
        var known = new Chain(kept.sequence(), Hash.ofHex(kept.chainHash()));
        assertThat(reader.verify(LedgerVerifier.expecting(known)))
                .isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
                    assertThat(broken.fault()).isEqualTo(Fault.TAIL_MISSING);
                    assertThat(broken.sequence()).isEqualTo(21);
                });
    }

    @Test
    void goesOnVerifyingFromAHeadVerifiedBefore() {
        Receipt middle = receipts.get(9);
        var trusted = new Chain(middle.sequence(), Hash.ofHex(middle.chainHash()));
        assertThat(reader.verify(LedgerVerifier.after(trusted)))
                .isEqualTo(reader.verify(LedgerVerifier.fromTheStart()));
    }

    private void append(PostgresLedger ledger, List<Draft> drafts) {
        if (ledger.append(drafts, List.of()) instanceof Committed(List<Receipt> given)) receipts.addAll(given);
        else throw new AssertionError("Not committed.");
    }

    private void assertIntact() {
        assertThat(reader.verify(LedgerVerifier.fromTheStart()))
                .isInstanceOfSatisfying(
                        Verdict.Intact.class,
                        intact -> assertThat(intact.count()).isEqualTo(ENTRIES));
    }

    private void assertBroken(long sequence, Fault fault) {
        assertThat(reader.verify(LedgerVerifier.fromTheStart()))
                .isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
                    assertThat(broken.fault()).isEqualTo(fault);
                    assertThat(broken.sequence()).isEqualTo(sequence);
                });
    }

    private static void assertRefused(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOf(DatabaseUnavailable.class).hasMessageContaining("42501");
    }

    private static TransactionWork<Boolean> run(String sql) {
        return connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        };
    }

    private static TransactionWork<Long> number(String sql) {
        return connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        };
    }

    /** As one who owns the tables can: by switching off what protects them. */
    private void tamper(String sql) throws SQLException {
        asOwner("alter table wayleave.ledger_entry disable trigger user; " + sql
                + "; alter table wayleave.ledger_entry enable trigger user");
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = Owner.connection(address);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
