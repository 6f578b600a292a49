package uk.wayleave.opendata.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Writes events and keeps the states that follow from them. What a batch holds is durable when {@code write} returns.
 * The order of arrival, repeats, and how events are split into batches make no difference to what is kept in the end,
 * but for the numbers that events get and the time they were received.
 */
public final class EventStore {
    private final DataSource source;

    public EventStore(DataSource source) {
        this.source = source;
    }

    /**
     * Writes a batch in one transaction.
     *
     * @throws StoreUnavailable if it is not known to be durable
     */
    public Written write(Collection<Arrival> arrivals) {
        return write(Batch.of(arrivals));
    }

    /**
     * Writes a batch in one transaction.
     *
     * @throws StoreUnavailable if it is not known to be durable
     */
    public Written write(Batch batch) {
        return write(batch, connection -> {});
    }

    /**
     * Writes a batch of an archive, with the mark of how far it has come, in one transaction.
     *
     * @throws StoreUnavailable if it is not known to be durable
     */
    public Written write(Batch batch, String archive, LoadProgress progress) {
        return write(batch, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(Statements.LOADED)) {
                statement.setString(1, archive);
                statement.setLong(2, progress.events());
                statement.setBoolean(3, progress.whole());
                statement.setObject(4, progress.at().atOffset(ZoneOffset.UTC));
                statement.executeUpdate();
            }
        });
    }

    /** How far an archive has been loaded; empty if it has not been begun. */
    public Optional<LoadProgress> loaded(String archive) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select events, whole, at from opendata.loaded where archive = ?")) {
            statement.setString(1, archive);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new LoadProgress(
                                row.getLong(1),
                                row.getBoolean(2),
                                row.getObject(3, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        }
    }

    /** Something more in the transaction of a batch. */
    @FunctionalInterface
    interface Besides {
        void in(Connection connection) throws SQLException;
    }

    Written write(Batch batch, Besides besides) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Written written = write(batch, connection);
                besides.in(connection);
                connection.commit();
                return written;
            } catch (SQLException | IOException | RuntimeException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        } catch (IOException failed) {
            throw new StoreUnavailable("A batch of events could not be handed to the database.");
        }
    }

    private static Written write(Batch batch, Connection connection) throws SQLException, IOException {
        begin(connection);
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        int fresh = 0;
        if (batch.events() > 0) {
            copy.copyIn(Statements.STAGE, batch.staging());
            execute(Statements.OBJECTS, connection);
            fresh = count(Statements.EVENTS, connection);
            execute(Statements.STATES, connection);
            execute(Statements.emptying("stage", batch.events()), connection);
        }
        if (batch.hasSigned()) {
            copy.copyIn(Statements.STAGE_ENVELOPE, batch.envelopeRows());
            execute(Statements.ENVELOPES, connection);
            execute(Statements.emptying("stage_envelope", batch.arrivals()), connection);
        }
        if (batch.unreadable() > 0) {
            copy.copyIn(Statements.STAGE_UNREADABLE, batch.unreadableRows());
            execute(Statements.UNREADABLE, connection);
            execute(Statements.emptying("stage_unreadable", batch.unreadable()), connection);
        }
        return new Written(fresh, batch.arrivals() - batch.unreadable() - fresh, batch.unreadable());
    }

    private static void begin(Connection connection) throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(Statements.BEGIN);
                ResultSet row = begin.executeQuery()) {
            row.next();
            if (!row.getBoolean(1)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(Statements.PREPARE);
                }
            }
        }
        try (PreparedStatement turn = connection.prepareStatement(Statements.TURN)) {
            turn.execute();
        }
    }

    /** Prepared, so that a connection plans it once: for few events planning would cost more than writing them. */
    private static void execute(String sql, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }

    private static int count(String sql, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
