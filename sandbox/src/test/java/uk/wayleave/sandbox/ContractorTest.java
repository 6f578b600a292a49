package uk.wayleave.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.Client.Reply;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.wire.Json;

/** A contractor acts for the promoters it has contracts with, as far as they gave it their workstreams. */
class ContractorTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults(), clock);
    private final Client civils = Client.loggedIn(sandbox, Directory.CIVILS);
    private final Client water = Client.loggedIn(sandbox, Directory.WATER);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private static ObjectNode works(String promoter, String workstream) {
        return Applications.v6(Applications.works(promoter)).put("workstream_prefix", workstream);
    }

    private String madeByWater(String workstream) {
        return water.post("/v6/work/works", works(Directory.WATER, workstream))
                .json()
                .path("work_reference_number")
                .asString();
    }

    @Test
    void worksInAWorkstreamThatIsOpenToItsWriting() {
        Reply made = civils.post("/v6/work/works", works(Directory.WATER, "001"));

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String reference = made.json().path("work_reference_number").asString();
        assertThat(reference).startsWith("ZW001");
        assertThat(water.get("/v6/work/works/" + reference).status()).isEqualTo(200);
        assertThat(civils.post(
                                "/v6/work/works/" + reference + "/comments",
                                Json.object().put("detail", "On our way").put("topic", "GENERAL"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void onlyReadsInAWorkstreamThatIsOpenToItsReading() {
        String reference = madeByWater("002");

        assertThat(civils.get("/v6/work/works/" + reference).status()).isEqualTo(200);
        assertThat(civils.put(
                                "/v6/work/works/" + reference + "/permits/" + reference + "-01/status",
                                Json.object().put("permit_status", "cancelled"))
                        .message())
                .isEqualTo("Access restricted");
        assertThat(civils.post("/v6/work/works", works(Directory.WATER, "002")).message())
                .isEqualTo("Access restricted");
    }

    @Test
    void hasNoPartInWorkstreamsAndPromotersItHasNoContractFor() {
        String countys = Client.loggedIn(sandbox, Directory.COUNTY_WORKS)
                .post("/v6/work/works", works(Directory.COUNTY_WORKS, "002"))
                .json()
                .path("work_reference_number")
                .asString();

        assertThat(civils.get("/v6/work/works/" + countys).message()).isEqualTo("Access restricted");
        assertThat(civils.post("/v6/work/works", works(Directory.FIBRE, "001")).message())
                .isEqualTo("Access restricted");
        assertThat(civils.get("/v6/reporting/comments?swa_code=" + Directory.FIBRE)
                        .message())
                .isEqualTo("Access restricted");
    }

    @Test
    void listsOnlyWhatIsOpenToItAndOfThePromoterItAsksFor() {
        JsonNode all = civils.get("/v6/reporting/comments").json().path("rows");
        JsonNode ofWater = civils.get("/v6/reporting/comments?swa_code=" + Directory.WATER)
                .json()
                .path("rows");

        assertThat(all.valueStream())
                .isNotEmpty()
                .allMatch(row -> row.path("work_reference_number").asString().matches("(ZW00[12]|ZP001).*"));
        assertThat(ofWater.valueStream())
                .isNotEmpty()
                .allMatch(row -> row.path("work_reference_number").asString().startsWith("ZW"));
    }

    @Test
    void isNeverAHighwayAuthority() {
        String reference = madeByWater("001");

        assertThat(civils.put(
                                "/v6/work/works/" + reference + "/permits/" + reference + "-01/assessment",
                                Json.object().put("assessment_status", "granted"))
                        .message())
                .isEqualTo("Access restricted");
    }

    @Test
    void showsWhatItMayDoForWhom() {
        String email = Base64.getEncoder()
                .encodeToString(sandbox.account(Directory.CIVILS).emailAddress().getBytes(StandardCharsets.UTF_8));

        JsonNode user = civils.get("/v6/party/users/" + email + "?swaCode=" + Directory.WATER)
                .json();

        assertThat(user.path("contracts").valueStream())
                .extracting(contract -> contract.path("organisation_reference").asString())
                .containsExactly(Directory.WATER, Directory.COUNTY_WORKS);
        assertThat(user.path("workstreams").valueStream())
                .extracting(workstream -> workstream.path("workstream_prefix").asString() + " "
                        + workstream.path("access_level").asString())
                .containsExactly("001 full_write", "002 read_only");
    }

    @Test
    void canDoNothingForAPromoterThatIsSuspended() {
        String reference = madeByWater("001");
        sandbox.faults().suspend(Directory.WATER);

        assertThat(civils.get("/v6/work/works/" + reference).message()).isEqualTo("Access restricted");
        assertThat(civils.post("/v6/work/works", works(Directory.COUNTY_WORKS, "001"))
                        .status())
                .isEqualTo(201);
    }
}
