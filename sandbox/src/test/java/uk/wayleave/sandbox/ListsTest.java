package uk.wayleave.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.Client.Reply;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.wire.Json;

/** Lists and updates over a sandbox with 1,500 works, so that there is something to page through. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsTest {
    private static final String PERMITS = "/v3/reporting/permits";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults().withWorks(1500), clock);
    private final Client water = Client.loggedIn(sandbox, Directory.WATER);
    private final Client fibre = Client.loggedIn(sandbox, Directory.FIBRE);
    private final Client county = Client.loggedIn(sandbox, Directory.COUNTY);

    @AfterAll
    void stop() {
        sandbox.close();
    }

    private static List<String> column(JsonNode rows, String field) {
        List<String> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.path(field).asString()));
        return values;
    }

    private static JsonNode rows(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().path("rows");
    }

    private WorksSummary worksOf(String promoter) {
        return sandbox.works().stream()
                .filter(w ->
                        w.promoterSwaCode().equals(promoter) && !w.permits().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private Stream<WorksSummary.PermitSummary> permitsOf(String promoter) {
        return sandbox.works().stream()
                .filter(w -> w.promoterSwaCode().equals(promoter))
                .flatMap(w -> w.permits().stream());
    }

    @Test
    void pagesByTwentyFiveAndCountsNoFurtherThanFiveHundredAndOne() {
        JsonNode first = water.get(PERMITS).json();

        assertThat(first.path("rows").size()).isEqualTo(25);
        assertThat(permitsOf(Directory.WATER).count()).isGreaterThan(501);
        assertThat(first.path("pagination").path("total_rows").asInt()).isEqualTo(501);
        assertThat(first.path("pagination").path("has_next_page").booleanValue())
                .isTrue();
    }

    @Test
    void reachesEveryPermitOfTheOrganisationOnceByFollowingTheOffset() {
        List<String> seen = new ArrayList<>();
        JsonNode page;
        do {
            page = fibre.get(PERMITS + "?offset=" + seen.size()).json();
            seen.addAll(column(page.path("rows"), "permit_reference_number"));
        } while (page.path("pagination").path("has_next_page").booleanValue());

        assertThat(seen)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(permitsOf(Directory.FIBRE)
                        .map(WorksSummary.PermitSummary::reference)
                        .toList());
    }

    @Test
    void readsArraysAsRepeatedKeys() {
        int refused = total("?status=refused");
        int revoked = total("?status=revoked");

        assertThat(refused).isPositive();
        assertThat(revoked).isPositive();
        assertThat(total("?status=refused&status=revoked")).isEqualTo(refused + revoked);
    }

    private int total(String query) {
        return water.get(PERMITS + query)
                .json()
                .path("pagination")
                .path("total_rows")
                .asInt();
    }

    @Test
    void sortsByTheColumnAndDirectionAsked() {
        String sorted = PERMITS + "?active_permit_only=true&sort_column=start_date&sort_direction=";

        assertThat(column(rows(water.get(sorted + "asc")), "proposed_start_date"))
                .isSorted();
        assertThat(column(rows(water.get(sorted + "desc")), "proposed_start_date")
                        .reversed())
                .isSorted();
    }

    @Test
    void refusesQueryValuesItDoesNotKnow() {
        assertThat(water.get(PERMITS + "?status=lost").message()).contains("'status'");
        assertThat(water.get(PERMITS + "?offset=ten").message()).contains("'offset'");
        assertThat(water.get(PERMITS + "?offset=-1").status()).isEqualTo(400);
    }

    @Test
    void listsForAnAuthorityWhatIsInItsStreets() {
        Set<String> promoters = new TreeSet<>();
        for (int offset = 0; offset < 500; offset += 25) {
            promoters.addAll(column(rows(county.get(PERMITS + "?offset=" + offset)), "promoter_swa_code"));
        }

        assertThat(promoters)
                .containsExactlyInAnyOrder(Directory.WATER, Directory.FIBRE, Directory.COUNTY_WORKS, Directory.GAS);
    }

    @Test
    void takesTheOwnSwaCodeAndRefusesAnothers() {
        assertThat(water.get(PERMITS + "?swa_code=" + Directory.WATER).status()).isEqualTo(200);
        Reply foreign = water.get(PERMITS + "?swa_code=" + Directory.FIBRE);
        assertThat(foreign.status()).isEqualTo(401);
        assertThat(foreign.message()).isEqualTo("Access restricted");
    }

    @Test
    void keepsInternalCommentsToTheirAuthor() {
        List<String> seenByCounty = column(rows(county.get("/v3/reporting/comments?is_internal=true")), "detail");
        assertThat(seenByCounty).isNotEmpty();

        assertThat(rows(water.get("/v3/reporting/comments?is_internal=true")).size())
                .isZero();
        assertThat(rows(water.get("/v3/reporting/comments?topic=GENERAL&topic=FPN"))
                        .size())
                .isEqualTo(25);
    }

    @Test
    void postsACommentThatTheOtherSideMarksAsRead() {
        String works = worksOf(Directory.WATER).reference();
        ObjectNode body = Applications.person()
                .put("detail", "Please ring Rowan Tolliver")
                .put("topic", "GENERAL");

        Reply posted = water.post("/v3/work/works/" + works + "/comments", body);
        assertThat(posted.status()).isEqualTo(201);
        String comment = posted.json().path("comment_reference_number").asString();
        assertThat(county.put("/v3/work/works/" + works + "/comments/" + comment + "/read", Json.object())
                        .status())
                .isEqualTo(201);

        JsonNode read =
                water.get("/v6/work/works/" + works + "/comments/" + comment).json();
        assertThat(read.path("detail").asString()).isEqualTo("Please ring Rowan Tolliver");
        assertThat(read.path("read_by").asString())
                .isEqualTo(sandbox.account(Directory.COUNTY).emailAddress());
        assertThat(fibre.post("/v3/work/works/" + works + "/comments", body).message())
                .isEqualTo("Access restricted");
    }

    @Test
    void tellsUpdatesInV3OldestFirstAndFiveHundredAtMost() {
        JsonNode updates = water.get("/v3/reporting/works/updates").json();

        assertThat(updates.size()).isEqualTo(500);
        assertThat(column(updates, "update_id").stream().map(Double::valueOf)).isSorted();
        assertThat(column(updates, "work_reference_number")).allMatch(r -> r.startsWith("ZW"));
        double last = updates.path(499).path("update_id").asDouble();
        JsonNode next = water.get("/v3/reporting/works/updates?update_id=" + (long) last)
                .json();
        assertThat(next.path(0).path("update_id").asDouble()).isGreaterThan(last);
    }

    @Test
    void leavesOutTheUpdatesOfAUsernameAndBeforeAMoment() {
        String own = sandbox.account(Directory.WATER).emailAddress();
        JsonNode others = water.get("/v3/reporting/works/updates?exclude_events_from=" + own)
                .json();

        assertThat(column(others, "event_type")).isNotEmpty().doesNotContain("permit_submitted");
        clock.forward(Duration.ofMinutes(2));
        assertThat(water.get("/v3/reporting/works/updates?previous_minutes=1")
                        .json()
                        .size())
                .isZero();
        assertThat(water.get("/v3/reporting/works/updates?previous_minutes=soon")
                        .status())
                .isEqualTo(400);
        assertThat(water.get("/v3/reporting/works/updates?workstream_prefix=009")
                        .json()
                        .size())
                .isZero();
    }

    @Test
    void reachesEveryUpdateOnceByTheCursorOfV6() {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        JsonNode page;
        do {
            page = fibre.get("/v6/event/works/updates?page_size=250" + cursor).json();
            seen.addAll(column(page.path("rows"), "update_id"));
            cursor = "&update_id=" + page.path("next_update").asLong(0);
        } while (page.has("next_update"));

        assertThat(seen).hasSizeGreaterThan(1000).doesNotHaveDuplicates();
        assertThat(fibre.get("/v6/event/works/updates?page_size=251").status()).isEqualTo(400);
        assertThat(fibre.get("/v6/reporting/works/updates").status()).isEqualTo(404);
    }

    @Test
    void seesItsOwnDeedAmongTheUpdates() {
        String works = worksOf(Directory.FIBRE).reference();
        clock.forward(Duration.ofSeconds(1));
        String since = clock.instant().toString();
        fibre.post(
                "/v3/work/works/" + works + "/comments",
                Json.object().put("detail", "Done").put("topic", "GENERAL"));

        JsonNode updates =
                fibre.get("/v3/reporting/works/updates?start_date=" + since).json();

        assertThat(column(updates, "event_type")).contains("comment_submitted");
        assertThat(column(updates, "work_reference_number")).contains(works);
    }

    @Test
    void searchesPermitsByWorksAndLeavesForeignOnesOut() {
        ObjectNode body = Json.object();
        body.putArray("work_reference_numbers")
                .add(worksOf(Directory.WATER).reference())
                .add(worksOf(Directory.FIBRE).reference());

        JsonNode v3 = water.post("/v3/reporting/permits/search", body).json();
        JsonNode v6 = water.post("/v6/event/permits/search", body).json();

        assertThat(column(v3, "promoter_swa_code")).isNotEmpty().containsOnly(Directory.WATER);
        assertThat(column(v6.path("rows"), "permit_reference_number")).isEqualTo(column(v3, "permit_reference_number"));
        assertThat(v6.path("next_cursor").asInt()).isEqualTo(v3.size());
    }

    @Test
    void pagesThroughTheHistoryOfAWorks() {
        String works = worksOf(Directory.WATER).reference();
        for (int i = 0; i < 30; i++) {
            water.post(
                    "/v3/work/works/" + works + "/comments",
                    Json.object().put("detail", "Note " + i).put("topic", "GENERAL"));
        }

        JsonNode first = water.get("/v3/work/works/" + works + "/history").json();
        JsonNode second =
                water.get("/v3/work/works/" + works + "/history?offset=25").json();

        assertThat(first.path("rows").size()).isEqualTo(25);
        assertThat(first.path("pagination").path("has_next_page").booleanValue())
                .isTrue();
        assertThat(column(second.path("rows"), "update_id"))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(column(first.path("rows"), "update_id"));
    }

    @Test
    void showsWorksOfAllOrganisationsInABoxOfTheMap() {
        String everywhere = "minEasting=380000&minNorthing=169000&maxEasting=390000&maxNorthing=173000";
        Reply all = water.get("/v3/geojson/works?" + everywhere);
        Set<String> promoters = new TreeSet<>();
        all.json()
                .path("features")
                .forEach(f -> promoters.add(
                        f.path("properties").path("promoter_swa_code").asString()));

        assertThat(promoters)
                .containsExactlyInAnyOrder(Directory.WATER, Directory.FIBRE, Directory.COUNTY_WORKS, Directory.GAS);
        assertThat(water.get("/v3/geojson/works?minEasting=1&minNorthing=1&maxEasting=2&maxNorthing=2")
                        .json()
                        .path("features")
                        .size())
                .isZero();
        assertThat(water.get("/v3/geojson/works?minEasting=1").message()).contains("minNorthing");
        String one = worksOf(Directory.FIBRE).reference();
        assertThat(water.get("/v6/geojson/works?" + everywhere + "&work_reference_number=" + one)
                        .json()
                        .path("features")
                        .size())
                .isEqualTo(1);
        assertThat(water.get("/v3/geojson/works?" + everywhere + "&start_date=2040-01-01T00:00:00Z")
                        .json()
                        .path("features")
                        .size())
                .isZero();
    }
}
