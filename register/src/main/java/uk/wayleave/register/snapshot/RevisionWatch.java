package uk.wayleave.register.snapshot;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of new revisions from the database, so that what is remembered of a Controller is dropped before it is judged by
 * in vain. Only a convenience: what is not heard is found out when the ledger's commit is conditional on the revision.
 */
public final class RevisionWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RevisionWatch.class);
    private static final Duration LISTEN_FOR = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final DataSource connections;
    private final Consumer<UUID> changed;
    private final Runnable missed;
    private final Thread thread;
    private volatile boolean closed;

    private RevisionWatch(DataSource connections, Consumer<UUID> changed, Runnable missed) {
        this.connections = connections;
        this.changed = changed;
        this.missed = missed;
        this.thread = Thread.ofVirtual().name("revision-watch").unstarted(this::watch);
    }

    /**
     * Begins to listen.
     *
     * @param connections of any role; one is kept
     * @param changed is told the Controller
     * @param missed is called whenever changes may have gone unheard, and once at the beginning
     */
    public static RevisionWatch start(DataSource connections, Consumer<UUID> changed, Runnable missed) {
        var watch = new RevisionWatch(connections, changed, missed);
        watch.thread.start();
        return watch;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void watch() {
        while (!closed) {
            try (Connection connection = connections.getConnection()) {
                listen(connection);
            } catch (SQLException e) {
                if (closed) return;
                LOG.warn(
                        "Changes of the register are not heard just now (SQLSTATE {}); trying again.", e.getSQLState());
                missed.run();
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen wayleave_revision");
        }
        connection.commit();
        missed.run();
        while (!closed) {
            PGNotification[] heard =
                    connection.unwrap(PGConnection.class).getNotifications(Math.toIntExact(LISTEN_FOR.toMillis()));
            controllersIn(heard).forEach(changed);
            // A transaction of nothing shows that the server is still there; a dead link would stay silent for ever.
            if (heard.length == 0) probe(connection);
        }
    }

    private static void probe(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select 1");
        }
        connection.commit();
    }

    private static Set<UUID> controllersIn(PGNotification[] heard) {
        Set<UUID> controllers = new HashSet<>();
        for (PGNotification one : heard) controllers.add(UUID.fromString(one.getParameter()));
        return controllers;
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_AFTER);
        } catch (InterruptedException e) {
            // Closing; the loop ends by itself.
            Thread.currentThread().interrupt();
        }
    }
}
