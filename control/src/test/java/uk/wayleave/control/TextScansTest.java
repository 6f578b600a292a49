package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.scan.Team;
import uk.wayleave.register.scan.TextScanRuns;
import uk.wayleave.register.scan.TextsRead;

/** Scans of a Controller's own records by the control plane: ordered, hastened, read, ended, and nobody else's. */
class TextScansTest {
    private static final Town TOWN = new Town();
    private static final String AGREEMENT = TOWN.active(TOWN.water);

    private final Client administrator = TOWN.water.as(Role.CONTROLLER_ADMINISTRATOR);
    private final String path = TOWN.water.path() + "/text-scans";

    @AfterAll
    static void close() {
        TOWN.close();
    }

    private static String instruction() {
        return TOWN.water
                .as(Role.REQUESTER)
                .post("/api/instructions", TOWN.wanted(TOWN.water, AGREEMENT))
                .text("/id");
    }

    /** As a node of the data plane would. */
    private static void found(String scan) {
        TextScanRuns runs = TOWN.register.textScanRuns();
        SwaCode code = new SwaCode("9101");
        for (TextScanRuns.Held held : runs.claim(Duration.ofMinutes(5), 10)) {
            assertThat(held.scan()).hasToString(scan);
            assertThat(held.controller()).isEqualTo(ControllerId.of(TOWN.water.id()));
            TextScanRuns.UnderWay run = runs.underWay(held, "1-test");
            TextsRead.Item item = new TextsRead.Item("reporting.GetPermits", "/permits?offset=0", code);
            runs.add(held.controller(), run.id(), List.of(item));
            runs.done(
                    runs.answered(
                                    held,
                                    run.id(),
                                    item,
                                    new TextsRead(
                                            List.of(new TextsRead.One(
                                                    new Team(code, Optional.of("042")),
                                                    "detail",
                                                    "hmac-sha256:" + "a".repeat(64),
                                                    Map.of("telephone", 2))),
                                            List.of()),
                                    Duration.ofMinutes(5))
                            .orElseThrow(),
                    run.id(),
                    false);
        }
    }

    @Test
    void isOrderedReadAndEndedByItsControllerOnly() {
        Answer made = administrator.post(path, Map.of("instruction", instruction(), "every_days", 7));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String one = path + "/" + made.text("/id");
        assertThat(made.text("/next")).isNotEmpty();
        found(made.text("/id"));

        Client auditor = TOWN.water.as(Role.AUDITOR);
        Client officer = TOWN.water.as(Role.INFORMATION_GOVERNANCE_OFFICER);
        assertThat(auditor.get(path).body()).contains(made.text("/id"));
        Answer runs = officer.get(one + "/runs");
        assertThat(runs.text("/items/0/state")).isEqualTo("done");
        assertThat(runs.json().at("/items/0/texts_with_hits").asInt()).isEqualTo(1);
        String report = one + "/runs/" + runs.text("/items/0/id");
        Answer lines = auditor.get(report);
        assertThat(lines.json().at("/lines").toString())
                .isEqualTo("[{\"organisation\":\"9101\",\"workstream\":\"042\",\"field\":\"detail\",\"texts\":1,"
                        + "\"texts_with_hits\":1,\"hits\":[{\"personal_data\":\"telephone\",\"hits\":2}]}]");
        assertThat(auditor.get(one + "/runs?most=0").status()).isEqualTo(400);

        Client stranger = TOWN.council.as(Role.CONTROLLER_ADMINISTRATOR);
        for (String hidden : List.of(path, one + "/runs", report)) {
            assertThat(stranger.get(hidden).status()).as(hidden).isEqualTo(404);
        }
        String asTheirs = TOWN.council.path() + "/text-scans/" + made.text("/id");
        assertThat(stranger.get(asTheirs + "/runs").status()).isEqualTo(404);
        assertThat(stranger.post(asTheirs + "/end").status()).isEqualTo(404);
        assertThat(stranger.post(one + "/run").status()).isEqualTo(404);

        assertThat(administrator.post(one + "/run").status()).isEqualTo(200);
        Answer ended = administrator.post(one + "/end");
        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
        assertThat(ended.text("/ended")).isNotEmpty();
        assertThat(administrator.post(one + "/run").status()).isEqualTo(409);
        assertThat(auditor.get(report).status()).as("reports stay").isEqualTo(200);
    }

    @Test
    void saysWhatIsWrongWithWhatWasOrdered() {
        Answer wrong = administrator.post(path, Map.of("instruction", instruction(), "every_days", 0));
        assertThat(wrong.status()).isEqualTo(409);
        assertThat(wrong.body()).contains("every 1 to 90 days");
        Answer unknown = administrator.post(
                path, Map.of("instruction", "6b0a4f0c-3c6c-4b8e-9d0e-2f3b5c1d7e9f", "every_days", 7));
        assertThat(unknown.status()).isEqualTo(409);
        assertThat(unknown.body()).contains("standing instruction");
    }
}
