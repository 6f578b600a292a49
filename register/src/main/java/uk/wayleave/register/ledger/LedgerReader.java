package uk.wayleave.register.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.wayleave.evidence.Chain;
import uk.wayleave.evidence.Hash;
import uk.wayleave.evidence.LedgerVerifier;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.evidence.Verdict;
import uk.wayleave.register.postgres.Database;

/**
 * Reads the ledger: a Controller its own entries, whoever verifies all of them. What is read is not verified by being
 * read.
 *
 * @see uk.wayleave.register.postgres.DatabaseUnavailable thrown by every method when the database cannot answer
 */
public final class LedgerReader {
    /** So few that a page of the longest entries fits into memory with ease. */
    private static final int PAGE = 500;

    private static final int MOST = 1000;
    private static final String SELECT =
            "select sequence, id, kind, controller, call, at, canonical, chain from wayleave.ledger_entry ";

    private final Database database;

    public LedgerReader(Database database) {
        this.database = database;
    }

    /**
     * A Controller's entries in their order.
     *
     * @param after the sequence of the last entry of the page before; 0 for the first page
     * @param most 1 to 1,000
     */
    public List<StoredEntry> ofController(UUID controller, long after, int most) {
        if (most < 1 || most > MOST) throw new IllegalArgumentException("A page has 1 to " + MOST + " entries.");
        return database.inTenant(controller, connection -> {
            // Row-level security lets no other Controller's through; said again so that the index is used.
            String sql = SELECT + "where controller = ? and sequence > ? order by sequence limit ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, controller);
                statement.setLong(2, after);
                statement.setInt(3, most);
                return entries(statement);
            }
        });
    }

    /** The entries of one call of a Controller, in their order; the first 1,000 if there are more. */
    public List<StoredEntry> ofCall(UUID controller, UUID call) {
        return database.inTenant(controller, connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(SELECT + "where call = ? order by sequence limit " + MOST)) {
                statement.setObject(1, call);
                return entries(statement);
            }
        });
    }

    /** The entry with this id, if it is the Controller's. */
    public Optional<StoredEntry> entry(UUID controller, UUID id) {
        return database.inTenant(controller, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SELECT + "where id = ?")) {
                statement.setObject(1, id);
                return entries(statement).stream().findFirst();
            }
        });
    }

    /** The entry at this place, whoever's it is: for whoever verifies. */
    public Optional<StoredEntry> at(long sequence) {
        return database.asObserver(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SELECT + "where sequence = ?")) {
                statement.setLong(1, sequence);
                return entries(statement).stream().findFirst();
            }
        });
    }

    /** The last entry's place and chain hash, or the genesis of an empty ledger. */
    public Chain head() {
        return database.asObserver(connection -> {
            String sql = "select sequence, chain from wayleave.ledger_entry order by sequence desc limit 1";
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet row = statement.executeQuery()) {
                return row.next() ? new Chain(row.getLong(1), Hash.of(row.getBytes(2))) : Chain.genesis();
            }
        });
    }

    /**
     * Shows the verifier every entry from where it stands to what is the end now. Reads page by page, in transactions of
     * their own, so that a long ledger holds up neither memory nor the database's tidying; since entries never change,
     * that is as good as one view of it.
     */
    public Verdict verify(LedgerVerifier verifier) {
        long end = end();
        long after = verifier.reached().count();
        while (after < end && !verifier.isBroken()) {
            List<StoredEntry> page = page(after, end);
            if (page.isEmpty()) break;
            page.forEach(verifier::add);
            after = page.getLast().sequence();
        }
        return verifier.verdict();
    }

    private long end() {
        return database.asObserver(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                            "select coalesce(max(sequence), 0) from wayleave.ledger_entry");
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private List<StoredEntry> page(long after, long end) {
        return database.asObserver(connection -> page(connection, after, end));
    }

    private static List<StoredEntry> page(Connection connection, long after, long end) throws SQLException {
        String sql = SELECT + "where sequence > ? and sequence <= ? order by sequence limit " + PAGE;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, after);
            statement.setLong(2, end);
            return entries(statement);
        }
    }

    private static List<StoredEntry> entries(PreparedStatement statement) throws SQLException {
        List<StoredEntry> entries = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next())
                entries.add(new StoredEntry(
                        row.getLong(1),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getObject(4, UUID.class),
                        row.getObject(5, UUID.class),
                        row.getObject(6, OffsetDateTime.class).toInstant(),
                        row.getBytes(7),
                        row.getBytes(8)));
        }
        return entries;
    }
}
