package uk.wayleave.app.doctor;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.wayleave.app.settings.Settings;
import uk.wayleave.app.settings.Variable;
import uk.wayleave.register.postgres.DatabaseAddress;
import uk.wayleave.register.postgres.DatabaseChoice;
import uk.wayleave.register.postgres.DatabaseProbe;
import uk.wayleave.register.postgres.DatabaseSetupFailed;
import uk.wayleave.register.postgres.DatabaseUnavailable;
import uk.wayleave.register.postgres.EmbeddedPostgres;
import uk.wayleave.register.postgres.EmbeddedPostgresSettings;
import uk.wayleave.register.postgres.PostgresDidNotStart;

/** Whether the database can be used, and whether its clock and ours agree. */
final class DatabaseCheck {
    /** Tokens and instructions end by our clock, the ledger's times are the database's. */
    private static final Duration LARGEST_DIFFERENCE = Duration.ofSeconds(2);

    private final Settings settings;
    private final Clock clock;

    DatabaseCheck(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    List<Finding> examine() {
        return switch (settings.database()) {
            case DatabaseChoice.External(DatabaseAddress address) -> probed(address, "at " + address);
            case DatabaseChoice.Embedded embedded -> ofEmbedded(embedded);
        };
    }

    private List<Finding> ofEmbedded(DatabaseChoice.Embedded embedded) {
        if (!Files.exists(embedded.directory().resolve("data")))
            return List.of(
                    new Finding.Notice("database", "the embedded one is not there yet", "The first start makes it."),
                    new Finding.Skipped("clock", "there is no database yet"));
        Optional<DatabaseAddress> running = EmbeddedPostgres.runningIn(embedded.directory());
        if (running.isPresent()) return probed(running.get(), "embedded, in use by a running Wayleave");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(
                EmbeddedPostgresSettings.in(embedded.directory()).withPrograms(settings.programs()))) {
            return probed(server.address(), "embedded, started for this check");
        } catch (PostgresDidNotStart failed) {
            return broken(String.valueOf(failed.getMessage()), "");
        }
    }

    private List<Finding> probed(DatabaseAddress address, String which) {
        try {
            Instant before = clock.instant();
            DatabaseProbe found = DatabaseProbe.of(address);
            Instant after = clock.instant();
            String schema =
                    found.migration().map(last -> "schema at version " + last).orElse("no schema yet");
            return List.of(
                    new Finding.Sound("database", "PostgreSQL " + found.version() + " " + which + ", " + schema),
                    clock(before, found.time(), after));
        } catch (DatabaseSetupFailed failed) {
            return broken(String.valueOf(failed.getMessage()), "");
        } catch (DatabaseUnavailable failed) {
            return broken(
                    String.valueOf(failed.getMessage()),
                    "See that the server runs, and check " + Variable.DATABASE_URL + ".");
        }
    }

    private static List<Finding> broken(String why, String cure) {
        return List.of(
                new Finding.Broken("database", why, cure),
                new Finding.Skipped("clock", "the database cannot be asked"));
    }

    private static Finding clock(Instant before, Instant database, Instant after) {
        Duration difference = database.isBefore(before)
                ? Duration.between(database, before)
                : database.isAfter(after) ? Duration.between(after, database) : Duration.ZERO;
        if (difference.compareTo(LARGEST_DIFFERENCE) <= 0)
            return new Finding.Sound("clock", "agrees with the database's to " + difference.toMillis() + " ms");
        return new Finding.Broken(
                "clock",
                "It differs from the database's by " + difference.toSeconds() + " s.",
                "Let both keep time by the same servers (NTP): tokens and instructions end by it.");
    }
}
