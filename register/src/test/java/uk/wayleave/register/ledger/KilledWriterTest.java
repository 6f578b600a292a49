package uk.wayleave.register.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.wayleave.evidence.LedgerVerifier;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.evidence.Verdict;
import uk.wayleave.register.postgres.ChildProgram;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.postgres.DatabaseAddress;
import uk.wayleave.register.postgres.RoleKey;
import uk.wayleave.register.postgres.TemporaryPostgres;

/** kill -9 of a node in the midst of its appends, while others go on with the same database. */
class KilledWriterTest {
    private static final int RUNS = 4;

    @Test
    void losesNothingCommittedAndLeavesAnIntactChain() throws Exception {
        DatabaseAddress address = TemporaryPostgres.newDatabase();
        String url = "postgresql://%s:%s@127.0.0.1:%d/%s?sslmode=disable"
                .formatted(
                        address.user(),
                        address.password().orElseThrow(),
                        address.servers().getFirst().port(),
                        address.database());
        try (var database = Database.open(address, RoleKey.of(new byte[32]))) {
            var reader = new LedgerReader(database);
            Map<Long, String> said = new HashMap<>();
            for (int run = 0; run < RUNS; run++) {
                said.putAll(saidUntilKilled(url, ThreadLocalRandom.current().nextInt(100, 3000)));
                assertThat(reader.verify(LedgerVerifier.fromTheStart())).isInstanceOf(Verdict.Intact.class);
                assertThat(chains(reader)).containsAllEntriesOf(said);
            }
            System.out.println(said.size() + " committed entries, none lost; "
                    + reader.head().count() + " in all");
        }
    }

    private static Map<Long, String> saidUntilKilled(String url, int enough) throws Exception {
        Map<Long, String> said = new HashMap<>();
        Process program = ChildProgram.start(AppendingProgram.class, url);
        BufferedReader output = ChildProgram.output(program);
        for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
            // The log speaks too.
            if (!line.startsWith("committed ")) continue;
            String[] words = line.split(" ", -1);
            said.put(Long.valueOf(words[1]), words[2]);
            // By its handle, which leaves open what it has said.
            if (said.size() == enough) program.toHandle().destroyForcibly();
        }
        assertThat(program.waitFor()).isEqualTo(128 + 9);
        assertThat(said).hasSizeGreaterThanOrEqualTo(enough);
        return said;
    }

    private static Map<Long, String> chains(LedgerReader reader) {
        Map<Long, String> chains = new HashMap<>();
        List<StoredEntry> page = reader.ofController(AppendingProgram.CONTROLLER, 0, 1000);
        while (!page.isEmpty()) {
            for (StoredEntry entry : page)
                chains.put(entry.sequence(), HexFormat.of().formatHex(entry.chain()));
            page = reader.ofController(
                    AppendingProgram.CONTROLLER, page.getLast().sequence(), 1000);
        }
        return chains;
    }
}
