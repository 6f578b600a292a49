package uk.wayleave.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.Client.Reply;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.wire.Json;

/** Exports: asked for, waited for, fetched, and seen by nobody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportsTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults().withWorks(60), clock);
    private final Client water = Client.loggedIn(sandbox, Directory.WATER);
    private final Client fibre = Client.loggedIn(sandbox, Directory.FIBRE);

    @AfterAll
    void stop() {
        sandbox.close();
    }

    private static long job(Reply asked) {
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        return asked.json().path("csv_id").asLong();
    }

    private static JsonNode jobs(Client client) {
        return client.get("/v6/reporting/csv-exports").json().path("rows");
    }

    @Test
    void isReadyAfterAWhileAndHoldsWhatTheListShows() {
        long id = job(water.post("/v6/export/permits/csv", Json.object().put("export_description", "For the board")));

        assertThat(water.get("/v6/export/csv/" + id).status()).isEqualTo(404);
        assertThat(jobs(water).path(0).path("csv_export_status").asString()).isEqualTo("queued");
        clock.forward(Duration.ofMillis(1200));
        assertThat(jobs(water).path(0).path("csv_export_status").asString()).isEqualTo("in_progress");
        clock.forward(Duration.ofSeconds(1));

        JsonNode job = jobs(water).path(0);
        assertThat(job.path("csv_export_status").asString()).isEqualTo("ready");
        assertThat(job.path("export_description").asString()).isEqualTo("For the board");
        Reply csv = water.get("/v6/export/csv/" + id);
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        List<String> lines = csv.text().lines().toList();
        assertThat(lines.getFirst()).startsWith("work_reference_number,permit_reference_number,");
        int listed = water.get("/v6/reporting/permits")
                .json()
                .path("pagination")
                .path("total_rows")
                .asInt();
        assertThat(lines).hasSize(listed + 1);
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("ZW"));
    }

    @Test
    void takesTheFiltersOfTheRequest() {
        ObjectNode refusedOnly = Json.object();
        refusedOnly.putArray("status").add("refused");
        long id = job(water.post("/v6/export/permits/csv", refusedOnly));
        clock.forward(Duration.ofSeconds(3));

        List<String> lines = water.get("/v6/export/csv/" + id).text().lines().toList();

        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.contains(",refused,"));
    }

    @Test
    void showsAJobToNobodyElse() {
        long id = job(water.post("/v3/export/comments/csv", Json.object()));
        clock.forward(Duration.ofSeconds(3));

        assertThat(fibre.get("/v3/export/csv/" + id).status()).isEqualTo(404);
        assertThat(jobs(fibre).valueStream())
                .extracting(job -> job.path("csv_export_id").asLong())
                .doesNotContain(id);
        assertThat(water.get("/v3/export/csv/" + id).status()).isEqualTo(200);
    }

    @Test
    void quotesTextThatHoldsCommasOrQuotes() {
        String works = sandbox.works().stream()
                .filter(w -> w.promoterSwaCode().equals(Directory.WATER))
                .findFirst()
                .orElseThrow()
                .reference();
        water.post(
                "/v6/work/works/" + works + "/comments",
                Json.object().put("detail", "Ring \"Rowan\", please").put("topic", "GENERAL"));
        long id = job(water.post("/v6/export/comments/csv", Json.object()));
        clock.forward(Duration.ofSeconds(3));

        assertThat(water.get("/v6/export/csv/" + id).text()).contains("\"Ring \"\"Rowan\"\", please\"");
    }

    @Test
    void refusesAnotherOrganisationsExport() {
        assertThat(water.post("/v6/export/permits/csv", Json.object().put("swa_code", Directory.FIBRE))
                        .message())
                .isEqualTo("Access restricted");
    }
}
