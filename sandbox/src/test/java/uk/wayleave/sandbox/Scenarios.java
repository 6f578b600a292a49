package uk.wayleave.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.wire.Json;

/** For every operation: who calls it, on which record, and what its body says beside the smallest one. */
final class Scenarios {
    private static final String BOX = "minEasting=380000&minNorthing=169000&maxEasting=390000&maxNorthing=173000";

    private final Map<String, Scenario> all = new HashMap<>();

    /**
     * @param swaCode of the organisation whose account calls
     * @param at makes the record and names it in the path
     * @param body what is said beside the required members
     * @param query may hold placeholders of the path's values
     * @param fileName of the file it uploads; empty when it uploads none
     */
    record Scenario(
            String swaCode,
            Function<World, World.At> at,
            BiConsumer<World.At, ObjectNode> body,
            String query,
            String fileName) {}

    Scenarios() {
        logIn();
        works();
        permits();
        plans();
        sites();
        inspections();
        notices();
        sampling();
        files();
        lists();
        exports();
        events();
        lookups();
        maps();
        worklist();
    }

    private void worklist() {
        county("worklist.GetPermitsAboutToDeem", World::submitted);
        county("worklist.GetChangeRequestsAboutToDeem", World::altered);
        water("worklist.GetWorkStartsDue", World::granted);
        water("worklist.GetWorkStopsDue", World::started);
        water("worklist.GetRefusedPermits", World::refused);
        county("worklist.GetPotentialWorksOverrunning", World::started);
        county("worklist.DeletePotentialWorksOverrunning", World::started);
    }

    Optional<Scenario> of(String operation) {
        return Optional.ofNullable(all.get(operation));
    }

    private void on(
            String operation,
            String swaCode,
            Function<World, World.At> at,
            String query,
            BiConsumer<World.At, ObjectNode> body) {
        all.put(operation, new Scenario(swaCode, at, body, query, ""));
    }

    private void on(
            String operation, String swaCode, Function<World, World.At> at, BiConsumer<World.At, ObjectNode> body) {
        on(operation, swaCode, at, "", body);
    }

    private void on(String operation, String swaCode, Function<World, World.At> at) {
        on(operation, swaCode, at, "", (values, body) -> {});
    }

    private void water(String operation, Function<World, World.At> at) {
        on(operation, Directory.WATER, at);
    }

    private void county(String operation, Function<World, World.At> at) {
        on(operation, Directory.COUNTY, at);
    }

    private void get(String operation, String query) {
        on(operation, Directory.WATER, world -> World.nowhere(), query, (at, body) -> {});
    }

    private void upload(String operation, String swaCode, Function<World, World.At> at, String fileName) {
        all.put(operation, new Scenario(swaCode, at, (values, body) -> {}, "", fileName));
    }

    private static BiConsumer<World.At, ObjectNode> put(String member, String value) {
        return (at, body) -> body.put(member, value);
    }

    private static void usrn(World.At at, ObjectNode body) {
        body.put("usrn", 99_800_001);
    }

    private void logIn() {
        on(
                "work.Authenticate",
                Directory.WATER,
                world -> World.nowhere().and("email", account(world)),
                (at, body) -> body.put(
                                "emailAddress",
                                at.of("email").substring(0, at.of("email").indexOf(' ')))
                        .put("password", at.of("email").substring(at.of("email").indexOf(' ') + 1)));
        on(
                "party.Refresh",
                Directory.WATER,
                world -> token(world, "refreshToken"),
                (at, body) -> body.put("refresh_token", at.of("token")));
        on(
                "party.Logout",
                Directory.GAS,
                world -> token(world, "accessToken"),
                (at, body) -> body.put("access_token", at.of("token")));
        on("party.ForgotPassword", Directory.WATER, world -> World.nowhere(), put("email", "nobody@nowhere.example"));
        on(
                "party.ResetPassword",
                Directory.GAS,
                Scenarios::forgotten,
                (at, body) -> body.put("email", at.of("email"))
                        .put("verification_code", at.of("code"))
                        .put("password", "a new password"));
    }

    private static String account(World world) {
        var account = world.sandbox().account(Directory.WATER);
        return account.emailAddress() + " " + account.password();
    }

    private static World.At token(World world, String member) {
        Client anybody = Client.of(world.sandbox());
        return World.nowhere()
                .and(
                        "token",
                        anybody.authenticate(world.sandbox().account(Directory.GAS))
                                .json()
                                .path(member)
                                .asString());
    }

    private static World.At forgotten(World world) {
        String email = world.sandbox().account(Directory.BOROUGH).emailAddress();
        Client.of(world.sandbox())
                .post("/v6/party/forgot-password", Json.object().put("email", email));
        return World.nowhere()
                .and("email", email)
                .and("code", world.sandbox().verificationCode(email).orElseThrow());
    }

    private void works() {
        on("work.CreateWork", Directory.WATER, world -> World.nowhere(), Scenarios::usrn);
        water("work.GetWork", World::site);
        water("work.GetWorkHistory", World::stopped);
        on(
                "work.UpdateActualStartDate",
                Directory.WATER,
                World::granted,
                put("actual_start_date", "2026-11-24T09:00:00Z"));
        water("work.RevertActualStartDate", World::started);
        on(
                "work.UpdateActualStopDate",
                Directory.WATER,
                World::started,
                (at, body) -> body.put("actual_stop_date", at.of("now")));
        water("work.RevertActualStopDate", World::stopped);
        water("work.UpdateFinalReinstatement", World::stopped);
        water("work.UpdateExcavationCarriedOut", World::started);
        water("work.UpdateInspectionUnits", World::stopped);
        water("work.GetEarliestPermit", World::granted);
        on(
                "work.AddFileToWork",
                Directory.WATER,
                world -> world.submitted().and("fileId", world.file().of("fileId")),
                (at, body) -> body.putArray("file_ids").add(Long.parseLong(at.of("fileId"))));
        water("work.PostComment", World::submitted);
        county("work.MarkCommentAsRead", World::commented);
        county("work.GetComment", World::commented);
        get("work.CalculateDuration", "startDate=2026-12-01T00:00:00Z&endDate=2026-12-03T00:00:00Z");
        get("work.GetWorkCategory", "work_type=planned&proposed_start_date=2026-12-01T00:00:00Z");
    }

    private void permits() {
        water("work.CreatePermit", World::refused);
        water("work.GetPermit", World::altered);
        on("work.UpdatePermitStatus", Directory.WATER, World::submitted, put("permit_status", "cancelled"));
        county("work.UpdateAssessmentStatus", World::submitted);
        on(
                "work.UpdatePermitDiscount",
                Directory.COUNTY,
                World::granted,
                (at, body) -> body.put("assessment_discount", 30));
        county("work.UpdatePermitLaneRentalAssessment", World::granted);
        county("work.AcknowledgeHS2Permit", World::granted);
        county("work.MarkPermitAsUnderAssessment", World::submitted);
        water("work.UpdateCurrentTrafficManagementType", World::started);
        water("work.UpdatePermitDurationChallengeReview", World::challenged);
        on(
                "work.UpdatePermitDurationChallengeNonAcceptanceResponse",
                Directory.COUNTY,
                world -> unaccepted(world, world.challenged(), "permits/{permitReferenceNumber}"),
                put("new_reasonable_period_end_date", "2027-01-14T17:00:00Z"));
        water("work.DurationChallengeReview", World::alteredWithChallenge);
        on(
                "work.DurationChallengeNonAcceptanceResponse",
                Directory.COUNTY,
                world -> unaccepted(
                        world,
                        world.alteredWithChallenge(),
                        "permits/{permitReferenceNumber}/alterations/{permitAlterationReferenceNumber}"),
                put("new_reasonable_period_end_date", "2027-01-14T17:00:00Z"));
        water("work.CreatePermitAlteration", World::granted);
        water("work.GetPermitAlteration", World::alteredOrChallenged);
        on("work.UpdatePermitAlterationStatus", Directory.COUNTY, World::altered, put("alteration_status", "granted"));
        on(
                "work.ImposeChange",
                Directory.COUNTY,
                World::granted,
                put("permit_alteration_reason", "Keep one lane open"));
        on(
                "work.CreateAncillaryInfo",
                Directory.WATER,
                World::started,
                (at, body) -> body.putArray("usrns").add(99_800_001));
        water("work.GetAncillaryInfo", World::ancillary);
        water("work.RemoveAncillaryInfo", World::ancillary);
        water("work.GetFeeMatrix", world -> World.nowhere().and("organisationReference", Directory.COUNTY));
        on(
                "work.LinkSection81ToPermit",
                Directory.WATER,
                Scenarios::apart,
                (at, body) -> body.put("section_81_reference_number", at.of("section81ReferenceNumber")));
        on(
                "work.UnlinkSection81FromPermit",
                Directory.WATER,
                World::linked,
                (at, body) -> body.put("section_81_reference_number", at.of("section81ReferenceNumber")));
        on(
                "work.LinkPermitToNonCompliance",
                Directory.WATER,
                world -> world.inspected("failed_high"),
                (at, body) -> body.put("non_compliance_reference_number", at.of("nonComplianceReferenceNumber")));
    }

    private static World.At apart(World world) {
        return world.granted().and("section81ReferenceNumber", world.section81().of("section81ReferenceNumber"));
    }

    private static World.At unaccepted(World world, World.At at, String what) {
        world.client(Directory.WATER)
                .put(
                        world.path("work", "/works/{workReferenceNumber}/" + what + "/duration-challenge-review", at),
                        Json.object()
                                .put("review_status", "duration_challenge_not_accepted")
                                .put("reason_for_non_acceptance", "Not enough time"));
        return at;
    }

    private void plans() {
        on("work.CreateForwardPlan", Directory.WATER, world -> World.nowhere(), Scenarios::usrn);
        water("work.GetForwardPlan", World::planned);
        water("work.UpdateForwardPlan", World::planned);
        water("work.CancelForwardPlan", World::planned);
        on("work.CreateActivity", Directory.COUNTY, world -> World.nowhere(), Scenarios::usrn);
        water("work.GetActivity", World::activity);
        county("work.UpdateActivity", World::activity);
        county("work.CancelActivity", World::activity);
    }

    private void sites() {
        water("work.CreateSite", World::stopped);
        water("work.GetSite", World::site);
        water("work.CreateReinstatement", World::site);
        water("work.DeleteReinstatement", World::site);
        water("work.SubsumeSite", World::site);
        on("work.CreateNonNotifiableSite", Directory.WATER, world -> World.nowhere(), Scenarios::usrn);
    }

    private void inspections() {
        county("work.CreateInspection", World::started);
        on("work.CreateHistoricInspection", Directory.COUNTY, world -> World.nowhere(), Scenarios::usrn);
        water("work.GetInspection", world -> world.inspected("failed_high"));
        county("work.WithdrawInspection", world -> world.inspected("passed"));
        county("work.DeleteInspection", world -> world.inspected("passed"));
        county("work.CreateScheduledInspection", World::started);
        county("work.DeleteScheduledInspection", World::scheduled);
        water("work.UpdateInspectionOutcomeStatus", world -> world.inspected("failed_high"));
        water("work.GetNonCompliance", world -> world.inspected("failed_high"));
        on(
                "work.UpdateNonComplianceStatus",
                Directory.WATER,
                world -> world.inspected("failed_low"),
                put("non_compliance_response_status", "works_complete_ready_for_inspection"));
    }

    private void notices() {
        county("work.CreateFPN", World::started);
        on("work.CreateHistoricFPN", Directory.COUNTY, world -> World.nowhere(), Scenarios::usrn);
        water("work.GetFPN", World::fined);
        on("work.UpdateFPNStatus", Directory.WATER, World::fined, put("fpn_status", "accepted"));
        county("work.DeleteFPN", World::fined);
        on("work.CreateSection58", Directory.COUNTY, world -> World.nowhere(), Scenarios::usrn);
        water("work.GetSection58", World::section58);
        on("work.UpdateSection58Status", Directory.COUNTY, World::section58, put("status", "in_force"));
        on(
                "work.CreateSection74",
                Directory.COUNTY,
                World::started,
                (at, body) -> body.put("permit_reference_number", at.permit()));
        water("work.GetSection74", World::section74);
        on("work.UpdateSection74HAStatus", Directory.COUNTY, World::section74, put("status", "charges_ended"));
        water("work.UpdateSection74PromoterStatus", World::section74);
        on("work.CreateSection81", Directory.COUNTY, world -> World.nowhere(), Scenarios::usrn);
        water("work.GetSection81", World::section81);
        on("work.UpdateSection81Status", Directory.WATER, World::section81, put("section_81_status", "accepted"));
        on(
                "work.ReassignSection81",
                Directory.COUNTY,
                World::section81,
                put("new_organisation_reference", Directory.GAS));
        on("work.CreatePrivateStreetNotice", Directory.WATER, world -> World.nowhere(), Scenarios::usrn);
        water("work.GetPrivateStreetNotice", World::privateStreet);
        water("work.CancelPrivateStreetNotice", World::privateStreet);
        on("work.CreateMaterialsClassification", Directory.WATER, world -> World.nowhere(), Scenarios::usrn);
        water("work.GetMaterialClassification", World::material);
    }

    private void sampling() {
        for (String api : new String[] {"work.", "sampling."}) {
            county(api + "CreateSampleInspectionTarget", world -> {
                world.noTargets();
                return World.nowhere();
            });
            county(api + "GetSampleInspectionTarget", World::target);
            county(api + "UpdateSampleInspectionTarget", World::target);
        }
        county("work.CloseSampleInspectionTarget", World::target);
        county("work.CreateSampleInspection", World::target);
        county("sampling.DeleteSampleInspectionTarget", World::target);
        county("sampling.GenerateSampleInspections", World::target);
        county("sampling.StartQuarter", World::target);
        county("sampling.EndQuarter", World::target);
        county("sampling.RevertEndQuarter", World::target);
        on(
                "sampling.GetSampleInspectionQuota",
                Directory.COUNTY,
                world -> World.nowhere(),
                "inspection_units=400&inspection_units=600&inspection_rate=30",
                (at, body) -> {});
        on(
                "sampling.GetPreviousAnnualInspectionUnits",
                Directory.COUNTY,
                world -> World.nowhere(),
                "promoter_org_ref=9981&financial_year_start_date=2026-04-01T00:00:00Z",
                (at, body) -> {});
    }

    private void files() {
        upload("work.UploadFile", Directory.WATER, world -> World.nowhere(), "plan.pdf");
        water("work.GetFile", World::file);
        water("work.DeleteFile", World::file);
        upload("work.CreateGeographicalArea", Directory.COUNTY, world -> World.nowhere(), "area.csv");
        upload("work.UpdateGeographicalArea", Directory.COUNTY, World::area, "area.csv");
    }

    private void list(String operation, String swaCode, Function<World, World.At> made) {
        on("reporting." + operation, swaCode, made, "", (at, body) -> {});
    }

    private void lists() {
        list("GetPermits", Directory.WATER, World::granted);
        list("GetInterestedPartyPermits", Directory.BOROUGH, World::granted);
        list("GetPermitDurationChallenges", Directory.WATER, World::challenged);
        list("GetAlterations", Directory.WATER, World::altered);
        list("GetAlterationDurationChallenges", Directory.WATER, World::alteredWithChallenge);
        list("GetComments", Directory.WATER, World::commented);
        list("GetForwardPlans", Directory.WATER, World::planned);
        list("GetInspections", Directory.WATER, world -> world.inspected("failed_high"));
        list("GetReinspections", Directory.WATER, World::scheduled);
        list("GetFPNs", Directory.WATER, World::fined);
        list("GetReinstatements", Directory.WATER, World::site);
        list("GetExpiringInterimReinstatements", Directory.WATER, World::site);
        list("GetReinstatementsDue", Directory.WATER, World::stopped);
        list("GetSection58s", Directory.WATER, World::section58);
        list("GetSection74s", Directory.WATER, World::section74);
        list("GetSection81s", Directory.WATER, World::section81);
        list("GetPrivateStreets", Directory.WATER, World::privateStreet);
        list("GetNonCompliances", Directory.WATER, world -> world.inspected("failed_high"));
        list("GetMaterialClassifications", Directory.WATER, World::material);
        list("GetActivities", Directory.WATER, World::activity);
        list("GetSampleInspections", Directory.COUNTY, World::sampled);
        list("GetSampleInspectionTargets", Directory.COUNTY, World::target);
        list("GetPbiSampleInspections", Directory.COUNTY, World::sampled);
        list("GetPbiSampleInspectionTargets", Directory.COUNTY, World::target);
        list("GetPbiSampleGenerationJobs", Directory.COUNTY, World::sampled);
        list("GetWorkstreams", Directory.WATER, world -> World.nowhere());
        list("GetGeographicalAreas", Directory.COUNTY, World::area);
        list("GetWorks", Directory.WATER, World::granted);
        list("GetCsvExports", Directory.WATER, World::export);
        filesOf("GetWorkFiles", "work_reference_number", "workReferenceNumber", World::granted);
        filesOf("GetPermitFiles", "permit_reference_number", "permitReferenceNumber", World::granted);
        filesOf("GetFPNFiles", "fpn_reference_number", "fpnReferenceNumber", World::fined);
        filesOf(
                "GetInspectionFiles",
                "inspection_reference_number",
                "inspectionReferenceNumber",
                world -> world.inspected("passed"));
        filesOf(
                "GetPrivateStreetFiles",
                "private_street_reference_number",
                "privateStreetReferenceNumber",
                World::privateStreet);
        filesOf("GetReinstatementFiles", "reinstatement_reference_number", "reinstatementReferenceNumber", World::site);
        filesOf("GetSection74Files", "section_74_reference_number", "section74ReferenceNumber", World::section74);
        filesOf("GetSection81Files", "section_81_reference_number", "section81ReferenceNumber", World::section81);
    }

    private void filesOf(String operation, String parameter, String placeholder, Function<World, World.At> made) {
        on("reporting." + operation, Directory.WATER, made, parameter + "={" + placeholder + "}", (at, body) -> {});
    }

    private void exports() {
        for (String job : new String[] {
            "GeneratePermitsCSV",
            "GenerateInterestedPartyPermits",
            "GeneratePermitAlterationsCSV",
            "GenerateCommentsCSV",
            "GenerateForwardPlansCSV",
            "GenerateInspectionCSV",
            "GenerateReinspectionCSV",
            "GenerateFPNsCSV",
            "GenerateReinstatementsCSV",
            "GenerateExpiringInterimReinstatementsCSV",
            "GenerateReinstatementsDueCSV",
            "GenerateSection58CSV",
            "GenerateSection74CSV",
            "GenerateSection81CSV",
            "GeneratePrivateStreetNoticesCSV",
            "GenerateNonCompliancesCSV",
            "GenerateMaterialClassificationCSV",
            "GenerateFeesCSV"
        }) {
            water("export." + job, world -> World.nowhere());
        }
        county("export.GeneratePbiSampleInspectionsDueCSV", world -> World.nowhere());
        county("export.GeneratePbiSampleInspectionTargetsCSV", world -> World.nowhere());
        water("export.GetCsv", World::export);
        on("export.GetActivityDataCSV", Directory.COUNTY, world -> World.nowhere());
    }

    private void events() {
        water("reporting.GetUpdates", World::granted);
        water("event.GetWorksUpdates", World::granted);
        for (String api : new String[] {"reporting.", "event."}) {
            on(
                    api + "GetPermitSummaries",
                    Directory.WATER,
                    World::granted,
                    (at, body) -> body.putArray("work_reference_numbers").add(at.works()));
        }
        on(
                "event.SubscribeToEvent",
                Directory.WATER,
                world -> World.nowhere(),
                put("api_endpoint", "https://receiver.invalid/x"));
        water("event.UnsubscribeToEvent", world -> World.nowhere());
    }

    private void lookups() {
        on(
                "lookup.GetStreets",
                Directory.WATER,
                world -> World.nowhere(),
                "easting=384120&northing=171560",
                (at, body) -> {
                    if (body.has("coordinates")) {
                        body.putArray("coordinates")
                                .addObject()
                                .put("easting", 384_120)
                                .put("northing", 171_560);
                    }
                });
        water("lookup.GetStreetsByUsrn", world -> World.nowhere().and("usrn", "99800001"));
        get("lookup.GetStreetsByQuery", "query=lane");
        get("party.GetOrganisations", "query=water");
        water("party.GetOrganisation", world -> World.nowhere().and("organisationReference", Directory.COUNTY));
        water("party.GetWorkstreams", world -> World.nowhere().and("organisationReference", Directory.WATER));
        water(
                "party.GetWorkstream",
                world -> World.nowhere()
                        .and("organisationReference", Directory.FIBRE)
                        .and("workstreamPrefix", "001"));
        on(
                "party.CreateWorkstream",
                Directory.GAS,
                world -> World.nowhere().and("organisationReference", Directory.GAS),
                (at, body) -> body.put("prefix", at.of("fresh")));
        on(
                "party.UpdateWorkstream",
                Directory.GAS,
                world -> World.nowhere()
                        .and("organisationReference", Directory.GAS)
                        .and("workstreamPrefix", "001"));
        water("party.GetUser", Scenarios::ownUser);
        water("party.UpdateUserDetails", Scenarios::ownUser);
    }

    private static World.At ownUser(World world) {
        String email = world.sandbox().account(Directory.WATER).emailAddress();
        return World.nowhere().and("email", Base64.getEncoder().encodeToString(email.getBytes(StandardCharsets.UTF_8)));
    }

    private void maps() {
        map("GetWorksIntersectBoundingBox", World::granted);
        map("GetForwardPlansIntersectBoundingBox", World::planned);
        map("GetActivitiesIntersectingBounds", World::activity);
        map("GetSection58sIntersectBoundingBox", World::section58);
        map("GetMaterialClassificationsIntersectBoundingBox", World::material);
        map("GetAncillaryInformationIntersectBoundingBox", World::ancillary);
        map("GetHs2ActLimitsIntersectingBounds", world -> World.nowhere());
    }

    private void map(String operation, Function<World, World.At> made) {
        on("geojson." + operation, Directory.WATER, made, BOX, (at, body) -> {});
    }
}
