package uk.wayleave.register.postgres;

import static uk.wayleave.register.postgres.SqlIdentifier.quoted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Fresh databases for tests and throw-away demonstrations, quickly: one embedded PostgreSQL for each JVM, in a
 * directory below the system's temporary one that goes when the JVM ends, and in it as many databases as are asked for.
 * Its programs stay there, unpacked, for the next JVM. Not for anything whose data matter.
 */
public final class TemporaryPostgres {
    private TemporaryPostgres() {}

    /** One server for each JVM is the point, so this one thing is static; it starts at first use. */
    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();
    }

    /** A new, empty database, signed in to as its owner. Takes some tens of milliseconds once the server runs. */
    public static DatabaseAddress newDatabase() {
        EmbeddedPostgres server = Server.INSTANCE;
        String name = "t_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        DatabaseAddress owner = server.address();
        try (Connection superuser = server.superuserAddress().dataSource().getConnection();
                var statement = superuser.createStatement()) {
            statement.execute("CREATE DATABASE " + quoted(name) + " OWNER " + quoted(owner.user()));
        } catch (SQLException e) {
            throw SqlFailure.translated(e, false);
        }
        return owner.withDatabase(name);
    }

    /** A new database, made ready, with a key of its own and small pools. The caller closes it. */
    public static Database openDatabase() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Database.open(newDatabase(), RoleKey.of(secret), new PoolSizes(6, 3, 2, 1), DatabaseTimeouts.defaults());
    }

    private static EmbeddedPostgres start() {
        try {
            Path shared = sharedDirectory();
            clearLeftovers(shared);
            Path own = shared.resolve("run-" + UUID.randomUUID());
            EmbeddedPostgres server = EmbeddedPostgres.start(
                    EmbeddedPostgresSettings.in(own).withPrograms(shared).closedByCaller());
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform().name("temporary-postgres-exit").unstarted(() -> {
                                server.abandon();
                                delete(own);
                            }));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ours alone, or else somebody could have put programs of their own there for us to run. */
    private static Path sharedDirectory() throws IOException {
        int uid = FileOwnership.ourUid();
        Path directory = Path.of(System.getProperty("java.io.tmpdir"), "wayleave-postgres-" + uid);
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS))
            try {
                Files.createDirectory(directory, FileOwnership.permissions("rwx--x--x"));
            } catch (java.nio.file.FileAlreadyExistsException e) {
                // Another JVM of ours, which the next line makes sure of.
            }
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) || FileOwnership.uidOf(directory) != uid)
            throw new PostgresDidNotStart(directory + " belongs to somebody else. Remove it, or set java.io.tmpdir.");
        return directory.toRealPath();
    }

    /** Runs whose JVM was killed: their directories are no longer locked. */
    private static void clearLeftovers(Path shared) throws IOException {
        try (DirectoryStream<Path> runs = Files.newDirectoryStream(shared, "run-*")) {
            for (Path run : runs) if (isAbandoned(run)) delete(run);
        }
    }

    private static boolean isAbandoned(Path run) {
        // Without a lock file its JVM is just making it.
        if (!Files.exists(run.resolve("lock"))) return false;
        try {
            PostgresDirectory.open(run).close();
            return true;
        } catch (IOException | PostgresDidNotStart e) {
            return false;
        }
    }

    private static void delete(Path run) {
        try {
            FileOwnership.deleteTree(run);
        } catch (IOException e) {
            // Its server is just ending; the next JVM clears it.
        }
    }
}
