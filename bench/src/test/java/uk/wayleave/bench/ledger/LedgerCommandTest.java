package uk.wayleave.bench.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.evidence.AppendResult;

class LedgerCommandTest {
    @TempDir
    private Path folder;

    @Test
    void measuresBothWaysOnARealDatabase() throws IOException {
        Path json = folder.resolve("ledger.json");

        int code = new CommandLine(new LedgerCommand())
                .execute("--threads", "4", "--rounds", "1", "--millis", "200", "--json", json.toString());

        assertThat(code).isZero();
        JsonNode result = new JsonMapper().readTree(Files.readString(json));
        assertThat(result.at("/ledger/perSecond/median").asDouble()).isPositive();
        assertThat(result.at("/plain/perSecond/median").asDouble()).isPositive();
    }

    @Test
    void oneAppendThatIsNotCommittedEndsIt() {
        var refusing = new GroupCommit((drafts, conditions) -> new AppendResult.Stale(), UUID.randomUUID(), 1);

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> Rate.of(refusing, 2, Duration.ofSeconds(30)))
                .withCauseInstanceOf(SQLException.class)
                .withMessageContaining("Stale");
    }

    @Test
    void aRatioIsTakenWithinEachRound() {
        var report = LedgerReport.of(
                4,
                List.of(new Rate(200, 1, 2, 3), new Rate(900, 1, 2, 3), new Rate(400, 1, 2, 3)),
                List.of(new Rate(100, 1, 2, 3), new Rate(300, 1, 2, 3), new Rate(100, 1, 2, 3)));

        assertThat(report.ratio().median()).isEqualTo(3);
        assertThat(report.ratio().max()).isEqualTo(4);
    }
}
