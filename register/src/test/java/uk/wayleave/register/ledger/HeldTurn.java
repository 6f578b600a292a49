package uk.wayleave.register.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import uk.wayleave.register.World;
import uk.wayleave.register.postgres.Await;

/** Somebody else holds the turn: whatever is appended meanwhile waits, the first in the database, the rest in line. */
final class HeldTurn implements AutoCloseable {
    private final World world;
    private final Connection connection;

    HeldTurn(World world) throws SQLException {
        this.world = world;
        this.connection = world.ownersConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("select from wayleave.ledger_turn for update");
        }
    }

    void awaitSomebodyWaiting() throws Exception {
        Await.until(Duration.ofSeconds(10), () -> waiting() > 0);
    }

    void awaitNobodyWaiting() throws Exception {
        Await.until(Duration.ofSeconds(10), () -> waiting() == 0);
    }

    private long waiting() {
        return world.asOwner("select count(*) from pg_locks where not granted and locktype = 'transactionid'");
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
