package uk.wayleave.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.Client.Reply;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.wire.Json;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookupsTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults(), clock);
    private final Client water = Client.loggedIn(sandbox, Directory.WATER);
    private final Client fibre = Client.loggedIn(sandbox, Directory.FIBRE);
    private final Client county = Client.loggedIn(sandbox, Directory.COUNTY);

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void findsAStreetByUsrnNameAndPoint() {
        assertThat(water.get("/v3/lookup/nsg/streets/99800004")
                        .json()
                        .path("street_descriptor")
                        .asString())
                .isEqualTo("Old Turnpike Road");
        assertThat(water.get("/v3/lookup/nsg/search?query=turnpike")
                        .json()
                        .path(0)
                        .path("usrn")
                        .asLong())
                .isEqualTo(99_800_004L);
        assertThat(water.get("/v3/lookup/nsg/streets?easting=386012&northing=172303")
                        .json()
                        .path(0)
                        .path("usrn")
                        .asLong())
                .isEqualTo(99_800_004L);
        ObjectNode points = Json.object();
        points.putArray("coordinates").addObject().put("easting", 386012).put("northing", 172303);
        assertThat(water.post("/v6/lookup/nsg/streets/search", points).json().size())
                .isEqualTo(1);
    }

    @Test
    void saysWhenThereIsNoSuchStreetOrNoQuery() {
        assertThat(water.get("/v3/lookup/nsg/streets/1").status()).isEqualTo(404);
        assertThat(water.get("/v3/lookup/nsg/search").message()).contains("query");
        assertThat(water.get("/v3/lookup/nsg/streets?easting=1&northing=1").status())
                .isEqualTo(404);
    }

    @Test
    void showsEveryOrganisationToEveryAccountAndItsPeopleInV6() {
        JsonNode v3 = fibre.get("/v3/party/organisations/" + Directory.WATER).json();
        JsonNode v6 = fibre.get("/v6/party/organisations/" + Directory.WATER).json();

        assertThat(v3.path("prefix").asString()).isEqualTo("ZW");
        assertThat(v3.has("primary_contact_name")).isFalse();
        assertThat(v6.path("primary_contact_name").asString()).isNotBlank();
        assertThat(fibre.get("/v3/party/organisations?type=HA").json().valueStream())
                .extracting(o -> o.path("organisation_reference").asString())
                .containsExactly(Directory.COUNTY, Directory.BOROUGH);
        assertThat(fibre.get("/v3/party/organisations/0001").status()).isEqualTo(404);
    }

    @Test
    void listsWorkstreamsOfTheOwnOrganisationOnlyButShowsAnySingleOne() {
        assertThat(water.get("/v3/party/organisations/" + Directory.WATER + "/workstreams")
                        .json()
                        .size())
                .isEqualTo(3);
        assertThat(water.get("/v3/party/organisations/" + Directory.FIBRE + "/workstreams")
                        .message())
                .isEqualTo("Access restricted");
        assertThat(water.get("/v3/party/organisations/" + Directory.FIBRE + "/workstreams/001")
                        .json()
                        .path("contact_name")
                        .asString())
                .isEqualTo("Marguerite Fenwicke");
        assertThat(water.get("/v3/reporting/workstreams").json().path("rows").size())
                .isEqualTo(3);
    }

    @Test
    void showsAUserByTheBase64OfTheEmailAddress() {
        String email = sandbox.account(Directory.FIBRE).emailAddress();
        String encoded = Base64.getEncoder().encodeToString(email.getBytes(StandardCharsets.UTF_8));

        assertThat(water.get("/v3/party/users/" + encoded)
                        .json()
                        .path("organisation_reference")
                        .asString())
                .isEqualTo(Directory.FIBRE);
    }

    @Test
    void countsDaysAndWorkingDays() {
        JsonNode days = water.get("/v3/work/duration?startDate=2026-11-26T08:00:00Z&endDate=2026-12-01T17:00:00Z")
                .json();

        assertThat(days.path("calendar_days").asInt()).isEqualTo(6);
        assertThat(days.path("working_days").asInt()).isEqualTo(4);
        assertThat(water.get("/v3/work/duration").status()).isEqualTo(400);
    }

    @Test
    void calculatesTheCategory() {
        String start = "&proposed_start_date=2026-12-14T08:00:00Z&proposed_end_date=";
        assertThat(category("planned" + start + "2026-12-16T17:00:00Z")).isEqualTo("minor");
        assertThat(category("planned" + start + "2026-12-25T17:00:00Z")).isEqualTo("standard");
        assertThat(category("planned" + start + "2026-12-28T17:00:00Z")).isEqualTo("paa");
        assertThat(category("planned&is_ttro_required=true" + start + "2026-12-16T17:00:00Z"))
                .isEqualTo("paa");
        assertThat(category("immediate")).isEqualTo("immediate_urgent");
        assertThat(category("immediate&immediate_risk=true")).isEqualTo("immediate_emergency");
        assertThat(water.get("/v3/work/permits/category?work_type=odd").message())
                .contains("work_type");
    }

    private String category(String query) {
        Reply reply = water.get("/v3/work/permits/category?work_type=" + query);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().path("work_category").asString();
    }

    private static ObjectNode plan() {
        ObjectNode body = Applications.person();
        body.put("promoter_swa_code", Directory.WATER);
        body.put("highway_authority_swa_code", Directory.COUNTY);
        body.put("usrn", 99_800_002);
        body.put("start_date", "2028-03-01T00:00:00.000Z");
        body.put("end_date", "2028-04-01T00:00:00.000Z");
        body.put("description_of_work", "Renew trunk main");
        body.put("works_location_description", "Whole street");
        ObjectNode point = body.putObject("works_coordinates").put("type", "Point");
        point.putArray("coordinates").add(384300).add(171700);
        return body;
    }

    @Test
    void raisesChangesAndCancelsAForwardPlan() {
        Reply raised = water.post("/v3/work/forward-plans", plan());
        assertThat(raised.status()).as(raised.text()).isEqualTo(201);
        String works =
                "/v3/work/works/" + raised.json().path("work_reference_number").asString();
        String reference = raised.json().path("forward_plan_reference_number").asString();
        String path = works + "/forward-plans/" + reference;
        assertThat(reference).endsWith("-FP");

        ObjectNode change = plan();
        change.remove(java.util.List.of("promoter_swa_code", "highway_authority_swa_code", "usrn"));
        change.put("description_of_work", "Renew trunk main and valves");
        assertThat(water.put(path, change).status()).isEqualTo(204);
        assertThat(fibre.get(path).json().path("description_of_work").asString())
                .isEqualTo("Renew trunk main and valves");
        assertThat(fibre.get(works).message()).isEqualTo("Access restricted");
        assertThat(water.put(path + "/cancel", Json.object().put("cancelled_reason", "No money"))
                        .status())
                .isEqualTo(204);

        assertThat(water.get(path).json().path("forward_plan_status").asString())
                .isEqualTo("cancelled");
        assertThat(water.get("/v3/reporting/forward-plans?forward_plan_status=cancelled")
                        .json()
                        .path("rows")
                        .size())
                .isEqualTo(1);
        assertThat(water.get(works + "/history")
                        .json()
                        .path("rows")
                        .path(0)
                        .path("event")
                        .asString())
                .isEqualTo("forward_plan_cancelled");
        assertThat(county.get("/v3/geojson/forward-plans"
                                + "?minEasting=384000&minNorthing=171000&maxEasting=385000&maxNorthing=172000")
                        .json()
                        .path("features")
                        .size())
                .isEqualTo(1);
    }

    private static ObjectNode activity() {
        ObjectNode body = Applications.person();
        body.put("activity_name", "Scaffold");
        body.put("activity_activity_type", "scaffolding");
        body.put("start_date", "2026-12-01T08:00:00.000Z");
        body.put("end_date", "2026-12-20T17:00:00.000Z");
        body.putArray("location_types").add("footway");
        body.put("activity_location_description", "In front of the bank");
        body.put("traffic_management_type", "no_carriageway_incursion");
        body.put("collaborative_working", false);
        return body;
    }

    @Test
    void licensesChangesAndCancelsAnActivity() {
        ObjectNode body = activity().put("usrn", 99_800_005);
        body.putObject("activity_coordinates")
                .put("type", "Point")
                .putArray("coordinates")
                .add(386500)
                .add(172100);
        assertThat(water.post("/v3/work/activity", body).message()).isEqualTo("Access restricted");

        Reply created = county.post("/v3/work/activity", body);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        String reference = created.json().path("activity_reference_number").asString();
        assertThat(reference).matches("ARN-" + Directory.COUNTY + "-[0-9]+");
        String path = "/v3/work/activity/" + reference;
        assertThat(county.put(path, activity().put("activity_name", "Taller scaffold"))
                        .status())
                .isEqualTo(204);
        assertThat(fibre.get(path).json().path("activity_name").asString()).isEqualTo("Taller scaffold");
        assertThat(fibre.get(path).json().path("street_name").asString()).isEqualTo("St Wilfrid Street");
        assertThat(county.put(path + "/cancel", Json.object()).status()).isEqualTo(204);

        assertThat(county.get(path).json().path("cancelled").booleanValue()).isTrue();
        assertThat(county.put(path, activity()).status()).isEqualTo(400);
        assertThat(water.get("/v3/geojson/activities"
                                + "?minEasting=386000&minNorthing=172000&maxEasting=387000&maxNorthing=173000")
                        .json()
                        .path("features")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void altersAPermitWhenTheAuthorityAgrees() {
        JsonNode made = water.post("/v3/work/works", Applications.works(Directory.WATER))
                .json();
        String permit = "/v3/work/works/" + made.path("work_reference_number").asString() + "/permits/"
                + made.path("permit_reference_number").asString();
        ObjectNode change = Applications.permit()
                .put("proposed_end_date", "2027-01-18T17:00:00.000Z")
                .put("permit_alteration_reason", "One day more");

        Reply asked = water.post(permit + "/alterations", change);
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        String alteration = permit + "/alterations/"
                + asked.json().path("permit_alteration_reference_number").asString();
        assertThat(water.post(permit + "/alterations", change).status()).isEqualTo(409);
        JsonNode read = fibre.get(alteration).json();
        assertThat(read.path("original").path("proposed_end_date").asString()).startsWith("2027-01-15");
        assertThat(read.path("proposed").path("proposed_end_date").asString()).startsWith("2027-01-18");
        ObjectNode grant = Json.object().put("alteration_status", "granted").put("assessment_comments", "Fine");
        assertThat(water.put(alteration + "/status", grant).message()).isEqualTo("Access restricted");
        assertThat(county.put(alteration + "/status", grant).status()).isEqualTo(204);

        assertThat(water.get(permit).json().path("proposed_end_date").asString())
                .startsWith("2027-01-18");
        assertThat(county.put(alteration + "/status", grant).status()).isEqualTo(400);
        assertThat(water.get("/v3/reporting/alterations?alteration_status=granted")
                        .text())
                .contains(
                        asked.json().path("permit_alteration_reference_number").asString());
    }

    @Test
    void letsAPromoterModifyAPermitTheAuthorityAskedToBeModified() {
        JsonNode made = water.post("/v3/work/works", Applications.works(Directory.WATER))
                .json();
        String permit = "/v3/work/works/" + made.path("work_reference_number").asString() + "/permits/"
                + made.path("permit_reference_number").asString();
        county.put(
                permit + "/assessment",
                Json.object()
                        .put("assessment_status", "permit_modification_request")
                        .put("pending_change_details", "Use signals"));
        ObjectNode change = Applications.permit()
                .put("traffic_management_type", "two_way_signals")
                .put("permit_alteration_reason", "As asked");
        String alteration = permit + "/alterations/"
                + water.post(permit + "/alterations", change)
                        .json()
                        .path("permit_alteration_reference_number")
                        .asString();

        assertThat(water.get(alteration).json().path("alteration_type").asString())
                .isEqualTo("MODIFIED_PERMIT");
        county.put(alteration + "/status", Json.object().put("alteration_status", "granted"));

        JsonNode modified = water.get(permit).json();
        assertThat(modified.path("permit_status").asString()).isEqualTo("granted");
        assertThat(modified.path("traffic_management_type").asString()).isEqualTo("two_way_signals");
        assertThat(modified.path("ever_modification_requested").booleanValue()).isTrue();
    }
}
