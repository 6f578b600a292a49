package uk.wayleave.register.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that dies or hangs under us: a clear failure soon, and work as before once it is back. */
class FailingDatabaseTest {
    private static final UUID CONTROLLER = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final RoleKey KEY = RoleKey.of(new byte[32]);
    private static final DatabaseTimeouts HASTY = new DatabaseTimeouts(
            Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(30));

    /** What {@link DatabaseTimeouts} promises, and some for a loaded machine. */
    private static final Duration SOON = Duration.ofSeconds(2 + 1 + 3 + 3);

    @TempDir
    static Path programs;

    @TempDir
    Path directory;

    @Test
    void failsSoonWhereTheServerHangs() throws Exception {
        try (var server = start();
                var database = open(server)) {
            assertThat(ask(database)).isTrue();
            signal("STOP", server);
            try {
                for (int i = 0; i < 3; i++) assertThat(timeToFail(database)).isLessThan(SOON);
            } finally {
                signal("CONT", server);
            }
            awaitAnswer(database);
        }
    }

    @Test
    void failsSoonWhereTheServerIsGoneAndWorksAgainOnceItIsBack() throws Exception {
        try (var server = start();
                var database = open(server)) {
            assertThat(ask(database)).isTrue();
            ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
            // The server of one connection may answer once more before it sees that the others are gone.
            Await.until(SOON, () -> fails(database));
            awaitAnswer(database);
        }
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhereTheConnectionIsLostAtTheCommit() throws Exception {
        try (var server = start();
                var database = open(server)) {
            try (Connection owner = server.address().dataSource().getConnection();
                    var statement = owner.createStatement()) {
                // The work is done when it returns; what takes so long is a check that waits for the commit.
                statement.execute("CREATE TABLE wayleave.slow (n int)");
                statement.execute("CREATE FUNCTION wayleave.wait() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN PERFORM pg_sleep(30); RETURN NULL; END'");
                statement.execute("CREATE CONSTRAINT TRIGGER waits AFTER INSERT ON wayleave.slow DEFERRABLE INITIALLY"
                        + " DEFERRED FOR EACH ROW EXECUTE FUNCTION wayleave.wait()");
                statement.execute("GRANT INSERT ON wayleave.slow TO wayleave_tenant");
                statement.execute("GRANT EXECUTE ON FUNCTION wayleave.wait() TO wayleave_tenant");
            }
            var failure = catchThrowableOfType(
                    DatabaseUnavailable.class,
                    () -> database.inTenant(CONTROLLER, connection -> {
                        try (var statement = connection.createStatement()) {
                            statement.execute("SET LOCAL statement_timeout = 0");
                            return statement.executeUpdate("INSERT INTO slow VALUES (1)");
                        }
                    }));
            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(failure).hasMessageContaining("Whether the transaction was committed is unknown");
        }
    }

    @Test
    void saysSoWhereNobodyListens() throws Exception {
        int port = FreePort.find();
        assertThatThrownBy(() -> Database.open(nowhere(port), KEY, new PoolSizes(1, 1, 1, 1), HASTY))
                .isInstanceOf(DatabaseSetupFailed.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("127.0.0.1:" + port);
    }

    @Test
    void saysSoWhereSomethingListensButNeverAnswers() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            long begun = System.nanoTime();
            assertThatThrownBy(
                            () -> Database.open(nowhere(silent.getLocalPort()), KEY, new PoolSizes(1, 1, 1, 1), HASTY))
                    .isInstanceOf(DatabaseSetupFailed.class)
                    .hasMessageContaining("cannot be reached");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        }
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(EmbeddedPostgresSettings.in(directory).withPrograms(programs));
    }

    private static Database open(EmbeddedPostgres server) {
        return Database.open(server.address(), KEY, new PoolSizes(2, 1, 1, 1), HASTY);
    }

    private static boolean ask(Database database) {
        return database.<Boolean>inTenant(CONTROLLER, FailingDatabaseTest::answers);
    }

    private static boolean answers(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        }
    }

    private static boolean fails(Database database) {
        try {
            ask(database);
            return false;
        } catch (DatabaseUnavailable gone) {
            return true;
        }
    }

    private static Duration timeToFail(Database database) {
        long begun = System.nanoTime();
        assertThatThrownBy(() -> ask(database)).isInstanceOf(DatabaseUnavailable.class);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static void awaitAnswer(Database database) throws Exception {
        Await.until(Duration.ofSeconds(30), () -> {
            try {
                return ask(database);
            } catch (DatabaseUnavailable e) {
                return false;
            }
        });
    }

    /** To the server and every session of it. */
    private static void signal(String signal, EmbeddedPostgres server) throws IOException, InterruptedException {
        ProcessHandle postmaster = ProcessHandle.of(server.pid()).orElseThrow();
        List<String> command = Stream.concat(
                        Stream.of("kill", "-" + signal),
                        Stream.concat(Stream.of(postmaster), postmaster.children())
                                .map(process -> Long.toString(process.pid())))
                .toList();
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
        assertThat(Files.exists(Path.of("/proc", Long.toString(server.pid())))).isTrue();
    }

    private static DatabaseAddress nowhere(int port) {
        return new DatabaseAddress(
                List.of(new DatabaseAddress.Server("127.0.0.1", port)),
                "register",
                "clerk",
                Optional.of("s3cret"),
                Map.of());
    }
}
