package uk.wayleave.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.Client.Reply;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Role;

/** One version of the sandbox, and how to bring its records about: every helper gives the values of path placeholders. */
final class World {
    static final String PDF = "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
            + "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
            + "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n"
            + "trailer\n<</Root 1 0 R/Size 4>>\n%%EOF\n";

    private final Sandbox sandbox;
    private final MovableClock clock;
    private final ApiVersion version;
    private final Specimen specimen;

    World(Sandbox sandbox, MovableClock clock, ApiVersion version) {
        this.sandbox = sandbox;
        this.clock = clock;
        this.version = version;
        this.specimen = new Specimen(version);
    }

    /** The values of the placeholders in a path. */
    record At(Map<String, String> values) {
        At {
            values = Map.copyOf(values);
        }

        At and(String name, String value) {
            Map<String, String> more = new HashMap<>(values);
            more.put(name, value);
            return new At(more);
        }

        String works() {
            return of("workReferenceNumber");
        }

        String permit() {
            return of("permitReferenceNumber");
        }

        String of(String name) {
            return Optional.ofNullable(values.get(name))
                    .orElseThrow(() -> new AssertionError("Nothing was made with a " + name));
        }

        String fill(String template) {
            String path = template;
            for (Map.Entry<String, String> value : values.entrySet()) {
                path = path.replace("{" + value.getKey() + "}", value.getValue());
            }
            return path;
        }
    }

    static At nowhere() {
        return new At(Map.of());
    }

    ApiVersion version() {
        return version;
    }

    boolean isV3() {
        return version.equals(ApiVersion.V3_6);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    MovableClock clock() {
        return clock;
    }

    Client client(String swaCode) {
        return client(sandbox.account(swaCode));
    }

    /** Logged in anew: the clock may have moved on by more than a token's life. */
    Client client(Account account) {
        return Client.loggedIn(sandbox, account);
    }

    Optional<Account> accountIn(Role role) {
        return sandbox.accounts().stream()
                .filter(account -> account.role() == role && !account.invited())
                .findFirst();
    }

    ObjectNode body(String shape) {
        return specimen.of(shape);
    }

    String path(String api, String template, At at) {
        return "/" + version.segment() + "/" + api + at.fill(template);
    }

    private Reply ok(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isBetween(200, 299);
        return reply;
    }

    private Reply work(String swaCode, String method, String template, At at, ObjectNode body) {
        return ok(client(swaCode).send(method, path("work", template, at), body.isEmpty() ? "" : body.toString()));
    }

    private static String text(Reply reply, String member) {
        return reply.json().path(member).asString();
    }

    private ObjectNode application() {
        ObjectNode body = body("work.WorkCreateRequest");
        body.put("usrn", 99_800_001);
        body.put("secondary_contact", "Rowan Tolliver");
        return body;
    }

    /** Works of the water utility with a permit that is applied for. */
    At submitted() {
        return submitted(application());
    }

    private At submitted(ObjectNode body) {
        Reply made = work(Directory.WATER, "POST", "/works", nowhere(), body);
        return new At(Map.of(
                "workReferenceNumber", text(made, "work_reference_number"),
                "permitReferenceNumber", text(made, "permit_reference_number")));
    }

    At granted() {
        At at = submitted();
        assess(at, Json.object().put("assessment_status", "granted"));
        return at;
    }

    private void assess(At at, ObjectNode assessment) {
        work(
                Directory.COUNTY,
                "PUT",
                "/works/{workReferenceNumber}/permits/{permitReferenceNumber}/assessment",
                at,
                assessment);
    }

    At refused() {
        At at = submitted();
        ObjectNode refusal = Json.object().put("assessment_status", "refused");
        refusal.putArray("reasons_for_refusal").add("RC20");
        assess(at, refusal);
        return at;
    }

    /** The same with a duration that is challenged. */
    At challenged() {
        At at = submitted();
        assess(
                at,
                Json.object()
                        .put("assessment_status", "granted")
                        .put("is_duration_challenged", true)
                        .put("reasonable_period_end_date", "2027-01-13T17:00:00.000Z"));
        return at;
    }

    At started() {
        At at = granted();
        work(
                Directory.WATER,
                "PUT",
                "/works/{workReferenceNumber}/start",
                at,
                Json.object().put("actual_start_date", Json.text(clock.instant())));
        return at;
    }

    At stopped() {
        At at = started();
        work(
                Directory.WATER,
                "PUT",
                "/works/{workReferenceNumber}/stop",
                at,
                Json.object().put("actual_stop_date", Json.text(clock.instant())));
        return at;
    }

    At altered() {
        At at = granted();
        Reply made = work(
                Directory.WATER,
                "POST",
                "/works/{workReferenceNumber}/permits/{permitReferenceNumber}/alterations",
                at,
                body("work.PermitAlterationCreateRequest"));
        return at.and("permitAlterationReferenceNumber", text(made, "permit_alteration_reference_number"));
    }

    At alteredWithChallenge() {
        At at = altered();
        work(
                Directory.COUNTY,
                "PUT",
                "/works/{workReferenceNumber}/permits/{permitReferenceNumber}/alterations/{permitAlterationReferenceNumber}/status",
                at,
                Json.object()
                        .put("alteration_status", "granted_with_duration_challenge")
                        .put("reasonable_period_end_date", "2027-01-13T17:00:00.000Z"));
        return at;
    }

    /** V3 has no duration challenges to show. */
    At alteredOrChallenged() {
        return isV3() ? altered() : alteredWithChallenge();
    }

    At commented() {
        At at = submitted();
        Reply made = work(
                Directory.WATER,
                "POST",
                "/works/{workReferenceNumber}/comments",
                at,
                body("work.CommentCreateRequest"));
        return at.and("commentReferenceNumber", text(made, "comment_reference_number"));
    }

    At planned() {
        ObjectNode body = body("work.ForwardPlanCreateRequest").put("usrn", 99_800_001);
        Reply made = work(Directory.WATER, "POST", "/forward-plans", nowhere(), body);
        return new At(Map.of(
                "workReferenceNumber", text(made, "work_reference_number"),
                "forwardPlanReferenceNumber", text(made, "forward_plan_reference_number")));
    }

    At activity() {
        ObjectNode body = body("work.ActivityCreateRequest").put("usrn", 99_800_001);
        Reply made = work(Directory.COUNTY, "POST", "/activity", nowhere(), body);
        return nowhere().and("activityReferenceNumber", text(made, "activity_reference_number"));
    }

    At site() {
        At at = stopped();
        Reply made =
                work(Directory.WATER, "POST", "/works/{workReferenceNumber}/sites", at, body("work.SiteCreateRequest"));
        return at.and("siteNumber", "1")
                .and("siteReferenceNumber", text(made, "site_reference_number"))
                .and("reinstatementReferenceNumber", text(made, "reinstatement_reference_number"));
    }

    At inspected(String outcome) {
        At at = started();
        ObjectNode body = body("work.InspectionCreateRequest").put("inspection_outcome", outcome);
        Reply made = work(Directory.COUNTY, "POST", "/works/{workReferenceNumber}/inspections", at, body);
        return at.and("inspectionReferenceNumber", text(made, "inspection_reference_number"))
                .and("nonComplianceReferenceNumber", text(made, "non_compliance_reference_number"));
    }

    At scheduled() {
        At at = started();
        work(
                Directory.COUNTY,
                "POST",
                "/works/{workReferenceNumber}/scheduled-inspections",
                at,
                body("work.ScheduledInspectionCreateRequest"));
        return at;
    }

    At fined() {
        At at = started();
        Reply made = work(
                Directory.COUNTY,
                "POST",
                "/works/{workReferenceNumber}/fixed-penalty-notices",
                at,
                body("work.FPNCreateRequest"));
        return at.and("fpnReferenceNumber", text(made, "fpn_reference_number"));
    }

    At section58() {
        Reply made = work(Directory.COUNTY, "POST", "/section-58s", nowhere(), body("work.Section58CreateRequest"));
        return nowhere().and("section58ReferenceNumber", text(made, "section_58_reference_number"));
    }

    At section74() {
        At at = started();
        Reply made = work(
                Directory.COUNTY,
                "POST",
                "/works/{workReferenceNumber}/section-74s",
                at,
                body("work.Section74CreateRequest").put("permit_reference_number", at.permit()));
        return at.and("section74ReferenceNumber", text(made, "section_74_reference_number"));
    }

    At section81() {
        Reply made = work(
                Directory.COUNTY,
                "POST",
                "/section-81-works/section-81s",
                nowhere(),
                body("work.Section81CreateRequest"));
        return new At(Map.of(
                "workReferenceNumber", text(made, "work_reference_number"),
                "section81ReferenceNumber", text(made, "section_81_reference_number")));
    }

    /** A permit, and a Section 81 that it is linked to. */
    At linked() {
        At section81 = section81();
        At at = granted().and("section81ReferenceNumber", section81.of("section81ReferenceNumber"));
        work(
                Directory.WATER,
                "POST",
                "/works/{workReferenceNumber}/permits/{permitReferenceNumber}/link-section-81",
                at,
                Json.object().put("section_81_reference_number", at.of("section81ReferenceNumber")));
        return at;
    }

    At privateStreet() {
        ObjectNode body = body("work.PrivateStreetNoticeCreateRequest").put("usrn", 99_800_001);
        Reply made = work(Directory.WATER, "POST", "/private-street-notices", nowhere(), body);
        return new At(Map.of(
                "workReferenceNumber", text(made, "work_reference_number"),
                "privateStreetReferenceNumber", text(made, "private_street_reference_number")));
    }

    At material() {
        ObjectNode body = body("work.MaterialClassificationCreateRequest").put("usrn", 99_800_001);
        Reply made = work(Directory.WATER, "POST", "/material-classifications", nowhere(), body);
        return nowhere()
                .and("materialClassificationReferenceNumber", text(made, "material_classification_reference_number"));
    }

    ObjectNode ancillaryInfo() {
        ObjectNode body = body("work.CreateAncillaryInfoRequest");
        body.putArray("usrns").add(99_800_001);
        return body;
    }

    At ancillary() {
        At at = started();
        Reply made = work(
                Directory.WATER,
                "POST",
                "/works/{workReferenceNumber}/permits/{permitReferenceNumber}/ancillary-informations",
                at,
                ancillaryInfo());
        return at.and("ancillaryInformationReferenceNumber", text(made, "ancillary_info_reference_number"));
    }

    /** A sample inspection target of the county for the promoter; any earlier one is closed or deleted first. */
    At target() {
        String api = isV3() ? "work" : "sampling";
        noTargets();
        Reply made = ok(client(Directory.COUNTY)
                .post(
                        path(api, "/sample-inspection-targets", nowhere()),
                        body(api + ".SampleInspectionTargetCreateRequest")));
        return nowhere()
                .and("sampleInspectionTargetReferenceNumber", text(made, "sample_inspection_target_reference_number"));
    }

    /** Works that a sample was picked of. */
    At sampled() {
        started();
        At at = target();
        String path = isV3()
                ? path("work", "/sample-inspection", nowhere())
                : path("sampling", "/sample-inspections", nowhere());
        ok(client(Directory.COUNTY)
                .post(path, isV3() ? Json.object() : body("sampling.GenerateSampleInspectionsRequest")));
        return at;
    }

    void noTargets() {
        String list = isV3() ? "/sample-inspection-targets" : "/pbi-sample-inspection-targets";
        String name =
                isV3() ? "sample_inspection_target_reference_number" : "pbi_sample_inspection_target_reference_number";
        client(Directory.COUNTY)
                .get("/" + version.segment() + "/reporting" + list)
                .json()
                .path("rows")
                .forEach(row -> ok(client(Directory.COUNTY)
                        .delete("/v6/sampling/sample-inspection-targets/"
                                + row.path(name).asString())));
    }

    At area() {
        Reply made = ok(client(Directory.COUNTY)
                .upload(
                        "POST",
                        path("work", "/geographical-areas", nowhere()),
                        "north.csv",
                        "99800001\n99800002\n".getBytes(StandardCharsets.UTF_8),
                        Map.of()));
        return nowhere().and("geographicalAreaReferenceNumber", text(made, "geographical_area_reference_number"));
    }

    /** A file that is searched and not linked to anything. */
    At file() {
        Reply made = ok(client(Directory.WATER)
                .upload(
                        "POST",
                        path("work", "/files", nowhere()),
                        "plan.pdf",
                        PDF.getBytes(StandardCharsets.UTF_8),
                        Map.of()));
        clock.forward(Duration.ofSeconds(3));
        return nowhere().and("fileId", made.json().path("file_id").asString());
    }

    At export() {
        Reply asked = ok(client(Directory.WATER).post(path("export", "/permits/csv", nowhere()), Json.object()));
        clock.forward(Duration.ofSeconds(3));
        return nowhere().and("csvId", asked.json().path("csv_id").asString());
    }
}
