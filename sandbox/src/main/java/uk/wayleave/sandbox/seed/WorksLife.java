package uk.wayleave.sandbox.seed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.record.Calendar;
import uk.wayleave.sandbox.street.Street;
import uk.wayleave.sandbox.wire.Json;

/** The life of one works, from the application to wherever its stage ends. */
final class WorksLife {
    private static final Duration TO_ASSESS = Duration.ofHours(26);

    private final Timeline timeline;
    private final Random random;
    private final People people;
    private final Instant now;
    private final Account promoter;
    private final Account authority;
    private final String reference;
    private final Stage stage;
    private final String planner;
    private final Instant applied;
    private final Instant start;
    private final Instant end;

    /** How far a works has come. */
    enum Stage {
        COMPLETED,
        IN_PROGRESS,
        GRANTED,
        SUBMITTED,
        REFUSED,
        MODIFICATION_ASKED,
        CANCELLED,
        REVOKED,
        ALTERATION_ASKED,
        AUTHORISATION,
        /** Granted for less time than was asked for, which the promoter does not accept. */
        CHALLENGED,
        /** Goes on beyond its end, with an overrun warning. */
        OVERRUNNING,
        /** Completed, an inspection failed, and somebody is fined. */
        FAILED
    }

    WorksLife(
            Timeline timeline,
            Random random,
            Instant now,
            Account promoter,
            Account authority,
            String reference,
            Stage stage,
            int jobDays) {
        this.timeline = timeline;
        this.random = random;
        this.people = new People(random);
        this.now = now;
        this.promoter = promoter;
        this.authority = authority;
        this.reference = reference;
        this.stage = stage;
        this.planner = people.anybody();
        int days = stage == Stage.AUTHORISATION ? 25 : jobDays;
        this.start = start(days);
        this.end = start.plus(Duration.ofDays(days)).plus(Duration.ofHours(9));
        Instant early = start.minus(Duration.ofDays(20 + random.nextInt(10)));
        Instant latest = now.minus(Duration.ofDays(2));
        this.applied = early.isBefore(latest) ? early : latest;
    }

    private Instant start(int days) {
        int daysFromNow = switch (stage) {
            case COMPLETED, FAILED -> -days - 6 - random.nextInt(10);
            case OVERRUNNING -> -days - 3;
            case IN_PROGRESS -> -1;
            case REVOKED, CANCELLED -> 4 + random.nextInt(5);
            case AUTHORISATION -> 100 + random.nextInt(20);
            case GRANTED, SUBMITTED, REFUSED, MODIFICATION_ASKED, ALTERATION_ASKED, CHALLENGED ->
                6 + random.nextInt(20);
        };
        return Calendar.start(Calendar.day(now).plusDays(daysFromNow)).plus(Duration.ofHours(8));
    }

    private String permit() {
        return reference + "-01";
    }

    private Map<String, String> onWorks() {
        return Map.of("workReferenceNumber", reference);
    }

    private Map<String, String> onPermit() {
        return Map.of("workReferenceNumber", reference, "permitReferenceNumber", permit());
    }

    private void byPromoter(Instant at, String operation, Map<String, String> path, ObjectNode body) {
        timeline.add(at, promoter, planner, operation, path, body);
    }

    private void byAuthority(Instant at, String operation, Map<String, String> path, ObjectNode body) {
        timeline.add(at, authority, people.anybody(), operation, path, body);
    }

    /** @param withFile whether a plan is sent with the application */
    void begin(Jobs.Job job, Street street, String workstream, boolean withFile) {
        ObjectNode application = application(job);
        ObjectNode body = application.deepCopy();
        body.put("work_reference_number", reference);
        body.put("workstream_prefix", workstream);
        body.put("promoter_swa_code", promoter.swaCode());
        body.put("highway_authority_swa_code", street.authority());
        body.put("usrn", street.usrn());
        body.put("street_name", street.name());
        body.put("town", street.town());
        body.put("area_name", street.area());
        body.put("road_category", street.roadCategory());
        body.set("works_coordinates", Geometry.pieceOf(street, random));
        if (withFile) {
            ArrayNode ids = body.putArray("file_ids");
            Consumer<JsonNode> noted = answer -> ids.add(answer.path("file_id").asLong(0));
            timeline.upload(
                    applied.minusSeconds(60),
                    promoter,
                    "work.UploadFile",
                    Documents.plan("traffic-management-plan.pdf"),
                    noted);
        }
        byPromoter(applied, "work.CreateWork", Map.of(), body);
        live(application);
    }

    private ObjectNode application(Jobs.Job job) {
        String contact = people.anybody();
        ObjectNode said = Json.object();
        said.put("secondary_contact", contact);
        said.put("secondary_contact_number", people.mobile());
        said.put("secondary_contact_email", People.mailbox(contact));
        said.put("emergency_contact_name", planner);
        said.put("emergency_contact_number", people.landline());
        said.put("proposed_start_date", Json.text(start));
        said.put("proposed_start_time", Json.text(start));
        said.put("proposed_end_date", Json.text(end));
        said.put("proposed_end_time", Json.text(end));
        said.put("description_of_work", job.description() + access(contact));
        said.put("excavation", !job.trafficManagement().equals("priority_working"));
        said.put("project_reference_number", "PRJ-" + (1000 + random.nextInt(9000)));
        said.put("traffic_management_plan", true);
        said.put("lane_rental_applicable", false);
        said.putArray("permit_conditions")
                .addObject()
                .put("condition", "NCT01a")
                .put("comment", "Works between 09:30 and 15:30 only");
        said.put(
                "works_location_description",
                "Outside number " + (1 + random.nextInt(80)) + ", on the "
                        + List.of("north", "south", "east", "west").get(random.nextInt(4)) + " side");
        said.put("activity_type", job.activity());
        said.put("traffic_management_type", job.trafficManagement());
        said.put("application_type", "permit");
        said.putArray("location_types").add("carriageway").add("footway");
        said.put("work_type", "planned");
        said.put("is_ttro_required", false);
        said.put("immediate_risk", false);
        said.put("close_footway", "yes_provide_pedestrian_walkway");
        said.put("close_footpath", "no");
        said.put("additional_contact", planner);
        said.put("additional_contact_number", people.mobile());
        said.put("additional_contact_email", People.mailbox(planner));
        said.put("additional_info", "Radio channel 4 on site");
        boolean together = random.nextInt(5) == 0;
        said.put("collaborative_working", together);
        if (together) {
            String partner = people.anybody();
            said.putArray("collaboration_types").add("sharing_traffic_management_only");
            said.put("collaboration_details", "Shares signals; arranged with " + partner);
            said.put("collaboration_contact_name", partner);
            said.put("collaboration_contact_email", People.mailbox(partner));
            said.put("collaboration_contact_phone_number", people.mobile());
        }
        return said;
    }

    private String access(String contact) {
        return random.nextInt(3) == 0
                ? ". Access through the yard agreed with " + contact + ", call " + people.mobile()
                : "";
    }

    private void live(ObjectNode application) {
        Instant assessed = applied.plus(TO_ASSESS);
        switch (stage) {
            case SUBMITTED -> {}
            case REFUSED -> {
                ObjectNode refusal = assessment("refused", "Clashes with works already granted");
                refusal.putArray("reasons_for_refusal").add("RC20").add("RC31");
                assess(assessed, refusal);
            }
            case MODIFICATION_ASKED ->
                assess(
                        assessed,
                        assessment("permit_modification_request", "Please change the traffic management")
                                .put("pending_change_details", "Use two-way signals outside peak hours"));
            case GRANTED, AUTHORISATION -> grant(assessed);
            case REVOKED -> {
                grant(assessed);
                assess(
                        assessed.plus(Duration.ofHours(5)),
                        assessment("revoked", "Emergency works next door")
                                .put("revoke_reason", "Emergency works next door"));
            }
            case CANCELLED ->
                byPromoter(
                        assessed,
                        "work.UpdatePermitStatus",
                        onPermit(),
                        Json.object()
                                .put("permit_status", "cancelled")
                                .put("additional_comments", "No longer needed")
                                .put("permit_cancellation_reason", "no_staff_or_resource"));
            case ALTERATION_ASKED -> {
                grant(assessed);
                askForMoreTime(application, assessed.plus(Duration.ofHours(6)));
            }
            case CHALLENGED -> challenge(assessed);
            case IN_PROGRESS -> {
                grant(assessed);
                begin(start);
                inspect(start.plus(Duration.ofHours(3)), "live_site", "a", "passed");
            }
            case OVERRUNNING -> {
                grant(assessed);
                begin(start);
                warn(end.plus(Duration.ofHours(20)));
            }
            case COMPLETED -> {
                grant(assessed);
                begin(start);
                inspect(start.plus(Duration.ofHours(3)), "live_site", "a", "passed");
                finish(end);
                register(end.plus(Duration.ofHours(4)), random.nextInt(3) == 0 ? "interim" : "permanent");
            }
            case FAILED -> {
                grant(assessed);
                begin(start);
                finish(end);
                register(end.plus(Duration.ofHours(4)), "permanent");
                fail(end.plus(Duration.ofDays(2)));
            }
        }
    }

    private static ObjectNode assessment(String status, String comments) {
        return Json.object().put("assessment_status", status).put("additional_comments", comments);
    }

    private void assess(Instant at, ObjectNode assessment) {
        byAuthority(at, "work.UpdateAssessmentStatus", onPermit(), assessment);
    }

    private void grant(Instant at) {
        assess(at, assessment("granted", "Granted as applied for"));
    }

    private void askForMoreTime(ObjectNode application, Instant at) {
        byPromoter(
                at,
                "work.CreatePermitAlteration",
                onPermit(),
                application
                        .deepCopy()
                        .put("permit_alteration_reason", "Two more days for reinstatement")
                        .put("proposed_end_date", Json.text(end.plus(Duration.ofDays(2)))));
    }

    private void challenge(Instant at) {
        assess(
                at,
                assessment("granted", "Granted for a shorter time")
                        .put("is_duration_challenged", true)
                        .put("reasonable_period_end_date", Json.text(end.minus(Duration.ofDays(1)))));
        byPromoter(
                at.plus(Duration.ofHours(4)),
                "work.UpdatePermitDurationChallengeReview",
                onPermit(),
                Json.object()
                        .put("review_status", "duration_challenge_not_accepted")
                        .put("reason_for_non_acceptance", "The concrete needs the time; ask " + people.anybody()));
    }

    private void begin(Instant at) {
        byPromoter(at, "work.UpdateActualStartDate", onWorks(), Json.object().put("actual_start_date", Json.text(at)));
    }

    private void finish(Instant at) {
        byPromoter(at, "work.UpdateActualStopDate", onWorks(), Json.object().put("actual_stop_date", Json.text(at)));
    }

    private void inspect(Instant at, String type, String category, String outcome) {
        String inspector = people.anybody();
        byAuthority(
                at,
                "work.CreateInspection",
                onWorks(),
                Json.object()
                        .put("inspection_type", type)
                        .put("inspection_start_date", Json.text(at))
                        .put("inspection_category", category)
                        .put("inspection_outcome", outcome)
                        .put("inspection_outcome_details", "Spoke to " + inspector + " on site; signing in order")
                        .put("inspection_evidence", false)
                        .put("username", authority.emailAddress())
                        .put("inspector_name", inspector)
                        .put("made_safe_by_ha", false));
    }

    private void register(Instant at, String status) {
        ObjectNode site = Json.object()
                .put("reinstatement_status", status)
                .put("reinstatement_type", "excavation")
                .put("reinstatement_date", Json.text(at))
                .put("depth", 0.6)
                .put("length", 12.5)
                .put("width", 0.8)
                .put("location_description", "Carriageway trench")
                .put("reinstatement_evidence", false)
                .put("permit_reference_number", permit());
        site.set("reinstatement_coordinates", Geometry.point(384_130, 171_570));
        site.putArray("location_types").add("carriageway");
        byPromoter(at, "work.CreateSite", onWorks(), site);
    }

    /** An inspection that fails, the non-compliance that follows, and a fixed penalty notice for the late notice. */
    private void fail(Instant at) {
        inspect(at, "reinstatement", "b", "failed_high");
        byPromoter(
                at.plus(Duration.ofHours(20)),
                "work.UpdateNonComplianceStatus",
                Map.of("workReferenceNumber", reference, "nonComplianceReferenceNumber", reference + "-NC-1"),
                Json.object()
                        .put("non_compliance_response_status", "works_complete_ready_for_inspection")
                        .put("response_details", "Mended overnight; " + people.anybody() + " has photographs"));
        ObjectNode fpn = Json.object()
                .put("fpn_evidence", false)
                .put("offence_date", Json.text(end))
                .put("offence_code", "offence_code_06")
                .put("offence_details", "Notice of the end of works came late")
                .put("authorised_officer", people.anybody())
                .put("officer_contact_details", people.landline())
                .put("officer_address", "1 Sandbox House, ZZ9 3AC")
                .put("representations_contact", people.anybody())
                .put("representations_contact_address", "1 Sandbox House, ZZ9 3AC")
                .put("permit_reference_number", permit());
        fpn.putArray("payment_methods").add("bank_transfer");
        byAuthority(at.plus(Duration.ofHours(1)), "work.CreateFPN", onWorks(), fpn);
        if (random.nextBoolean()) {
            byPromoter(
                    at.plus(Duration.ofHours(30)),
                    "work.UpdateFPNStatus",
                    Map.of("workReferenceNumber", reference, "fpnReferenceNumber", reference + "-FPN-1"),
                    Json.object().put("fpn_status", "accepted").put("status_reason", "We were late"));
        }
    }

    private void warn(Instant at) {
        ObjectNode warning = Json.object()
                .put("permit_reference_number", permit())
                .put("location_description", "At the far end of the works")
                .put("inspection_date", Json.text(at))
                .put("overrun_warning_details", "Barriers still out; nobody on site, " + people.anybody() + " was told")
                .put("officer_name", people.anybody())
                .put("officer_contact_details", people.landline())
                .put("schedule_follow_up_inspection", true)
                .put("reinspection_date", Json.text(at.plus(Duration.ofDays(7))))
                .put("section_74_evidence", false);
        warning.putArray("location_types").add("carriageway");
        warning.putArray("overrun_warning_reasons").add("active_traffic_management");
        byAuthority(at, "work.CreateSection74", onWorks(), warning);
        byAuthority(
                at.plus(Duration.ofHours(20)),
                "work.UpdateSection74HAStatus",
                Map.of("workReferenceNumber", reference, "section74ReferenceNumber", reference + "-S74-1"),
                Json.object()
                        .put("status", "draft_invoice_issued")
                        .put("number_of_days_overrun", 1)
                        .put("draft_invoice_amount", 2500)
                        .put("draft_invoice_reference", "DRAFT-" + (100 + random.nextInt(900))));
    }

    /** Comments of both sides, some of them seen by one only. */
    void talk(int index) {
        if (index % 2 == 1) {
            return;
        }
        Instant at = applied.plus(Duration.ofHours(2));
        String told = "Residents were told by letter. Questions to " + people.anybody() + " on " + people.mobile();
        timeline.add(at, promoter, planner, "work.PostComment", onWorks(), comment(told, false));
        if (index % 4 == 0) {
            byAuthority(
                    at.plus(Duration.ofHours(1)),
                    "work.PostComment",
                    onWorks(),
                    comment("Please keep the bus stop open.", false));
            byAuthority(
                    at.plus(Duration.ofHours(2)),
                    "work.PostComment",
                    onWorks(),
                    comment("Watch this one: late last time.", true));
        }
    }

    private static ObjectNode comment(String detail, boolean internal) {
        return Json.object().put("detail", detail).put("topic", "GENERAL").put("is_internal", internal);
    }

    /** A file that is added to the record later. */
    void addFile(Account by) {
        ObjectNode body = Json.object();
        ArrayNode ids = body.putArray("file_ids");
        timeline.upload(
                applied.plusSeconds(240),
                by,
                "work.UploadFile",
                Documents.photo("site-before.jpg"),
                answer -> ids.add(answer.path("file_id").asLong(0)));
        timeline.add(applied.plusSeconds(300), by, planner, "work.AddFileToWork", onWorks(), body);
    }

    /** Something that stands beside the works. */
    void besides(Street street) {
        if (stage != Stage.IN_PROGRESS) {
            return;
        }
        ObjectNode info = Json.object()
                .put("ancillary_info_description", "Cabin and skip, key with " + people.anybody())
                .put("location_description", "In the lay-by")
                .put("ancillary_info_type", "site_welfare_facilities");
        info.putArray("ancillary_info_coordinates").add(Geometry.pieceOf(street, random));
        info.putArray("usrns").add(street.usrn());
        byPromoter(start.plus(Duration.ofHours(1)), "work.CreateAncillaryInfo", onPermit(), info);
    }
}
