package uk.wayleave.register.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    static Path programs;

    @TempDir
    Path directory;

    @BeforeAll
    static void letEverybodyPass() throws IOException {
        Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void keepsItsDataBetweenRuns() throws Exception {
        long begun = System.nanoTime();
        try (var server = EmbeddedPostgres.start(EmbeddedPostgresSettings.in(directory))) {
            System.out.println("first start: " + Duration.ofNanos(System.nanoTime() - begun));
            execute(server, "CREATE TABLE kept (n int)");
            execute(server, "INSERT INTO kept VALUES (7)");
        }
        for (int i = 0; i < 3; i++) {
            begun = System.nanoTime();
            try (var server = EmbeddedPostgres.start(EmbeddedPostgresSettings.in(directory))) {
                System.out.println("later start: " + Duration.ofNanos(System.nanoTime() - begun));
                assertThat(query(server, "SELECT n FROM kept")).isEqualTo("7");
            }
        }
    }

    @Test
    void isSetUpToLoseNothingAndToSayNothing() throws Exception {
        try (var server = EmbeddedPostgres.start(settings())) {
            assertThat(query(server, "SHOW fsync")).isEqualTo("on");
            assertThat(query(server, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(query(server, "SHOW data_checksums")).isEqualTo("on");
            assertThat(query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(
                            server,
                            "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'wayleave'"))
                    .isEqualTo("bC.UTF-8");
            assertThat(FileOwnership.uidOf(Path.of("/proc", Long.toString(server.pid()))))
                    .isNotZero();
            assertThat(query(server, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("f");
            assertThatThrownBy(() -> execute(server, "SELECT 'Jane Fictional'::uuid"))
                    .isInstanceOf(SQLException.class);
            assertThat(Files.readString(directory.resolve("postgres.log"))).doesNotContain("Fictional");
        }
    }

    @Test
    void keepsTheSuperusersPasswordToItsUser() throws Exception {
        try (var server = EmbeddedPostgres.start(settings())) {
            Path file = directory.resolve("superuser-password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(server.address().toString())
                    .doesNotContain(server.address().password().orElseThrow());
            String password = Files.readString(file);
            var wrong = server.superuserAddress().as("postgres", "not " + password);
            assertThatThrownBy(() -> wrong.dataSource().getConnection()).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void refusesASecondProgramOnItsDirectoryAndGoesOn() throws Exception {
        try (var server = EmbeddedPostgres.start(settings())) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(settings()))
                    .isInstanceOf(PostgresDidNotStart.class)
                    .hasMessageContaining("in use by another program (process "
                            + ProcessHandle.current().pid() + ")");
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void saysThatAGivenPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var settings = settings().withPort(taken.getLocalPort());
            assertThatThrownBy(() -> EmbeddedPostgres.start(settings))
                    .isInstanceOf(PostgresDidNotStart.class)
                    .hasMessageContaining("cannot have port " + taken.getLocalPort());
        }
        try (var server = EmbeddedPostgres.start(settings())) {
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void saysThatThePasswordIsMissingInsteadOfMakingAnother() throws Exception {
        EmbeddedPostgres.start(settings()).close();
        Files.delete(directory.resolve("superuser-password"));
        assertThatThrownBy(() -> EmbeddedPostgres.start(settings()))
                .isInstanceOf(PostgresDidNotStart.class)
                .hasMessageContaining("superuser-password is missing");
    }

    @Test
    void startsAgainOnTheSamePortWhenTheServerDies() throws Exception {
        try (var server = EmbeddedPostgres.start(settings())) {
            execute(server, "CREATE TABLE kept (n int)");
            execute(server, "INSERT INTO kept VALUES (7)");
            long first = server.pid();
            int port = server.port();
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            Await.until(Duration.ofSeconds(30), () -> server.pid() != first && answers(server));
            assertThat(server.port()).isEqualTo(port);
            assertThat(query(server, "SELECT n FROM kept")).isEqualTo("7");
        }
    }

    @Test
    void takesNoNoticeOfAStrangerWithTheOldProcessNumber() throws Exception {
        EmbeddedPostgres.start(settings()).close();
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Path file = directory.resolve("data/postmaster.pid");
            Files.writeString(
                    file,
                    stranger.pid() + "\n" + directory.resolve("data").toRealPath() + "\n1\n5432\n\n127.0.0.1\n\n"
                            + "ready\n");
            try (var server = EmbeddedPostgres.start(settings())) {
                assertThat(query(server, "SELECT 1")).isEqualTo("1");
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void runsWhereOnlyRootMayPassAndElsewhereAgain() throws Exception {
        Assumptions.assumeTrue(FileOwnership.ourUid() == FileOwnership.ROOT, "concerns root only");
        Assumptions.assumeTrue(mayMakeUserNamespaces(), "user namespaces are not allowed here");
        Path closed = Files.createDirectory(directory.resolve("closed"));
        Path home = closed.resolve("home");
        EmbeddedPostgresSettings settings = EmbeddedPostgresSettings.in(home).withPrograms(programs);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        try (var server = EmbeddedPostgres.start(settings)) {
            execute(server, "CREATE TABLE kept (n int)");
            execute(server, "INSERT INTO kept VALUES (7)");
            assertThat(FileOwnership.uidOf(home.resolve("data"))).isZero();
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var server = EmbeddedPostgres.start(settings)) {
            assertThat(query(server, "SELECT n FROM kept")).isEqualTo("7");
            assertThat(FileOwnership.uidOf(home.resolve("data"))).isEqualTo(65534);
            assertThat(FileOwnership.uidOf(Path.of("/proc", Long.toString(server.pid()))))
                    .isEqualTo(65534);
        }
    }

    @Test
    void saysWhoseFilesItCannotUse() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> EmbeddedPostgres.start(EmbeddedPostgresSettings.in(file)))
                .isInstanceOf(PostgresDidNotStart.class)
                .hasMessageContaining("cannot be prepared");
    }

    @Test
    void saysWhatTheServerSaysWhereItsDataAreOfAnotherVersion() throws Exception {
        EmbeddedPostgres.start(settings()).close();
        Files.writeString(directory.resolve("data/PG_VERSION"), "17\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(settings()))
                .isInstanceOf(PostgresDidNotStart.class)
                .hasMessageContaining("database files are incompatible with server");
    }

    private static boolean mayMakeUserNamespaces() {
        return ShortCommand.run(
                        List.of("unshare", "--map-user=65534", "true"), Path.of("/"), "", Duration.ofSeconds(20))
                .succeeded();
    }

    @Test
    void leavesNoProcessBehindWhenClosed() {
        var server = EmbeddedPostgres.start(settings());
        long pid = server.pid();
        server.close();
        server.close();
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
    }

    /** The programs are unpacked once for all these tests. */
    private EmbeddedPostgresSettings settings() {
        return EmbeddedPostgresSettings.in(directory).withPrograms(programs);
    }

    private static boolean answers(EmbeddedPostgres server) {
        try {
            return query(server, "SELECT 1").equals("1");
        } catch (SQLException e) {
            return false;
        }
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = server.address().dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = server.address().dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
