package uk.wayleave.bench.ledger;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.bench.gateway.Parties;
import uk.wayleave.register.Register;
import uk.wayleave.register.ledger.PostgresLedger;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.postgres.DatabaseAddress;
import uk.wayleave.register.postgres.DatabaseTimeouts;
import uk.wayleave.register.postgres.PoolSizes;
import uk.wayleave.register.postgres.TemporaryPostgres;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.register.token.TokenLifetimes;
import uk.wayleave.register.vault.MasterKey;

/** Measures durable appends to the ledger beside the plain way, on the same server. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "Durable ledger entries a second, beside one commit for each row with as many threads.")
public final class LedgerCommand implements Callable<Integer> {
    /** Few: those of the plain way and these must not exceed what the embedded server allows together. */
    private static final PoolSizes POOLS = new PoolSizes(2, 3, 2, 1);

    @Option(names = "--threads", defaultValue = "48", description = "Appending at once (${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--rounds", defaultValue = "3", description = "Measured rounds of each (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--millis", defaultValue = "5000", description = "Length of a round (${DEFAULT-VALUE}).")
    private int millis;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result there, too.")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        try {
            LedgerReport report = measure();
            report.print(System.out);
            if (json.isPresent()) {
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValue(json.get(), report);
            }
            return 0;
        } catch (ExecutionException e) {
            System.err.println("Nothing was measured: " + e.getCause());
            return 1;
        }
    }

    private LedgerReport measure() throws SQLException, ExecutionException, InterruptedException {
        MasterKey key = MasterKey.of(new byte[32]);
        Database database =
                Database.open(TemporaryPostgres.newDatabase(), key.roleKey(), POOLS, DatabaseTimeouts.defaults());
        try (Register register = Register.open(database, key, Clock.systemUTC(), TokenLifetimes.asStreetManagers())
                        .orElseThrow();
                PostgresLedger ledger = PostgresLedger.open(database)) {
            Snapshot snapshot = register.snapshots()
                    .read(Parties.register(register, URI.create("https://127.0.0.1:9"), Clock.systemUTC()))
                    .orElseThrow();
            return compare(
                    new GroupCommit(ledger, snapshot.controller().value(), snapshot.revision()),
                    RowPerCommit.in(to(TemporaryPostgres.newDatabase())),
                    System.err);
        }
    }

    private LedgerReport compare(Subject ledger, Subject plain, PrintStream progress)
            throws ExecutionException, InterruptedException {
        for (Subject subject : List.of(ledger, plain)) {
            progress.println("Warming up " + subject.title());
            Rate.of(subject, threads, Duration.ofMillis(millis));
        }
        var ledgerRates = new ArrayList<Rate>();
        var plainRates = new ArrayList<Rate>();
        for (int round = 1; round <= rounds; round++) {
            progress.println("Round " + round + " of " + rounds);
            ledgerRates.add(Rate.of(ledger, threads, Duration.ofMillis(millis)));
            plainRates.add(Rate.of(plain, threads, Duration.ofMillis(millis)));
        }
        return LedgerReport.of(threads, ledgerRates, plainRates);
    }

    private static RowPerCommit.Connections to(DatabaseAddress address) {
        DatabaseAddress.Server server = address.servers().getFirst();
        String url = "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), address.database());
        return () -> DriverManager.getConnection(
                url, address.user(), address.password().orElse(""));
    }
}
