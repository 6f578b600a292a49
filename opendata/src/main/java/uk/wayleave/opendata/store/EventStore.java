package uk.wayleave.opendata.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
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
        return write(arrivals, connection -> {});
    }

    /** Something more in the transaction of a batch. */
    @FunctionalInterface
    interface Besides {
        void in(Connection connection) throws SQLException;
    }

    Written write(Collection<Arrival> arrivals, Besides besides) {
        Batch batch = Batch.of(arrivals);
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Written written = write(batch, arrivals.size(), connection);
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

    private static Written write(Batch batch, int arrivals, Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(Statements.PREPARE);
            statement.execute(Statements.TURN);
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            int fresh = 0;
            if (batch.events() > 0) {
                copy.copyIn(Statements.STAGE, new ByteArrayInputStream(batch.stagingRows()));
                statement.executeUpdate(Statements.OBJECTS);
                fresh = count(statement, Statements.EVENTS);
                statement.executeUpdate(Statements.STATES);
            }
            if (batch.hasSigned()) {
                copy.copyIn(Statements.STAGE_ENVELOPE, new ByteArrayInputStream(batch.envelopeRows()));
                statement.executeUpdate(Statements.ENVELOPES);
            }
            if (batch.unreadable() > 0) {
                copy.copyIn(Statements.STAGE_UNREADABLE, new ByteArrayInputStream(batch.unreadableRows()));
                statement.executeUpdate(Statements.UNREADABLE);
            }
            return new Written(fresh, arrivals - batch.unreadable() - fresh, batch.unreadable());
        }
    }

    private static int count(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
