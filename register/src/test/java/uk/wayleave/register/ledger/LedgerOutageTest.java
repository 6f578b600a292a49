package uk.wayleave.register.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.AppendResult.Committed;
import uk.wayleave.evidence.AppendResult.Unavailable;
import uk.wayleave.evidence.LedgerVerifier;
import uk.wayleave.evidence.Receipt;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.evidence.Verdict;
import uk.wayleave.register.postgres.Await;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.postgres.DatabaseUnavailable;
import uk.wayleave.register.postgres.EmbeddedPostgres;
import uk.wayleave.register.postgres.EmbeddedPostgresSettings;
import uk.wayleave.register.postgres.RoleKey;

/** The database dies, goes away and hangs under the ledger. */
class LedgerOutageTest {
    private static final UUID HERE = new UUID(1, 1);
    private static final LedgerLimits LIMITS = LedgerLimits.defaults().withPatience(Duration.ofSeconds(2));
    /** The stated limit, and what a busy machine adds. */
    private static final Duration BOUND = LIMITS.patience().plusSeconds(1);

    @TempDir
    static Path programs;

    @TempDir
    Path directory;

    private record Answer(AppendResult result, Duration took) {}

    @Test
    void losesNothingCommittedWhenTheDatabaseIsKilledInTheMidstOfAppends() throws Exception {
        try (var server = EmbeddedPostgres.start(settings());
                var database = open(server);
                var ledger = PostgresLedger.open(database, LIMITS)) {
            var stop = new AtomicBoolean();
            var committed = new AtomicInteger();
            var running = new Callers<List<Answer>>();
            for (int i = 0; i < 16; i++)
                running.call(() -> {
                    List<Answer> answers = new ArrayList<>();
                    while (!stop.get()) {
                        Answer answer = append(ledger);
                        if (answer.result instanceof Committed) committed.incrementAndGet();
                        answers.add(answer);
                    }
                    return answers;
                });
            for (int kill = 0; kill < 3; kill++) {
                int enough = committed.get() + 200;
                Await.until(Duration.ofSeconds(30), () -> committed.get() >= enough);
                long pid = server.pid();
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
                Await.until(Duration.ofSeconds(30), () -> server.pid() != pid);
            }
            int enough = committed.get() + 200;
            Await.until(Duration.ofSeconds(30), () -> committed.get() >= enough);
            stop.set(true);
            List<Answer> answers =
                    running.results().stream().flatMap(List::stream).toList();
            assertThat(answers).allMatch(answer -> answer.took.compareTo(BOUND) < 0);
            assertThat(answers)
                    .filteredOn(answer -> answer.result instanceof Unavailable)
                    .isNotEmpty();
            assertThat(answers)
                    .allMatch(answer -> answer.result instanceof Committed || answer.result instanceof Unavailable);
            assertAllThere(database, answers);
        }
    }

    @Test
    void isUnavailableWhileTheDatabaseIsAwayAndWorksOnceItIsBack() throws Exception {
        var first = EmbeddedPostgres.start(settings());
        int port = first.port();
        try (var database = open(first);
                var ledger = PostgresLedger.open(database, LIMITS)) {
            List<Answer> answers = new ArrayList<>();
            answers.add(append(ledger));
            assertThat(answers.getFirst().result).isInstanceOf(Committed.class);
            first.close();
            var running = new Callers<Answer>();
            for (int i = 0; i < 8; i++) running.call(() -> append(ledger));
            assertThat(running.results()).allSatisfy(answer -> {
                assertThat(answer.result).isInstanceOf(Unavailable.class);
                assertThat(answer.took).isLessThan(BOUND);
            });
            try (var second = EmbeddedPostgres.start(settings().withPort(port))) {
                assertThat(second.port()).isEqualTo(port);
                answers.add(awaitCommitted(ledger));
                assertAllThere(database, answers);
            }
        } finally {
            first.close();
        }
    }

    @Test
    void isUnavailableWhileTheDatabaseHangsAndSaysThatItMayBeRecorded() throws Exception {
        try (var server = EmbeddedPostgres.start(settings());
                var database = open(server);
                var ledger = PostgresLedger.open(database, LIMITS)) {
            List<Answer> answers = new ArrayList<>();
            answers.add(append(ledger));
            List<Long> backends = appenders(server);
            assertThat(backends).isNotEmpty();
            // A connection used a moment ago is not tried out before it is used again, so this hangs in the midst of
            // it.
            answers.add(append(ledger));
            signal("STOP", backends);
            try {
                Answer hung = append(ledger);
                assertThat(hung.took).isLessThan(BOUND);
                assertThat(hung.result)
                        .isInstanceOfSatisfying(
                                Unavailable.class,
                                unavailable -> assertThat(unavailable.why()).contains("2000 ms"));
                Answer behind = append(ledger);
                assertThat(behind.took).isLessThan(BOUND);
                assertThat(behind.result).isInstanceOf(Unavailable.class);
            } finally {
                signal("CONT", backends);
            }
            answers.add(awaitCommitted(ledger));
            assertAllThere(database, answers);
        }
    }

    private static Answer append(PostgresLedger ledger) {
        long begun = System.nanoTime();
        AppendResult result = ledger.append(Drafts.ofOneCall(HERE, UUID.randomUUID()), List.of());
        return new Answer(result, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static Answer awaitCommitted(PostgresLedger ledger) throws Exception {
        List<Answer> last = new ArrayList<>();
        Await.until(Duration.ofSeconds(30), () -> {
            last.add(append(ledger));
            return last.getLast().result instanceof Committed;
        });
        return last.getLast();
    }

    /**
     * A connection used less than half a second ago is not tried out before it is used again, so the first reads after
     * a crash can each meet one that died in it: a reader is told so, and reads again.
     */
    private static void assertAllThere(Database database, List<Answer> answers) throws Exception {
        var reader = new LedgerReader(database);
        List<Receipt> inTheLedger = new ArrayList<>();
        Await.until(Duration.ofSeconds(30), () -> {
            inTheLedger.clear();
            try {
                assertThat(reader.verify(LedgerVerifier.fromTheStart())).isInstanceOf(Verdict.Intact.class);
                List<StoredEntry> page = reader.ofController(HERE, 0, 1000);
                while (!page.isEmpty()) {
                    page.forEach(entry -> inTheLedger.add(entry.receipt()));
                    page = reader.ofController(HERE, page.getLast().sequence(), 1000);
                }
                return true;
            } catch (DatabaseUnavailable e) {
                return false;
            }
        });
        List<Receipt> given = new ArrayList<>();
        for (Answer answer : answers) if (answer.result instanceof Committed(List<Receipt> some)) given.addAll(some);
        assertThat(given).isNotEmpty();
        assertThat(new HashSet<>(inTheLedger)).containsAll(given);
    }

    private static List<Long> appenders(EmbeddedPostgres server) throws SQLException {
        List<Long> pids = new ArrayList<>();
        try (Connection owner = Owner.connection(server.address());
                var statement = owner.createStatement();
                var row = statement.executeQuery(
                        "select pid from pg_stat_activity where usename = current_database() || '_appender'")) {
            while (row.next()) pids.add(row.getLong(1));
        }
        return pids;
    }

    private static void signal(String name, List<Long> processes) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(pid -> command.add(pid.toString()));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private static Database open(EmbeddedPostgres server) {
        return Database.open(server.address(), RoleKey.of(new byte[32]));
    }

    private EmbeddedPostgresSettings settings() {
        return EmbeddedPostgresSettings.in(directory).withPrograms(programs);
    }
}
