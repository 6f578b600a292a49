package uk.wayleave.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.Client.Reply;
import uk.wayleave.sandbox.World.At;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.streetmanager.ApiVersion;

/** What was written comes back: in the record, in the works, in the list, in the history, on the map. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoherenceTest {
    private static final String BOX = "?minEasting=384000&minNorthing=171000&maxEasting=385000&maxNorthing=172000";
    private static final String ELSEWHERE = "?minEasting=1&minNorthing=1&maxEasting=2&maxNorthing=2";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults(), clock);
    private final World world = new World(sandbox, clock, ApiVersion.V6_0);
    private Client water = world.client(Directory.WATER);
    private Client county = world.client(Directory.COUNTY);

    @BeforeEach
    void logIn() {
        clock.forward(Duration.ofMinutes(1));
        water = world.client(Directory.WATER);
        county = world.client(Directory.COUNTY);
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    private static JsonNode json(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static Reply done(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isBetween(200, 299);
        return reply;
    }

    private JsonNode read(At at, String template) {
        return json(water.get("/v6/work" + at.fill(template)));
    }

    private JsonNode works(At at) {
        return read(at, "/works/{workReferenceNumber}");
    }

    private List<String> events(At at) {
        return read(at, "/works/{workReferenceNumber}/history")
                .path("rows")
                .valueStream()
                .map(row -> row.path("event").asString())
                .toList();
    }

    /** The row of a list whose member has the value. */
    private JsonNode row(Client client, String list, String member, String value) {
        return json(client.get("/v6/reporting/" + list))
                .path("rows")
                .valueStream()
                .filter(row -> row.path(member).asString("").equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError(list + " has no " + value));
    }

    private boolean isOnMap(String layer, String box, String member, String value) {
        return json(water.get("/v6/geojson/" + layer + box))
                .path("features")
                .valueStream()
                .anyMatch(feature ->
                        feature.path("properties").path(member).asString("").equals(value));
    }

    @Test
    void sitesAndReinstatements() {
        At at = world.site();
        String first = at.of("reinstatementReferenceNumber");
        ObjectNode again = world.body("work.ReinstatementCreateRequest")
                .put("reinstatement_status", "permanent")
                .put("location_description", "Dug up again")
                .put("depth", 0.9);

        String second = done(water.post(
                        "/v6/work" + at.fill("/works/{workReferenceNumber}/sites/{siteReferenceNumber}/reinstatements"),
                        again))
                .json()
                .path("reinstatement_reference_number")
                .asString();

        JsonNode full = read(at, "/works/{workReferenceNumber}/sites/{siteReferenceNumber}");
        assertThat(full.path("site_status").asString()).isEqualTo("permanent");
        assertThat(full.path("depth").asDouble()).isEqualTo(0.9);
        assertThat(full.path("reinstatements").valueStream())
                .extracting(r -> r.path("reinstatement_reference_number").asString() + " "
                        + r.path("is_active_reinstatement").asBoolean())
                .containsExactly(first + " false", second + " true");
        assertThat(works(at).path("sites").path(0).path("site_description").asString())
                .isEqualTo("Dug up again");
        assertThat(works(at).path("number_of_sites").asInt()).isEqualTo(1);
        assertThat(row(water, "reinstatements", "reinstatement_reference_number", second)
                        .path("is_active_reinstatement")
                        .asBoolean())
                .isTrue();
        assertThat(events(at).subList(0, 2)).containsOnly("reinstatement_submitted");

        done(
                water.delete(
                        "/v6/work"
                                + at.and("reinstatementReferenceNumber", second)
                                        .fill(
                                                "/works/{workReferenceNumber}/sites/{siteReferenceNumber}/reinstatements/{reinstatementReferenceNumber}")));

        assertThat(read(at, "/works/{workReferenceNumber}/sites/{siteReferenceNumber}")
                        .path("reinstatement_reference_number")
                        .asString())
                .isEqualTo(first);
        done(water.put(
                "/v6/work" + at.fill("/works/{workReferenceNumber}/sites/{siteReferenceNumber}/subsume"),
                Json.object().put("subsume_reason", "Part of the resurfacing")));
        assertThat(read(at, "/works/{workReferenceNumber}/sites/{siteReferenceNumber}")
                        .path("is_subsumed")
                        .asBoolean())
                .isTrue();
        assertThat(events(at)).startsWith("site_subsumed", "reinstatement_deleted");
        assertThat(json(Client.loggedIn(sandbox, Directory.WATER)
                                .get("/v3/work" + at.fill("/works/{workReferenceNumber}/sites/1")))
                        .path("site_description")
                        .asString())
                .isEqualTo(full.path("reinstatements")
                        .path(0)
                        .path("location_description")
                        .asString());
    }

    @Test
    void reinstatementsThatAreDueUntilTheyAreRegistered() {
        ObjectNode dug = Applications.v6(Applications.works(Directory.WATER)).put("excavation", true);
        At at = World.nowhere()
                .and(
                        "workReferenceNumber",
                        done(water.post("/v6/work/works", dug))
                                .json()
                                .path("work_reference_number")
                                .asString());
        String permit = at.works() + "-01";
        done(county.put(
                "/v6/work/works/" + at.works() + "/permits/" + permit + "/assessment",
                Json.object().put("assessment_status", "granted")));
        String now = Json.text(clock.instant());
        done(water.put("/v6/work/works/" + at.works() + "/start", Json.object().put("actual_start_date", now)));
        done(water.put("/v6/work/works/" + at.works() + "/stop", Json.object().put("actual_stop_date", now)));

        assertThat(row(water, "permits/reinstatements-due", "permit_reference_number", permit))
                .isNotNull();
        done(water.post("/v6/work/works/" + at.works() + "/sites", world.body("work.SiteCreateRequest")));

        assertThat(json(water.get("/v6/reporting/permits/reinstatements-due"))
                        .path("rows")
                        .valueStream())
                .extracting(row -> row.path("permit_reference_number").asString())
                .doesNotContain(permit);
    }

    @Test
    void inspectionsAndWhatDoesNotComply() {
        At at = world.inspected("failed_high");
        String inspection = at.of("inspectionReferenceNumber");
        String nonCompliance = at.of("nonComplianceReferenceNumber");
        assertThat(nonCompliance).isNotBlank();

        JsonNode full = read(at, "/works/{workReferenceNumber}/inspections/{inspectionReferenceNumber}");
        assertThat(full.path("inspection_outcome").asString()).isEqualTo("failed_high");
        assertThat(full.path("non_compliance_reference_number").asString()).isEqualTo(nonCompliance);
        assertThat(row(county, "inspections", "inspection_reference_number", inspection)
                        .path("inspection_status")
                        .asString())
                .isEqualTo("recorded");
        done(water.put(
                "/v6/work"
                        + at.fill("/works/{workReferenceNumber}/non-compliances/{nonComplianceReferenceNumber}/status"),
                Json.object()
                        .put("non_compliance_response_status", "joint_site_meeting_suggested")
                        .put("jsm_suggested_date", "2026-12-01T10:00:00.000Z")
                        .put("response_details", "Let us look at it together")));
        JsonNode discussed = read(at, "/works/{workReferenceNumber}/non-compliances/{nonComplianceReferenceNumber}");
        assertThat(discussed.path("jsm_status").asString()).isEqualTo("awaiting_agreement");
        assertThat(discussed.path("promoter_response_additional_details").asString())
                .isEqualTo("Let us look at it together");
        assertThat(discussed
                        .path("latest_inspection")
                        .path("inspection_reference_number")
                        .asString())
                .isEqualTo(inspection);
        done(county.put(
                "/v6/work"
                        + at.fill("/works/{workReferenceNumber}/non-compliances/{nonComplianceReferenceNumber}/status"),
                Json.object().put("non_compliance_response_status", "works_completed_and_passed")));

        assertThat(row(county, "non-compliances", "non_compliance_reference_number", nonCompliance)
                        .path("non_compliance_status")
                        .asString())
                .isEqualTo("resolved");
        assertThat(events(at))
                .startsWith(
                        "non_compliance_works_completed_and_passed",
                        "non_compliance_joint_site_meeting_suggested",
                        "inspection_linked_to_non_compliance",
                        "non_compliance_issued",
                        "inspection_failed");
    }

    @Test
    void inspectionsThatAreWithdrawnOrDeletedOrAnswered() {
        At at = world.inspected("failed_low");
        String inspections = "/v6/work/works/" + at.works() + "/inspections/" + at.of("inspectionReferenceNumber");
        done(water.put(
                inspections + "/status",
                Json.object()
                        .put("inspection_response_type", "inspection_outcome_disputed")
                        .put("inspection_response_reason", "Not our trench")));
        done(county.put(inspections + "/status", Json.object().put("inspection_response_type", "reviewing_dispute")));
        JsonNode answered = json(water.get(inspections));
        assertThat(answered.path("promoter_response_details").asString()).isEqualTo("Not our trench");
        assertThat(answered.path("ha_response_status").asString()).isEqualTo("reviewing_dispute");

        done(county.put(
                inspections + "/withdraw",
                Json.object().put("reason_for_withdrawal", "wrong_details").put("withdrawal_details", "Wrong trench")));
        assertThat(json(water.get(inspections)).path("inspection_status").asString())
                .isEqualTo("withdrawn");
        done(county.delete(inspections));

        assertThat(water.get(inspections).status()).isEqualTo(404);
        assertThat(events(at))
                .startsWith(
                        "inspection_deleted",
                        "inspection_withdrawn",
                        "inspection_outcome_reviewing_dispute",
                        "inspection_outcome_disputed");
    }

    @Test
    void inspectionsThatAreDue() {
        At at = world.scheduled();

        assertThat(row(county, "reinspections", "work_reference_number", at.works()))
                .isNotNull();
        assertThat(works(at)
                        .path("inspections")
                        .path(0)
                        .path("inspection_status")
                        .asString())
                .isEqualTo("scheduled");
        done(county.delete("/v6/work/works/" + at.works() + "/scheduled-inspections"));

        assertThat(works(at).path("inspections").size()).isZero();
        assertThat(county.delete("/v6/work/works/" + at.works() + "/scheduled-inspections")
                        .status())
                .isEqualTo(404);
        assertThat(events(at)).startsWith("scheduled_inspection_cancelled", "scheduled_inspection_created");
    }

    @Test
    void fixedPenaltyNotices() {
        At at = world.fined();
        String fpn = "/v6/work/works/" + at.works() + "/fixed-penalty-notices/" + at.of("fpnReferenceNumber");
        assertThat(water.put(fpn + "/status", Json.object().put("fpn_status", "paid"))
                        .status())
                .isEqualTo(400);

        done(water.put(
                fpn + "/status", Json.object().put("fpn_status", "disputed").put("status_reason", "In time")));
        done(county.put(fpn + "/status", Json.object().put("fpn_status", "withdrawn")));

        assertThat(json(water.get(fpn)).path("fpn_status").asString()).isEqualTo("withdrawn");
        assertThat(row(water, "fixed-penalty-notices", "fpn_reference_number", at.of("fpnReferenceNumber"))
                        .path("status")
                        .asString())
                .isEqualTo("withdrawn");
        assertThat(works(at).path("fpns").path(0).path("fpn_status").asString()).isEqualTo("withdrawn");
        assertThat(json(water.get("/v3/work/works/" + at.works() + "/fixed-penalty-notices/"
                                + at.of("fpnReferenceNumber")))
                        .path("fpn_status")
                        .asString())
                .isEqualTo("withdrawn");
        done(county.delete(fpn));
        assertThat(water.get(fpn).status()).isEqualTo(404);
        assertThat(events(at)).startsWith("fpn_deleted", "fpn_withdrawn", "fpn_disputed", "fpn_submitted");
    }

    @Test
    void section58s() {
        At at = world.section58();
        String reference = at.of("section58ReferenceNumber");
        done(county.put(
                "/v6/work/section-58s/" + reference + "/status", Json.object().put("status", "in_force")));

        assertThat(json(water.get("/v6/work/section-58s/" + reference))
                        .path("section_58_status")
                        .asString())
                .isEqualTo("in_force");
        assertThat(row(water, "section-58s", "section_58_reference_number", reference)
                        .path("section_58_status")
                        .asString())
                .isEqualTo("in_force");
        assertThat(isOnMap("section-58s", BOX, "section_58_reference_number", reference))
                .isTrue();
        assertThat(isOnMap("section-58s", ELSEWHERE, "section_58_reference_number", reference))
                .isFalse();
        assertThat(county.put(
                                "/v6/work/section-58s/" + reference + "/status",
                                Json.object().put("status", "proposed"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void section74sWhoseMoneyOnlyStreetWorksAdministratorsSee() {
        At at = world.section74();
        String section74 = "/v6/work/works/" + at.works() + "/section-74s/" + at.of("section74ReferenceNumber");
        done(county.put(
                section74 + "/highway-authority-status",
                Json.object()
                        .put("status", "draft_invoice_issued")
                        .put("draft_invoice_amount", 2500)
                        .put("additional_details", "Two days")));
        done(water.put(
                section74 + "/promoter-status",
                Json.object().put("status", "charge_agreed").put("additional_details", "Agreed")));

        JsonNode seen = json(water.get(section74));
        Account charges = sandbox.accounts().stream()
                .filter(account ->
                        account.streetWorksAdmin() && account.swaCode().equals(Directory.WATER))
                .findFirst()
                .orElseThrow();
        JsonNode seenWithMoney = json(world.client(charges).get(section74));
        assertThat(seen.path("promoter_status").asString()).isEqualTo("charge_agreed");
        assertThat(seen.path("latest_ha_additional_details").asString()).isEqualTo("Two days");
        assertThat(seen.has("draft_invoice_amount")).isFalse();
        assertThat(seenWithMoney.path("draft_invoice_amount").asInt()).isEqualTo(2500);
        assertThat(row(county, "section-74s", "section_74_reference_number", at.of("section74ReferenceNumber"))
                        .path("ha_status")
                        .asString())
                .isEqualTo("draft_invoice_issued");
        assertThat(works(at).path("section74s").path(0).path("ha_status").asString())
                .isEqualTo("draft_invoice_issued");
        assertThat(events(at))
                .startsWith("section_74_charge_agreed", "section_74_draft_invoice_issued", "section_74_warning_issued");
    }

    @Test
    void section81sThatAreAnsweredLinkedAndReassigned() {
        At linked = world.linked();
        String reference = linked.of("section81ReferenceNumber");
        At at = World.nowhere()
                .and("section81ReferenceNumber", reference)
                .and("workReferenceNumber", reference.substring(0, reference.indexOf("-S81")));
        JsonNode permit = read(linked, "/works/{workReferenceNumber}/permits/{permitReferenceNumber}");
        assertThat(permit.path("linked_section_81")
                        .path("section_81_reference_number")
                        .asString())
                .isEqualTo(reference);
        assertThat(read(at, "/works/{workReferenceNumber}/section-81s/{section81ReferenceNumber}")
                        .path("linked_permit")
                        .path("permit_reference_number")
                        .asString())
                .isEqualTo(linked.permit());

        done(water.put(
                "/v6/work" + at.fill("/works/{workReferenceNumber}/section-81s/{section81ReferenceNumber}/status"),
                Json.object().put("section_81_status", "rejected").put("status_reason", "It is a gas cover")));
        done(county.put(
                "/v6/work"
                        + at.fill(
                                "/works/{workReferenceNumber}/section-81s/{section81ReferenceNumber}/reassign-section-81"),
                Json.object().put("new_organisation_reference", Directory.GAS)));

        JsonNode over = read(at, "/works/{workReferenceNumber}/section-81s/{section81ReferenceNumber}");
        assertThat(over.path("section_81_status").asString()).isEqualTo("reassigned");
        assertThat(over.path("promoter_response").asString()).isEqualTo("It is a gas cover");
        JsonNode moved = json(world.client(Directory.GAS).get("/v6/reporting/section-81s"))
                .path("rows")
                .path(0);
        assertThat(moved.path("section_81_status").asString()).isEqualTo("issued");
        assertThat(moved.path("work_reference_number").asString()).startsWith("ZG");
        assertThat(events(at))
                .startsWith("section_81_reassigned", "section_81_rejected", "section_81_linked_to_permit");
        assertThat(events(linked)).startsWith("section_81_linked_to_permit");
    }

    @Test
    void privateStreetNotices() {
        At at = world.privateStreet();
        String notice = at.of("privateStreetReferenceNumber");

        assertThat(read(at, "/works/{workReferenceNumber}/private-street-notices/{privateStreetReferenceNumber}")
                        .path("private_street_status")
                        .asString())
                .isEqualTo("issued");
        done(water.put(
                "/v6/work"
                        + at.fill(
                                "/works/{workReferenceNumber}/private-street-notices/{privateStreetReferenceNumber}/cancel"),
                Json.object().put("cancellation_reason", "Not needed")));

        assertThat(row(water, "private-street-notices", "private_street_reference_number", notice)
                        .path("status")
                        .asString())
                .isEqualTo("cancelled");
        assertThat(works(at)
                        .path("private_street_notice")
                        .path("private_street_status")
                        .asString())
                .isEqualTo("cancelled");
        assertThat(works(at).path("work_status").asString()).isEqualTo("cancelled");
        assertThat(events(at)).startsWith("private_street_notice_cancelled", "private_street_notice_issued");
    }

    @Test
    void materialsAndWhatStandsBesideTheWorks() {
        String material = world.material().of("materialClassificationReferenceNumber");
        assertThat(row(county, "material-classifications", "material_classification_reference_number", material))
                .isNotNull();
        assertThat(isOnMap("material-classifications", BOX, "material_classification_reference_number", material))
                .isTrue();
        assertThat(isOnMap("material-classifications", ELSEWHERE, "material_classification_reference_number", material))
                .isFalse();

        At at = world.ancillary();
        String info = at.of("ancillaryInformationReferenceNumber");
        assertThat(isOnMap("ancillary-informations", BOX, "ancillary_info_reference_number", info))
                .isTrue();
        assertThat(read(at, "/works/{workReferenceNumber}/permits/{permitReferenceNumber}")
                        .path("ancillary_informations")
                        .path(0)
                        .path("ancillary_info_reference_number")
                        .asString())
                .isEqualTo(info);
        done(water.put(
                "/v6/work"
                        + at.fill(
                                "/works/{workReferenceNumber}/permits/{permitReferenceNumber}/ancillary-informations/{ancillaryInformationReferenceNumber}/remove"),
                Json.object().put("ancillary_info_removal_reason", "Collected")));
        assertThat(isOnMap("ancillary-informations", BOX, "ancillary_info_reference_number", info))
                .isFalse();
        assertThat(events(at)).startsWith("ancillary_info_removed", "ancillary_info_added");
    }

    @Test
    void permitsAndAllThatIsSaidOfThem() {
        At at = world.granted();
        String permit = "/v6/work/works/" + at.works() + "/permits/" + at.permit();
        done(county.put(
                permit + "/permit-discount",
                Json.object().put("assessment_discount", 30).put("assessment_discount_reason", "Shared signals")));
        done(county.put(
                permit + "/lane-rental-assessments",
                Json.object()
                        .put("outcome", "chargeable")
                        .put("charge_band", "charge_band_2")
                        .put("charges_agreed", false)));
        done(county.put(permit + "/hs2_acknowledgement", Json.object().put("hs2_acknowledged", true)));

        JsonNode seen = json(water.get(permit));
        assertThat(seen.path("assessment_discount").asInt()).isEqualTo(30);
        assertThat(seen.path("lane_rental_assessment_outcome").asString()).isEqualTo("chargeable");
        assertThat(seen.path("hs2_acknowledged").asBoolean()).isTrue();
        JsonNode row =
                row(water, "permits?lane_rental_charges_not_agreed=true", "permit_reference_number", at.permit());
        assertThat(row.path("is_lane_rental").asBoolean()).isTrue();
        assertThat(isOnMap("works", BOX, "permit_reference_number", at.permit()))
                .isTrue();
        assertThat(isOnMap("works", ELSEWHERE, "permit_reference_number", at.permit()))
                .isFalse();
        assertThat(events(at)).startsWith("permit_hs2_acknowledged", "lane_rental_assessed", "permit_discount_updated");
    }

    @Test
    void trafficManagementAsItIsNow() {
        At at = world.started();
        done(water.put(
                "/v6/work/works/" + at.works() + "/permits/" + at.permit() + "/current-traffic-management-type",
                Json.object()
                        .put("current_traffic_management_type", "stop_go_boards")
                        .put("current_traffic_management_emergency_contact_name", "Piers Amblecote")
                        .put("current_traffic_management_emergency_contact_number", "07700 900321")));

        JsonNode seen = read(at, "/works/{workReferenceNumber}/permits/{permitReferenceNumber}");
        assertThat(seen.path("current_traffic_management_type").asString()).isEqualTo("stop_go_boards");
        assertThat(seen.path("current_traffic_management_emergency_contact_name")
                        .asString())
                .isEqualTo("Piers Amblecote");
        JsonNode pin = json(water.get("/v6/geojson/works" + BOX + "&work_reference_number=" + at.works()))
                .path("features")
                .path(0);
        assertThat(pin.path("properties")
                        .path("current_traffic_management_type")
                        .asString())
                .isEqualTo("stop_go_boards");
        assertThat(events(at)).startsWith("current_traffic_management_type_updated");
    }

    @Test
    void durationChallengesOfPermits() {
        At at = world.challenged();
        String permit = "/v6/work/works/" + at.works() + "/permits/" + at.permit();
        assertThat(row(water, "permits/duration-challenges", "permit_reference_number", at.permit())
                        .path("reasonable_period_end_date")
                        .asString())
                .isEqualTo("2027-01-13T17:00:00.000Z");
        done(water.put(
                permit + "/duration-challenge-review",
                Json.object()
                        .put("review_status", "duration_challenge_not_accepted")
                        .put("reason_for_non_acceptance", "Concrete")));
        done(county.put(
                permit + "/duration-challenge-non-acceptance-response",
                Json.object()
                        .put("non_acceptance_response_status", "reasonable_period_end_date_changed")
                        .put("new_reasonable_period_end_date", "2027-01-14T17:00:00.000Z")
                        .put("non_acceptance_response_details", "One day more")));

        JsonNode seen = json(water.get(permit));
        assertThat(seen.path("reasonable_period_end_date").asString()).isEqualTo("2027-01-14T17:00:00.000Z");
        assertThat(seen.path("duration_challenge_non_acceptance_response_old_reasonable_period_end_date")
                        .asString())
                .isEqualTo("2027-01-13T17:00:00.000Z");
        assertThat(seen.path("duration_challenge_follow_up_review_complete").asBoolean())
                .isTrue();
        assertThat(events(at))
                .startsWith(
                        "permit_duration_challenge_non_acceptance_response",
                        "permit_duration_challenge_not_accepted",
                        "permit_granted_with_duration_challenge");
    }

    @Test
    void changesThatTheAuthorityImposes() {
        At at = world.granted();
        ObjectNode imposed = Json.object().put("permit_alteration_reason", "School begins");
        imposed.putArray("permit_conditions")
                .addObject()
                .put("condition", "NCT01b")
                .put("comment", "Not before nine");
        String alteration = done(county.post(
                        "/v6/work/works/" + at.works() + "/permits/" + at.permit() + "/alterations/impose", imposed))
                .json()
                .path("permit_alteration_reference_number")
                .asString();

        JsonNode permit = read(at, "/works/{workReferenceNumber}/permits/{permitReferenceNumber}");
        assertThat(permit.path("permit_conditions").path(0).path("comment").asString())
                .isEqualTo("Not before nine");
        JsonNode listed = row(county, "alterations", "alteration_reference_number", alteration);
        assertThat(listed.path("alteration_type").asString()).isEqualTo("HA_IMPOSED_CHANGE");
        assertThat(listed.path("alteration_status").asString()).isEqualTo("auto_applied");
        assertThat(events(at)).startsWith("alteration_applied_auto");
    }

    @Test
    void sampleInspectionsFromTargetToInspection() {
        At at = world.started();
        world.target();
        done(county.post("/v6/sampling/sample-inspections", Json.object().put("sample_inspection_rate", 30)));
        List<String> picked = json(county.get("/v6/reporting/pbi-sample-inspections"))
                .path("rows")
                .valueStream()
                .map(row -> row.path("work_reference_number").asString())
                .toList();
        assertThat(picked).isNotEmpty();
        String works = picked.getFirst();
        assertThat(json(county.get("/v6/work/works/" + works))
                        .path("pbi_sample_inspections")
                        .size())
                .isEqualTo(1);

        for (String category : List.of("a", "b", "c")) {
            done(county.post(
                    "/v6/work/works/" + works + "/inspections",
                    world.body("work.InspectionCreateRequest").put("inspection_category", category)));
        }

        assertThat(json(county.get("/v6/work/works/" + works))
                        .path("pbi_sample_inspections")
                        .size())
                .isZero();
        assertThat(at.works()).isNotBlank();
    }

    @Test
    void areasThatListsAreNarrowedBy() {
        String area = world.area().of("geographicalAreaReferenceNumber");
        world.granted();

        JsonNode within = json(county.get("/v6/reporting/permits?geographical_area_reference_number=" + area))
                .path("rows");

        assertThat(within.valueStream())
                .isNotEmpty()
                .allMatch(row -> List.of("99800001", "99800002")
                        .contains(row.path("usrn").asString()));
        assertThat(json(county.get("/v6/reporting/geographical-areas")).valueStream())
                .extracting(
                        one -> one.path("geographical_area_reference_number").asString())
                .contains(area);
    }

    @Test
    void workstreamsAndNames() {
        Client gas = world.client(Directory.GAS);
        String workstreams = "/v6/party/organisations/" + Directory.GAS + "/workstreams";
        done(gas.post(
                workstreams,
                Json.object()
                        .put("prefix", "044")
                        .put("name", "Meters")
                        .put("emergency_contact_name", "Zainab Thornbury-Cole")));
        done(gas.put(workstreams + "/044", Json.object().put("name", "Meters and mains")));

        assertThat(json(gas.get(workstreams + "/044")).path("name").asString()).isEqualTo("Meters and mains");
        assertThat(json(gas.get("/v6/reporting/workstreams")).path("rows").valueStream())
                .extracting(row -> row.path("name").asString())
                .contains("Meters and mains");
        ObjectNode works = Applications.v6(Applications.works(Directory.GAS)).put("workstream_prefix", "044");
        assertThat(done(gas.post("/v6/work/works", works))
                        .json()
                        .path("work_reference_number")
                        .asString())
                .startsWith("ZG044");
    }

    @Test
    void worklistsUntilWhatTheyAskForIsDone() {
        At refused = world.refused();
        At started = world.started();
        clock.forward(Duration.ofDays(70));
        county = world.client(Directory.COUNTY);
        water = world.client(Directory.WATER);

        assertThat(json(water.get("/v6/worklist/work-stops-due")).valueStream())
                .extracting(row -> row.path("work_reference_number").asString())
                .contains(started.works());
        assertThat(json(county.get("/v6/worklist/potential-works-overrunning")).valueStream())
                .extracting(row -> row.path("permit_reference_number").asString())
                .contains(started.permit());
        done(county.delete("/v6/worklist/potential-works-overrunning/" + started.permit()));
        done(county.delete("/v6/worklist/potential-works-overrunning/" + started.permit()));

        assertThat(json(county.get("/v6/worklist/potential-works-overrunning")).valueStream())
                .extracting(row -> row.path("permit_reference_number").asString())
                .doesNotContain(started.permit());
        assertThat(json(water.get("/v6/worklist/refused-permits")).valueStream())
                .extracting(row -> row.path("work_reference_number").asString())
                .doesNotContain(refused.works());
    }

    @Test
    void codesThatAVersionDoesNotKnowAreShownAsOneThatStandsForLaterOnes() {
        At at = world.submitted();
        done(county.put(
                "/v6/work/works/" + at.works() + "/permits/" + at.permit() + "/under-assessment", Json.object()));

        assertThat(json(water.get("/v6/work/works/" + at.works() + "/permits/" + at.permit()))
                        .path("permit_status")
                        .asString())
                .isEqualTo("under_assessment");
        assertThat(json(water.get("/v3/work/works/" + at.works() + "/permits/" + at.permit()))
                        .path("permit_status")
                        .asString())
                .isEqualTo("upcoming_enum");
        assertThat(json(water.get("/latest/work/works/" + at.works() + "/permits/" + at.permit()))
                        .path("permit_status")
                        .asString())
                .isEqualTo("under_assessment");
    }
}
