package uk.wayleave.app.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import uk.wayleave.app.command.CannotStart;
import uk.wayleave.app.settings.Settings;
import uk.wayleave.opendata.store.OpenDataSchema;
import uk.wayleave.register.postgres.Annex;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.postgres.DatabaseAddress;
import uk.wayleave.register.postgres.DatabaseChoice;
import uk.wayleave.register.postgres.DatabaseProbe;
import uk.wayleave.register.postgres.DatabaseTimeouts;
import uk.wayleave.register.postgres.EmbeddedPostgres;
import uk.wayleave.register.postgres.EmbeddedPostgresSettings;
import uk.wayleave.register.vault.MasterKey;
import uk.wayleave.register.vault.MasterKeySource;

/** The database, embedded or not, with the master key that opens what is in it. */
public final class Storage implements AutoCloseable {
    private static final int OPEN_DATA_CONNECTIONS = 12;

    /** A batch of an archive takes longer than anything of the register's. */
    private static final DatabaseTimeouts OPEN_DATA_TIMEOUTS = new DatabaseTimeouts(
            Duration.ofSeconds(3), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(5));

    private final Optional<EmbeddedPostgres> embedded;
    private final DatabaseAddress address;
    private final Database database;
    private final MasterKey key;

    private Storage(Optional<EmbeddedPostgres> embedded, DatabaseAddress address, MasterKey key) {
        this.embedded = embedded;
        this.address = address;
        this.database = Database.open(address, key.roleKey());
        this.key = key;
    }

    /**
     * Opens it; the first time it is made.
     *
     * @param tell what the operator should read
     * @throws CannotStart if the master key cannot be used
     */
    public static Storage open(Settings settings, Consumer<String> tell) {
        makeHome(settings.home());
        return switch (settings.database()) {
            case DatabaseChoice.External(DatabaseAddress address) -> {
                boolean first = DatabaseProbe.of(address).migration().isEmpty();
                MasterKey key = key(settings, first, tell);
                yield new Storage(Optional.empty(), address, key);
            }
            case DatabaseChoice.Embedded(Path directory) -> embedded(settings, directory, tell);
        };
    }

    /** The same database while another program of ours may be keeping it: to look, not to serve. */
    public static Storage beside(Settings settings, Consumer<String> tell) {
        if (settings.database() instanceof DatabaseChoice.Embedded(Path directory)) {
            Optional<DatabaseAddress> running = EmbeddedPostgres.runningIn(directory);
            if (running.isPresent()) {
                MasterKey key = key(settings, false, tell);
                return new Storage(Optional.empty(), running.get(), key);
            }
            if (!Files.exists(directory)) {
                throw new CannotStart(
                        "There is no database in " + directory + " yet. Run ./wayleave serve or ./wayleave"
                                + " demo first, or name the home in WAYLEAVE_HOME.");
            }
        }
        return open(settings, tell);
    }

    private static Storage embedded(Settings settings, Path directory, Consumer<String> tell) {
        boolean first = !Files.exists(directory.resolve("data"));
        MasterKey key = key(settings, first, tell);
        EmbeddedPostgres server = EmbeddedPostgres.start(EmbeddedPostgresSettings.in(directory)
                .withPrograms(settings.programs())
                .closedByCaller());
        try {
            return new Storage(Optional.of(server), server.address(), key);
        } catch (RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    private static MasterKey key(Settings settings, boolean first, Consumer<String> tell) {
        return switch (MasterKeySource.find(settings.environment(), settings.home(), first)) {
            case MasterKeySource.Finding.Found(MasterKey key) -> key;
            case MasterKeySource.Finding.Generated generated -> {
                tell.accept(generated.warning());
                yield generated.key();
            }
            case MasterKeySource.Finding.Unusable(String why, String cure) -> throw new CannotStart(why + " " + cure);
        };
    }

    private static void makeHome(Path home) {
        try {
            Files.createDirectories(home);
        } catch (IOException failed) {
            throw new UncheckedIOException("The home " + home + " cannot be made.", failed);
        }
    }

    /** The open data's part of the database, which has nothing to do with the register's; the caller closes it. */
    public Annex openData() {
        return Annex.open(
                address,
                key.roleKey(),
                new Annex.Plan(
                        OpenDataSchema.NAME, OpenDataSchema.MIGRATIONS, OPEN_DATA_CONNECTIONS, OPEN_DATA_TIMEOUTS));
    }

    public Database database() {
        return database;
    }

    public MasterKey key() {
        return key;
    }

    @Override
    public void close() {
        database.close();
        embedded.ifPresent(EmbeddedPostgres::close);
    }
}
