package uk.wayleave.register.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Starts an embedded PostgreSQL in {@code args[0]} with its programs in {@code args[1]}, says how long that took, which
 * process the server is and what an earlier run has left, then inserts numbers from several threads and says each once
 * its insertion has been acknowledged. Goes on until it is killed.
 */
final class InsertingProgram {
    private static final int THREADS = 4;

    private InsertingProgram() {}

    public static void main(String[] args) throws SQLException {
        long begun = System.nanoTime();
        var server = EmbeddedPostgres.start(
                EmbeddedPostgresSettings.in(Path.of(args[0])).withPrograms(Path.of(args[1])));
        say("took " + Duration.ofNanos(System.nanoTime() - begun).toMillis());
        say("server " + server.pid());
        try (Connection connection = server.address().dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS number (n bigint PRIMARY KEY)");
            try (var rows = statement.executeQuery("SELECT n FROM number")) {
                while (rows.next()) say("kept " + rows.getLong(1));
            }
        }
        say("inserting");
        for (int i = 0; i < THREADS; i++) {
            long first = System.nanoTime() / 1_000_000 * 1_000_000 + i * 100_000L;
            Thread.ofPlatform().start(() -> insert(server, first));
        }
    }

    private static void insert(EmbeddedPostgres server, long first) {
        try (Connection connection = server.address().dataSource().getConnection();
                var statement = connection.prepareStatement("INSERT INTO number VALUES (?)")) {
            for (long n = first; ; n++) {
                statement.setLong(1, n);
                statement.executeUpdate();
                say("acknowledged " + n);
            }
        } catch (SQLException e) {
            say("failed " + e.getSQLState());
        }
    }

    /** A line at once, or none: what is killed in the middle of one has said nothing. */
    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
