package uk.wayleave.register.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/** A server of the version that Debian installs, run by hand in a temporary directory. */
final class DebianPostgres implements AutoCloseable {
    private final Path directory;
    private final Process process;
    private final int port;

    private DebianPostgres(Path directory, Process process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    /** Skips the test where that version is not installed. */
    static DebianPostgres start(int version) {
        Path programs = Path.of("/usr/lib/postgresql", Integer.toString(version), "bin");
        Assumptions.assumeTrue(
                Files.isExecutable(programs.resolve("postgres")),
                "PostgreSQL " + version + " is not installed here (Debian: postgresql-" + version + ")");
        try {
            Path directory = Files.createTempDirectory("debian-postgres");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            ProcessOwner owner = ProcessOwner.forPrograms(directory);
            Path data = Files.createDirectory(directory.resolve("data"), FileOwnership.permissions("rwx------"));
            Path password = Files.writeString(directory.resolve("password"), "of the superuser");
            FileOwnership.give(data, owner.uid());
            FileOwnership.give(password, owner.uid());
            List<String> initdb = List.of(
                    programs.resolve("initdb").toString(),
                    "--pgdata=" + data,
                    "--username=postgres",
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8");
            var made = ShortCommand.run(owner.command(initdb), directory, "", Duration.ofMinutes(2));
            if (!made.succeeded()) throw new IllegalStateException(made.output());
            int port = FreePort.find();
            List<String> postgres = List.of(
                    programs.resolve("postgres").toString(),
                    "-D",
                    data.toString(),
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=");
            Process process = ShortCommand.builder(owner.boundCommand("INT", postgres), directory)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            Await.until(
                    Duration.ofSeconds(60),
                    () -> PostmasterFile.read(data)
                            .filter(PostmasterFile::isReady)
                            .isPresent());
            return new DebianPostgres(directory, process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new database whose owner may create roles and no more. */
    DatabaseAddress newDatabase() {
        String name = "d_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        try (Connection superuser = address("postgres", "postgres", "of the superuser")
                        .dataSource()
                        .getConnection();
                var statement = superuser.createStatement()) {
            statement.execute("CREATE ROLE " + name + "_owner LOGIN CREATEROLE PASSWORD 'of the owner'");
            statement.execute("CREATE DATABASE " + name + " OWNER " + name + "_owner");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return address(name, name + "_owner", "of the owner");
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        try {
            FileOwnership.deleteTree(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DatabaseAddress address(String database, String user, String password) {
        return new DatabaseAddress(
                List.of(new DatabaseAddress.Server("127.0.0.1", port)),
                database,
                user,
                Optional.of(password),
                Map.of("sslmode", "disable"));
    }
}
