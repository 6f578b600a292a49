package uk.wayleave.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.Client.Reply;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.streetmanager.ApiVersion;

class WorksTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults(), clock);
    private final Client water = Client.loggedIn(sandbox, Directory.WATER);
    private final Client fibre = Client.loggedIn(sandbox, Directory.FIBRE);
    private final Client county = Client.loggedIn(sandbox, Directory.COUNTY);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private record Made(String works, String permit) {
        String path() {
            return "/v3/work/works/" + works;
        }

        String permitPath() {
            return path() + "/permits/" + permit;
        }
    }

    private Made made(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return new Made(
                reply.json().path("work_reference_number").asString(),
                reply.json().path("permit_reference_number").asString());
    }

    private Made made() {
        return made(water.post("/v3/work/works", Applications.works(Directory.WATER)));
    }

    private Made granted() {
        Made made = made();
        assertThat(county.put(made.permitPath() + "/assessment", Json.object().put("assessment_status", "granted"))
                        .status())
                .isEqualTo(204);
        return made;
    }

    private static List<String> events(Reply history) {
        List<String> events = new ArrayList<>();
        history.json().path("rows").forEach(row -> events.add(row.path("event").asString()));
        return events;
    }

    private Reply act(Made made, String verb, String field, String value) {
        return water.put(made.path() + "/" + verb, Applications.person().put(field, value));
    }

    @Test
    void makesWorksWithAPermitThatCanBeReadBack() {
        Made made = made();

        assertThat(made.works()).matches("ZW001[0-9]+");
        assertThat(made.permit()).isEqualTo(made.works() + "-01");
        JsonNode permit = water.get(made.permitPath()).json();
        assertThat(permit.path("permit_status").asString()).isEqualTo("submitted");
        assertThat(permit.path("work_category").asString()).isEqualTo("standard");
        assertThat(permit.path("secondary_contact").asString()).isEqualTo("Rowan Tolliver");
        assertThat(permit.path("street_name").asString()).isEqualTo("Tannery Lane");
        assertThat(permit.path("highway_authority").asString()).isEqualTo("Ashcombe County Council");
        assertThat(permit.path("working_day_duration").asInt()).isEqualTo(5);
        assertThat(permit.has("internal_user_name")).isFalse();
        assertThat(sandbox.works(made.works()).orElseThrow().status()).isEqualTo("planned");
    }

    @Test
    void makesAndReadsWorksInV6WithItsOwnFields() {
        ObjectNode body = Applications.v6(Applications.works(Directory.WATER));
        body.put("emergency_contact_name", "Anneka Brightwater");

        Made made = made(water.post("/v6/work/works", body));

        JsonNode v6 = water.get("/v6/work/works/" + made.works() + "/permits/" + made.permit())
                .json();
        assertThat(v6.path("close_footpath").asString()).isEqualTo("no");
        assertThat(v6.path("emergency_contact_name").asString()).isEqualTo("Anneka Brightwater");
        assertThat(v6.has("environmental_health_notifiable")).isFalse();
        JsonNode v3 = water.get(made.permitPath()).json();
        assertThat(v3.has("emergency_contact_name")).isFalse();
        assertThat(v3.path("environmental_health_notifiable").booleanValue()).isFalse();
    }

    @Test
    void writesHistoryWithTheAccountAndThePersonExactlyAsSent() {
        ObjectNode body = Applications.works(Directory.WATER);
        body.put("internal_user_identifier", " jö/01 ");
        body.put("internal_user_name", "Jo  O'Planner-Ünal");

        Made made = made(water.post("/v3/work/works", body));

        Reply history = water.get(made.path() + "/history");
        assertThat(events(history)).containsExactly("permit_submitted", "planned_works_record_created");
        JsonNode row = history.json().path("rows").path(0);
        assertThat(row.path("username").asString())
                .isEqualTo(sandbox.account(Directory.WATER).emailAddress());
        assertThat(row.path("internal_user_identifier").asString()).isEqualTo(" jö/01 ");
        assertThat(row.path("internal_user_name").asString()).isEqualTo("Jo  O'Planner-Ünal");
        assertThat(row.path("object_reference").asString()).isEqualTo(made.permit());
    }

    @Test
    void leavesThePersonOutOfHistoryWhenNoneWasSent() {
        ObjectNode body = Applications.works(Directory.WATER);
        body.remove(List.of("internal_user_identifier", "internal_user_name"));

        JsonNode row = water.get(made(water.post("/v3/work/works", body)).path() + "/history")
                .json()
                .path("rows")
                .path(0);

        assertThat(row.propertyNames()).doesNotContain("internal_user_identifier", "internal_user_name");
    }

    @Test
    void takesACallersReferenceOnceAndInUpperCase() {
        ObjectNode body = Applications.works(Directory.WATER).put("work_reference_number", "zw001job-42");

        assertThat(made(water.post("/v3/work/works", body)).works()).isEqualTo("ZW001JOB-42");

        assertThat(water.post("/v3/work/works", body).status()).isEqualTo(409);
        body.put("work_reference_number", "ZF001JOB-42");
        Reply wrongPrefix = water.post("/v3/work/works", body);
        assertThat(wrongPrefix.status()).isEqualTo(400);
        assertThat(wrongPrefix.message()).contains("work_reference_number");
    }

    @Test
    void namesEveryFieldThatIsMissingUnknownOrOfTheWrongKind() {
        ObjectNode body = Applications.works(Directory.WATER);
        body.remove("secondary_contact");
        body.put("usrn", "none");
        body.put("activity_type", "digging");
        body.put("colour", "blue");

        Reply reply = water.post("/v3/work/works", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("fields").propertyNames())
                .containsExactlyInAnyOrder("secondary_contact", "usrn", "activity_type", "colour");
        assertThat(reply.message()).contains("'secondary_contact' is required");
    }

    @Test
    void refusesABodyThatIsNotAJsonObject() {
        assertThat(water.send("POST", "/v3/work/works", "{").status()).isEqualTo(400);
        assertThat(water.send("POST", "/v3/work/works", "[]").status()).isEqualTo(400);
        assertThat(water.send("POST", "/v3/work/works", "").status()).isEqualTo(400);
    }

    @Test
    void refusesWorksInAnotherOrganisationsNameOrByTheWrongRole() {
        assertThat(water.post("/v3/work/works", Applications.works(Directory.FIBRE))
                        .message())
                .isEqualTo("Access restricted");
        Reply byAuthority = county.post("/v3/work/works", Applications.works(Directory.WATER));
        assertThat(byAuthority.status()).isEqualTo(401);
        assertThat(byAuthority.message()).isEqualTo("Access restricted");
    }

    @Test
    void keepsTheWorksRecordToThoseItConcernsButAnswersAPermitByReferenceToAll() {
        Made made = made();

        assertThat(water.get(made.path()).status()).isEqualTo(200);
        assertThat(county.get(made.path()).status()).isEqualTo(200);
        Reply foreign = fibre.get(made.path());
        assertThat(foreign.status()).isEqualTo(401);
        assertThat(foreign.message()).isEqualTo("Access restricted");
        assertThat(fibre.get(made.path() + "/history").status()).isEqualTo(401);
        Reply foreignPermit = fibre.get(made.permitPath());
        assertThat(foreignPermit.status()).isEqualTo(200);
        assertThat(foreignPermit.json().path("secondary_contact").asString()).isEqualTo("Rowan Tolliver");
        assertThat(foreignPermit.json().path("promoter_contact_details").asString())
                .isNotBlank();
    }

    @Test
    void answersUnknownReferencesWithNotFound() {
        Made made = made();

        assertThat(water.get("/v3/work/works/ZW0010").status()).isEqualTo(404);
        assertThat(water.get(made.path() + "/permits/" + made.works() + "-09").status())
                .isEqualTo(404);
    }

    @Test
    void goesThroughTheLifeOfAWorks() {
        Made made = granted();
        assertThat(act(made, "start", "actual_start_date", "2026-11-24T08:30:00.000Z")
                        .status())
                .isEqualTo(204);
        assertThat(water.get(made.path()).json().path("work_status").asString()).isEqualTo("in_progress");
        assertThat(act(made, "revert-start", "revert_reason", "Wrong site").status())
                .isEqualTo(204);
        assertThat(water.get(made.path()).json().path("work_status").asString()).isEqualTo("planned");
        act(made, "start", "actual_start_date", "2026-11-24T08:30:00.000Z");
        clock.forward(Duration.ofMinutes(30));
        assertThat(act(made, "stop", "actual_stop_date", "2026-11-24T09:15:00.000Z")
                        .status())
                .isEqualTo(204);
        assertThat(act(made, "revert-stop", "revert_reason", "Not finished").status())
                .isEqualTo(204);
        assertThat(act(made, "stop", "actual_stop_date", "2026-11-24T09:20:00.000Z")
                        .status())
                .isEqualTo(204);

        JsonNode works = water.get(made.path()).json();
        assertThat(works.path("work_status").asString()).isEqualTo("completed");
        assertThat(works.path("work_end_date").asString()).isEqualTo("2026-11-24T09:20:00.000Z");
        assertThat(works.path("active_permit").path("permit_status").asString()).isEqualTo("closed");
        assertThat(events(water.get(made.path() + "/history")))
                .containsExactly(
                        "work_stop_logged",
                        "work_stop_reverted",
                        "work_stop_logged",
                        "work_start_logged",
                        "work_start_reverted",
                        "work_start_logged",
                        "permit_granted",
                        "permit_submitted",
                        "planned_works_record_created");
    }

    @Test
    void doesNotStartWorksWithoutAGrantedPermitOrInTheFuture() {
        Made waiting = made();
        assertThat(act(waiting, "start", "actual_start_date", "2026-11-24T08:30:00.000Z")
                        .status())
                .isEqualTo(400);
        Made granted = granted();
        assertThat(act(granted, "start", "actual_start_date", "2026-11-25T08:30:00.000Z")
                        .message())
                .contains("actual_start_date");
    }

    @Test
    void letsOnlyTheStreetsAuthorityAssess() {
        Made made = made();
        ObjectNode grant = Json.object().put("assessment_status", "granted");

        assertThat(water.put(made.permitPath() + "/assessment", grant).message())
                .isEqualTo("Access restricted");
        assertThat(county.put(made.permitPath() + "/assessment", grant).status())
                .isEqualTo(204);
        assertThat(county.put(made.permitPath() + "/assessment", grant).status())
                .isEqualTo(400);
    }

    @Test
    void asksForTheReasonsOfARefusal() {
        Made made = made();
        ObjectNode refusal =
                Json.object().put("assessment_status", "refused").put("additional_comments", "Clashes with works");

        assertThat(county.put(made.permitPath() + "/assessment", refusal).message())
                .contains("reasons_for_refusal");
        refusal.putArray("reasons_for_refusal").add("RC20");
        assertThat(county.put(made.permitPath() + "/assessment", refusal).status())
                .isEqualTo(204);

        JsonNode permit = water.get(made.permitPath()).json();
        assertThat(permit.path("permit_status").asString()).isEqualTo("refused");
        assertThat(permit.path("assessment_comments").asString()).isEqualTo("Clashes with works");
        assertThat(permit.path("reasons_for_refusal").path(0).asString()).isEqualTo("RC20");
    }

    @Test
    void revokesAGrantedPermit() {
        Made made = granted();
        ObjectNode revocation =
                Json.object().put("assessment_status", "revoked").put("revoke_reason", "Emergency next door");

        assertThat(county.put(made.permitPath() + "/assessment", revocation).status())
                .isEqualTo(204);

        assertThat(water.get(made.permitPath()).json().path("revoke_reason").asString())
                .isEqualTo("Emergency next door");
    }

    @Test
    void cancelsAnApplicationAndWithItTheWorks() {
        Made made = made();
        ObjectNode cancel = Applications.person().put("permit_status", "cancelled");

        assertThat(fibre.put(made.permitPath() + "/status", cancel).message()).isEqualTo("Access restricted");
        assertThat(water.put(made.permitPath() + "/status", cancel).status()).isEqualTo(204);

        assertThat(sandbox.works(made.works()).orElseThrow().status()).isEqualTo("cancelled");
        assertThat(water.put(made.permitPath() + "/status", cancel).status()).isEqualTo(400);
    }

    @Test
    void takesAFurtherPermitOnlyWhenNoneIsLive() {
        Made made = made();
        assertThat(water.post(made.path() + "/permits", Applications.permit()).status())
                .isEqualTo(409);
        ObjectNode refusal = Json.object().put("assessment_status", "refused");
        refusal.putArray("reasons_for_refusal").add("RC20");
        county.put(made.permitPath() + "/assessment", refusal);

        Reply second = water.post(made.path() + "/permits", Applications.permit());

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json().path("permit_reference_number").asString()).isEqualTo(made.works() + "-02");
        assertThat(fibre.post(made.path() + "/permits", Applications.permit()).message())
                .isEqualTo("Access restricted");
    }

    @Test
    void leadsMajorWorksThroughAProvisionalAdvanceAuthorisation() {
        ObjectNode body = Applications.works(Directory.WATER).put("proposed_end_date", "2027-02-26T17:00:00.000Z");
        Made made = made(water.post("/v3/work/works", body));
        assertThat(water.get(made.permitPath()).json().path("work_category").asString())
                .isEqualTo("paa");
        county.put(made.permitPath() + "/assessment", Json.object().put("assessment_status", "granted"));

        ObjectNode application = Applications.permit().put("proposed_end_date", "2027-02-26T17:00:00.000Z");
        Reply major = water.post(made.path() + "/permits", application);

        assertThat(major.status()).isEqualTo(201);
        assertThat(water.get(made.path() + "/permits/" + made.works() + "-02")
                        .json()
                        .path("work_category")
                        .asString())
                .isEqualTo("major");
        assertThat(water.get(made.permitPath()).json().path("permit_status").asString())
                .isEqualTo("progressed");
        assertThat(events(water.get(made.path() + "/history"))).contains("paa_submitted", "paa_granted");
    }

    @ParameterizedTest
    @MethodSource("uk.wayleave.streetmanager.ApiVersion#shipped")
    void doesNotServeAnAnswerPreparedBeforeAChange(ApiVersion version) {
        Made made = made();
        String path = "/" + version.segment() + "/work/works/" + made.works() + "/permits/" + made.permit();
        assertThat(water.get(path).json().path("permit_status").asString()).isEqualTo("submitted");
        county.put(made.permitPath() + "/assessment", Json.object().put("assessment_status", "granted"));

        assertThat(water.get(path).json().path("permit_status").asString()).isEqualTo("granted");
    }

    @Test
    void linksAFileOnceAndShowsWhatItKnowsOfIt() {
        Made made = made();
        long file = sandbox.looseFiles(Directory.WATER).getFirst();
        ObjectNode body = Applications.person();
        body.putArray("file_ids").add(file);

        assertThat(water.post(made.path() + "/files", body).status()).isEqualTo(201);

        assertThat(water.get(made.path())
                        .json()
                        .path("files")
                        .path(0)
                        .path("file_id")
                        .asLong())
                .isEqualTo(file);
        assertThat(water.post(made.path() + "/files", body).message()).contains("file_ids");
    }

    @Test
    void losesNothingWhenManyWriteAtOnce() throws InterruptedException {
        Made made = made();
        int writers = 40;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            String detail = "Note " + i;
            threads.add(Thread.ofVirtual()
                    .start(() -> water.post(
                            made.path() + "/comments",
                            Json.object().put("detail", detail).put("topic", "GENERAL"))));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        JsonNode first = water.get(made.path() + "/history").json();
        JsonNode rest = water.get(made.path() + "/history?offset=25").json();
        assertThat(first.path("pagination").path("total_rows").asInt()).isEqualTo(writers + 2);
        List<Long> ids = new ArrayList<>();
        first.path("rows").forEach(row -> ids.add(row.path("update_id").asLong()));
        rest.path("rows").forEach(row -> ids.add(row.path("update_id").asLong()));
        assertThat(ids).hasSize(writers + 2).doesNotHaveDuplicates();
        assertThat(ids.reversed()).isSorted();
    }
}
