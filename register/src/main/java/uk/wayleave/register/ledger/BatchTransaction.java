package uk.wayleave.register.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.CanonicalEntry;
import uk.wayleave.evidence.Chain;
import uk.wayleave.evidence.Condition;
import uk.wayleave.evidence.Hash;
import uk.wayleave.evidence.Receipt;
import uk.wayleave.register.postgres.TransactionWork;

/**
 * A group of appends in one transaction, as the appender. First it takes the turn, which it keeps until the commit; what
 * it reads after that nobody else can be changing: the head, the revisions (locked against change; one that is just
 * being changed counts as changed) and the uses. Then it decides append by append, and writes those whose conditions
 * hold. Its results are true only once the transaction is committed.
 */
final class BatchTransaction implements TransactionWork<List<AppendResult>> {
    /** One round trip; each statement sees what was committed when it begins, so the turn must come before the rest. */
    private static final String BEGIN = """
            select case current_setting('synchronous_commit')
                when 'off' then set_config('synchronous_commit', 'on', true) end;
            select from wayleave.ledger_turn for update;
            select sequence, chain from wayleave.ledger_entry order by sequence desc limit 1;
            select controller, revision from wayleave.controller_revision
                where controller = any (?) order by controller for share skip locked;
            select instruction, controller, remaining, allowed from wayleave.instruction_use
                where instruction = any (?) order by instruction for update""";

    private static final String RECORDED_BEFORE =
            "select id, sequence, canonical, chain from wayleave.ledger_entry where id = any (?)";

    private static final String SET_USES = """
            update wayleave.instruction_use u set remaining = now.remaining
            from unnest(?::uuid[], ?::bigint[]) as now (instruction, remaining)
            where u.instruction = now.instruction""";

    private static final String INSERT = """
            insert into wayleave.ledger_entry (sequence, id, controller, call, kind, at, canonical, chain)
            select * from unnest(?::bigint[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[],
                ?::bytea[], ?::bytea[])""";

    private final List<Append> batch;
    private final boolean mayRepeat;
    private final Map<UUID, Long> revisions = new HashMap<>();
    private final Uses uses = new Uses();
    private final Map<UUID, Receipt> recordedBefore = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private Chain chain = Chain.genesis();

    private record Row(long sequence, CanonicalEntry entry, byte[] canonical, Hash chain) {}

    /** @param mayRepeat whether entries may be in the ledger already: looked up where a first attempt met one */
    BatchTransaction(List<Append> batch, boolean mayRepeat) {
        this.batch = batch;
        this.mayRepeat = mayRepeat;
    }

    /** One result for each append of the batch, in their order. */
    @Override
    public List<AppendResult> in(Connection connection) throws SQLException {
        begin(connection);
        if (mayRepeat) readRecordedBefore(connection);
        List<AppendResult> results = batch.stream().map(this::decided).toList();
        writeUses(connection);
        writeRows(connection);
        return results;
    }

    private AppendResult decided(Append append) {
        if (!append.conditions().stream().allMatch(this::isUnchanged)) return new AppendResult.Stale();
        boolean again = append.entries().stream()
                .allMatch(entry -> recordedBefore.containsKey(entry.draft().id()));
        if (!again && !uses.settle(append.conditions())) return new AppendResult.NoUseLeft();
        return new AppendResult.Committed(
                append.entries().stream().map(this::placed).toList());
    }

    private boolean isUnchanged(Condition condition) {
        if (!(condition instanceof Condition.Unchanged(UUID controller, long revision))) return true;
        Long now = revisions.get(controller);
        return now != null && now == revision;
    }

    private Receipt placed(CanonicalEntry entry) {
        Receipt before = recordedBefore.get(entry.draft().id());
        if (before != null) return before;
        long sequence = chain.count() + 1;
        byte[] canonical = entry.bytesAt(sequence);
        Hash leaf = Chain.leaf(canonical);
        chain = chain.with(leaf);
        rows.add(new Row(sequence, entry, canonical, chain.hash()));
        return new Receipt(
                entry.draft().id(), sequence, leaf.hex(), chain.hash().hex(), entry.at());
    }

    private void begin(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            statement.setArray(1, uuids(connection, controllers()));
            statement.setArray(2, uuids(connection, instructions()));
            statement.execute();
            statement.getMoreResults();
            statement.getMoreResults();
            try (ResultSet head = statement.getResultSet()) {
                if (head.next()) chain = new Chain(head.getLong(1), Hash.of(head.getBytes(2)));
            }
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                while (row.next()) revisions.put(row.getObject(1, UUID.class), row.getLong(2));
            }
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                while (row.next())
                    uses.open(
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            row.getObject(3, Long.class),
                            row.getObject(4, Long.class));
            }
        }
    }

    /** Only what says the same is the same entry; another with its id is met again when it is inserted, and refused. */
    private void readRecordedBefore(Connection connection) throws SQLException {
        Map<UUID, CanonicalEntry> wanted = new HashMap<>();
        for (Append append : batch)
            for (CanonicalEntry entry : append.entries())
                wanted.put(entry.draft().id(), entry);
        try (PreparedStatement statement = connection.prepareStatement(RECORDED_BEFORE)) {
            statement.setArray(1, uuids(connection, wanted.keySet().stream()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject(1, UUID.class);
                    CanonicalEntry entry = wanted.get(id);
                    if (entry != null)
                        recordedBefore(entry, row.getLong(2), row.getBytes(3), row.getBytes(4))
                                .ifPresent(receipt -> recordedBefore.put(id, receipt));
                }
            }
        }
    }

    private static Optional<Receipt> recordedBefore(
            CanonicalEntry entry, long sequence, byte[] canonical, byte[] chain) {
        if (!Arrays.equals(entry.bytesAt(sequence), canonical)) return Optional.empty();
        return Optional.of(new Receipt(
                entry.draft().id(),
                sequence,
                Chain.leaf(canonical).hex(),
                Hash.of(chain).hex(),
                entry.at()));
    }

    private void writeUses(Connection connection) throws SQLException {
        Map<UUID, Long> changes = uses.changes();
        if (changes.isEmpty()) return;
        List<Map.Entry<UUID, Long>> entries = List.copyOf(changes.entrySet());
        try (PreparedStatement statement = connection.prepareStatement(SET_USES)) {
            statement.setArray(1, uuids(connection, entries.stream().map(Map.Entry::getKey)));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", entries.stream().map(Map.Entry::getValue).toArray()));
            statement.executeUpdate();
        }
    }

    private void writeRows(Connection connection) throws SQLException {
        if (rows.isEmpty()) return;
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setArray(1, column(connection, "int8", Row::sequence));
            statement.setArray(
                    2, column(connection, "uuid", row -> row.entry.draft().id()));
            statement.setArray(
                    3, column(connection, "uuid", row -> row.entry.draft().controller()));
            statement.setArray(
                    4, column(connection, "uuid", row -> row.entry.draft().call()));
            statement.setArray(
                    5,
                    column(connection, "text", row -> row.entry.draft().kind().word()));
            statement.setArray(
                    6, column(connection, "text", row -> row.entry.at().toString()));
            statement.setArray(7, bytes(connection, Row::canonical));
            statement.setArray(8, bytes(connection, row -> row.chain.bytes()));
            statement.executeUpdate();
        }
    }

    private Array column(Connection connection, String type, Function<Row, Object> value) throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }

    private Array bytes(Connection connection, Function<Row, byte[]> value) throws SQLException {
        return connection.createArrayOf("bytea", rows.stream().map(value).toArray(byte[][]::new));
    }

    private static Array uuids(Connection connection, Stream<UUID> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.toArray());
    }

    private Stream<UUID> controllers() {
        return conditions(condition ->
                condition instanceof Condition.Unchanged unchanged ? Stream.of(unchanged.controller()) : Stream.of());
    }

    private Stream<UUID> instructions() {
        return conditions(condition -> switch (condition) {
            case Condition.TakeUse take -> Stream.of(take.instruction());
            case Condition.GiveBackUse back -> Stream.of(back.instruction());
            case Condition.Unchanged unchanged -> Stream.of();
        });
    }

    private Stream<UUID> conditions(Function<Condition, Stream<UUID>> named) {
        return batch.stream()
                .flatMap(append -> append.conditions().stream())
                .flatMap(named)
                .distinct();
    }
}
