package uk.wayleave.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.eclipse.jetty.util.Fields;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.Client.Reply;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.record.Archive;
import uk.wayleave.sandbox.record.StoredFile;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.street.Place;
import uk.wayleave.sandbox.wire.Form;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Query;
import uk.wayleave.streetmanager.ApiVersion;

/** Files: taken, searched for viruses, given back, linked, deleted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesTest {
    private static final byte[] PLAN = "%PDF-1.4 a plan".getBytes(StandardCharsets.US_ASCII);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults(), clock);
    private final Client water = Client.loggedIn(sandbox, Directory.WATER);
    private final Client fibre = Client.loggedIn(sandbox, Directory.FIBRE);
    private final Client county = Client.loggedIn(sandbox, Directory.COUNTY);
    private final Client civils = Client.loggedIn(sandbox, Directory.CIVILS);

    @AfterAll
    void stop() {
        sandbox.close();
    }

    private static Reply upload(Client client, String name, byte[] content) {
        return client.upload("POST", "/v6/work/files", name, content, Map.of());
    }

    private static long id(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().path("file_id").asLong();
    }

    private String worksOf(String promoter) {
        return sandbox.works().stream()
                .filter(w -> w.promoterSwaCode().equals(promoter))
                .findFirst()
                .orElseThrow()
                .reference();
    }

    @ParameterizedTest
    @MethodSource("uk.wayleave.streetmanager.ApiVersion#shipped")
    void givesAFileBackByteForByteOnceItIsSearched(ApiVersion version) {
        byte[] photo = new byte[300_000];
        new Random(31).nextBytes(photo);
        String files = "/" + version.segment() + "/work/files";
        Reply taken = water.upload("POST", files, "trench photo.jpg", photo, Map.of());
        long id = id(taken);

        assertThat(taken.json().path("name").asString()).isEqualTo("trench photo.jpg");
        assertThat(water.get(files + "/" + id).status()).isEqualTo(404);
        clock.forward(Duration.ofMillis(1500));
        assertThat(water.get(files + "/" + id).status()).isEqualTo(204);
        clock.forward(Duration.ofMillis(600));
        Reply given = water.get(files + "/" + id);
        assertThat(given.status()).isEqualTo(200);
        assertThat(given.body()).isEqualTo(photo);
        assertThat(given.header("Content-Type")).isEqualTo("image/jpeg");
    }

    @Test
    void neverGivesAFileWithAVirus() {
        byte[] eicar = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE".getBytes(StandardCharsets.US_ASCII);
        long id = id(upload(water, "plan.pdf", eicar));

        clock.forward(Duration.ofMinutes(5));

        assertThat(water.get("/v6/work/files/" + id).status()).isEqualTo(404);
    }

    @Test
    void takesTenMegabytesAndNotAByteMoreAndOnlyKindsItKnows() {
        assertThat(upload(water, "plan.pdf", new byte[10 << 20]).status()).isEqualTo(201);
        assertThat(upload(water, "plan.pdf", new byte[(10 << 20) + 1]).message())
                .contains("'file'");
        assertThat(upload(water, "plan.pdf", new byte[11 << 20]).status()).isEqualTo(400);
        assertThat(upload(water, "plan.exe", PLAN).message()).contains("'file'");
        assertThat(upload(water, "plan.pdf", new byte[0]).status()).isEqualTo(400);
        assertThat(water.post("/v6/work/files", Json.object()).status()).isEqualTo(400);
    }

    @Test
    void takesAContractorsFileForWhomItActsAndForNobodyElse() {
        Reply forWater = civils.upload("POST", "/v6/work/files", "plan.pdf", PLAN, Map.of("swaCode", Directory.WATER));
        long id = id(forWater);
        clock.forward(Duration.ofSeconds(3));

        assertThat(water.get("/v6/work/files/" + id).status()).isEqualTo(200);
        assertThat(civils.upload("POST", "/v6/work/files", "plan.pdf", PLAN, Map.of("swaCode", Directory.FIBRE))
                        .message())
                .isEqualTo("Access restricted");
    }

    @Test
    void linksAFileOnceAndThenKeepsIt() {
        String works = "/v6/work/works/" + worksOf(Directory.WATER);
        long id = id(upload(water, "plan.pdf", PLAN));
        clock.forward(Duration.ofSeconds(3));
        ObjectNode link = Applications.person();
        link.putArray("file_ids").add(id);

        assertThat(county.get("/v6/work/files/" + id).message()).isEqualTo("Access restricted");
        assertThat(water.post(works + "/files", link).status()).isEqualTo(201);

        assertThat(water.post(works + "/files", link).message()).contains("file_ids");
        assertThat(water.delete("/v6/work/files/" + id).status()).isEqualTo(400);
        assertThat(county.get("/v6/work/files/" + id).status()).isEqualTo(200);
        assertThat(fibre.get("/v6/work/files/" + id).message()).isEqualTo("Access restricted");
        assertThat(water.get("/v6/reporting/works/files?work_reference_number=" + worksOf(Directory.WATER))
                        .json()
                        .path("rows")
                        .valueStream())
                .extracting(row -> row.path("file_id").asLong())
                .contains(id);
    }

    @Test
    void deletesAFileThatIsNotLinkedForItsOwnerOnly() {
        long id = id(upload(water, "plan.pdf", PLAN));
        clock.forward(Duration.ofSeconds(3));

        assertThat(fibre.delete("/v6/work/files/" + id).message()).isEqualTo("Access restricted");
        assertThat(water.delete("/v6/work/files/" + id).status()).isEqualTo(204);

        assertThat(water.get("/v6/work/files/" + id).status()).isEqualTo(404);
        assertThat(water.delete("/v6/work/files/" + id).status()).isEqualTo(404);
    }

    @Test
    void holdsNoMoreThanAHundredMegabytesOfAWorks() {
        Archive archive = new Archive(clock);
        Parts parts = new Parts(archive, swaCode -> false);
        Call call = new Call(
                ApiVersion.V6_0,
                sandbox.account(Directory.WATER),
                Map.of(),
                new Query(new Fields()),
                Json.object(),
                Form.NONE);
        Works works = Works.planned(
                "ZW001X", "001", Directory.WATER, Directory.COUNTY, new Place(1, "", "", "", 4, Json.object()), "");
        ObjectNode ten = Json.object();
        ObjectNode eleven = Json.object();
        for (long id = 1; id <= 11; id++) {
            StoredFile file = new StoredFile(
                    id, "plan.pdf", clock.instant(), "", Directory.WATER, "", 10 << 20, clock.instant(), false);
            archive.files().keep(file, new byte[0]);
            eleven.withArray("file_ids").add(id);
            if (id < 11) {
                ten.withArray("file_ids").add(id);
            }
        }

        assertThat(parts.withFiles(works, ten, call)).isPresent();
        assertThat(parts.withFiles(works, eleven, call)).isEmpty();
    }
}
