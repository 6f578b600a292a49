package uk.wayleave.sandbox;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import uk.wayleave.sandbox.areas.AreaCalls;
import uk.wayleave.sandbox.areas.MaterialCalls;
import uk.wayleave.sandbox.call.Operation;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.comments.CommentCalls;
import uk.wayleave.sandbox.door.Faults;
import uk.wayleave.sandbox.door.Playbook;
import uk.wayleave.sandbox.door.Route;
import uk.wayleave.sandbox.events.PostOffice;
import uk.wayleave.sandbox.events.SubscriptionCalls;
import uk.wayleave.sandbox.events.UpdateCalls;
import uk.wayleave.sandbox.exports.ExportCalls;
import uk.wayleave.sandbox.files.FileCalls;
import uk.wayleave.sandbox.inspections.InspectionCalls;
import uk.wayleave.sandbox.inspections.NonCompliances;
import uk.wayleave.sandbox.lists.ListCalls;
import uk.wayleave.sandbox.lists.Lists;
import uk.wayleave.sandbox.lists.PermitRows;
import uk.wayleave.sandbox.lookup.StreetCalls;
import uk.wayleave.sandbox.maps.MapCalls;
import uk.wayleave.sandbox.notices.FpnCalls;
import uk.wayleave.sandbox.notices.PrivateStreetCalls;
import uk.wayleave.sandbox.notices.Section58Calls;
import uk.wayleave.sandbox.notices.Section74Calls;
import uk.wayleave.sandbox.notices.Section81Calls;
import uk.wayleave.sandbox.party.OrganisationCalls;
import uk.wayleave.sandbox.party.PartyCalls;
import uk.wayleave.sandbox.people.Sessions;
import uk.wayleave.sandbox.permits.AncillaryCalls;
import uk.wayleave.sandbox.permits.DurationChallenges;
import uk.wayleave.sandbox.permits.FeeMatrix;
import uk.wayleave.sandbox.permits.PermitCalls;
import uk.wayleave.sandbox.permits.PermitFactCalls;
import uk.wayleave.sandbox.plans.PlanCalls;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.sampling.SamplingCalls;
import uk.wayleave.sandbox.sites.SiteCalls;
import uk.wayleave.sandbox.worklist.WorklistCalls;
import uk.wayleave.sandbox.works.WorksCalls;
import uk.wayleave.sandbox.works.WorksFactCalls;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Role;

/** Who plays which operation. */
final class Plays {
    private final Playbook book = new Playbook();
    private final Parts parts;
    private final Sessions sessions;
    private final Faults faults;
    private final PostOffice post;

    private Plays(Parts parts, Sessions sessions, Faults faults, PostOffice post) {
        this.parts = parts;
        this.sessions = sessions;
        this.faults = faults;
        this.post = post;
    }

    static Playbook of(Parts parts, Sessions sessions, Faults faults, PostOffice post) {
        Plays plays = new Plays(parts, sessions, faults, post);
        plays.loggingIn();
        plays.works();
        plays.permits();
        plays.comments();
        plays.plans();
        plays.files();
        plays.lists();
        plays.exports();
        plays.events();
        plays.lookups();
        plays.party();
        plays.maps();
        plays.sites();
        plays.inspections();
        plays.notices();
        plays.areas();
        plays.sampling();
        plays.worklist();
        return plays.book;
    }

    private void loggingIn() {
        book.open("work.Authenticate", sessions::authenticate);
        book.open("party.Refresh", (version, body) -> sessions.refresh(body));
        book.open("party.Logout", (version, body) -> sessions.logout(body));
        for (ApiVersion version : ApiVersion.shipped()) {
            book.unpublished(new Route(
                    version,
                    "work",
                    "POST",
                    "/authenticate/initial",
                    new Route.Intake.Json("work.AuthenticationRequest"),
                    new Route.Play.Open((ignored, body) -> sessions.authenticateInitially(body))));
            book.unpublished(new Route(
                    version,
                    "party",
                    "POST",
                    "/set-password",
                    new Route.Intake.Json("party.SetPasswordRequest"),
                    new Route.Play.Open((ignored, body) -> sessions.setPassword(body))));
        }
    }

    private void works() {
        WorksCalls works = new WorksCalls(parts, new PermitCalls(parts));
        book.play("work.CreateWork", works::create);
        book.play("work.GetWork", works::get);
        book.play("work.GetWorkHistory", works::history);
        book.play("work.UpdateActualStartDate", works::start);
        book.play("work.RevertActualStartDate", works::revertStart);
        book.play("work.UpdateActualStopDate", works::stop);
        book.play("work.RevertActualStopDate", works::revertStop);
        book.play("work.AddFileToWork", works::addFiles);
        book.play("work.CalculateDuration", works::duration);
        book.play("work.GetWorkCategory", works::category);
        WorksFactCalls facts = new WorksFactCalls(parts);
        book.play("work.UpdateFinalReinstatement", facts::finalReinstatement);
        book.play("work.UpdateExcavationCarriedOut", facts::excavation);
        book.play("work.UpdateInspectionUnits", facts::inspectionUnits);
        book.play("work.GetEarliestPermit", facts::earliestPermit);
    }

    private void sites() {
        SiteCalls sites = new SiteCalls(parts);
        book.play("work.CreateSite", sites::create);
        book.play("work.GetSite", sites::get);
        book.play("work.CreateReinstatement", sites::reinstate);
        book.play("work.DeleteReinstatement", sites::deleteReinstatement);
        book.play("work.SubsumeSite", sites::subsume);
        book.play("work.CreateNonNotifiableSite", sites::createNonNotifiable);
    }

    private void inspections() {
        InspectionCalls inspections = new InspectionCalls(parts);
        book.play("work.CreateInspection", inspections::create);
        book.play("work.CreateHistoricInspection", inspections::createHistoric);
        book.play("work.GetInspection", inspections::get);
        book.play("work.WithdrawInspection", inspections::withdraw);
        book.play("work.DeleteInspection", inspections::delete);
        book.play("work.CreateScheduledInspection", inspections::schedule);
        book.play("work.DeleteScheduledInspection", inspections::unschedule);
        book.play("work.UpdateInspectionOutcomeStatus", inspections::answerOutcome);
        NonCompliances nonCompliances = new NonCompliances(parts);
        book.play("work.GetNonCompliance", nonCompliances::get);
        book.play("work.UpdateNonComplianceStatus", nonCompliances::answer);
        book.play("work.LinkPermitToNonCompliance", nonCompliances::linkPermit);
    }

    private void notices() {
        FpnCalls fpns = new FpnCalls(parts);
        book.play("work.CreateFPN", fpns::create);
        book.play("work.CreateHistoricFPN", fpns::createHistoric);
        book.play("work.GetFPN", fpns::get);
        book.play("work.UpdateFPNStatus", fpns::updateStatus);
        book.play("work.DeleteFPN", fpns::delete);
        Section58Calls section58s = new Section58Calls(parts);
        book.play("work.CreateSection58", section58s::create);
        book.play("work.GetSection58", section58s::get);
        book.play("work.UpdateSection58Status", section58s::updateStatus);
        Section74Calls section74s = new Section74Calls(parts);
        book.play("work.CreateSection74", section74s::create);
        book.play("work.GetSection74", section74s::get);
        book.play("work.UpdateSection74HAStatus", section74s::updateByAuthority);
        book.play("work.UpdateSection74PromoterStatus", section74s::updateByPromoter);
        Section81Calls section81s = new Section81Calls(parts);
        book.play("work.CreateSection81", section81s::create);
        book.play("work.GetSection81", section81s::get);
        book.play("work.UpdateSection81Status", section81s::updateStatus);
        book.play("work.ReassignSection81", section81s::reassign);
        book.play("work.LinkSection81ToPermit", section81s::link);
        book.play("work.UnlinkSection81FromPermit", section81s::unlink);
        PrivateStreetCalls privateStreets = new PrivateStreetCalls(parts);
        book.play("work.CreatePrivateStreetNotice", privateStreets::create);
        book.play("work.GetPrivateStreetNotice", privateStreets::get);
        book.play("work.CancelPrivateStreetNotice", privateStreets::cancel);
    }

    private void worklist() {
        WorklistCalls worklist = new WorklistCalls(parts);
        book.play("worklist.GetPermitsAboutToDeem", worklist::permitsAboutToDeem);
        book.play("worklist.GetChangeRequestsAboutToDeem", worklist::changesAboutToDeem);
        book.play("worklist.GetWorkStartsDue", worklist::startsDue);
        book.play("worklist.GetWorkStopsDue", worklist::stopsDue);
        book.play("worklist.GetRefusedPermits", worklist::refusedPermits);
        book.play("worklist.GetPotentialWorksOverrunning", worklist::overrunning);
        book.play("worklist.DeletePotentialWorksOverrunning", worklist::dismiss);
    }

    private void areas() {
        AreaCalls areas = new AreaCalls(parts, new FileCalls(parts, faults::scan));
        book.play("work.CreateGeographicalArea", areas::create);
        book.play("work.UpdateGeographicalArea", areas::update);
        MaterialCalls materials = new MaterialCalls(parts);
        book.play("work.CreateMaterialsClassification", materials::create);
        book.play("work.GetMaterialClassification", materials::get);
    }

    private void sampling() {
        SamplingCalls sampling = new SamplingCalls(parts);
        for (String api : List.of("work.", "sampling.")) {
            book.play(api + "CreateSampleInspectionTarget", sampling::create);
            book.play(
                    api + "GetSampleInspectionTarget",
                    call -> sampling.get(call, api + "SampleInspectionTargetResponse"));
            book.play(api + "UpdateSampleInspectionTarget", sampling::update);
        }
        book.play("work.CloseSampleInspectionTarget", sampling::close);
        book.play("work.CreateSampleInspection", sampling::generate);
        book.play("sampling.DeleteSampleInspectionTarget", sampling::delete);
        book.play("sampling.GenerateSampleInspections", sampling::generate);
        book.play("sampling.StartQuarter", sampling::startQuarter);
        book.play("sampling.EndQuarter", sampling::endQuarter);
        book.play("sampling.RevertEndQuarter", sampling::revertEndQuarter);
        book.play("sampling.GetSampleInspectionQuota", sampling::quota);
        book.play("sampling.GetPreviousAnnualInspectionUnits", sampling::previousUnits);
    }

    private void permits() {
        PermitCalls permits = new PermitCalls(parts);
        book.play("work.CreatePermit", permits::create);
        book.play("work.GetPermit", permits::get);
        book.play("work.UpdatePermitStatus", permits::updateStatus);
        book.play("work.UpdateAssessmentStatus", permits::assess);
        book.play("work.CreatePermitAlteration", permits::createAlteration);
        book.play("work.GetPermitAlteration", permits::getAlteration);
        book.play("work.UpdatePermitAlterationStatus", permits::assessAlteration);
        book.play("work.ImposeChange", permits::impose);
        PermitFactCalls facts = new PermitFactCalls(parts);
        book.play("work.UpdatePermitDiscount", facts::discount);
        book.play("work.UpdatePermitLaneRentalAssessment", facts::laneRental);
        book.play("work.AcknowledgeHS2Permit", facts::acknowledgeHs2);
        book.play("work.MarkPermitAsUnderAssessment", facts::underAssessment);
        book.play("work.UpdateCurrentTrafficManagementType", facts::currentTrafficManagement);
        DurationChallenges challenges = new DurationChallenges(parts);
        book.play("work.UpdatePermitDurationChallengeReview", challenges::reviewPermit);
        book.play("work.UpdatePermitDurationChallengeNonAcceptanceResponse", challenges::answerPermit);
        book.play("work.DurationChallengeReview", challenges::reviewAlteration);
        book.play("work.DurationChallengeNonAcceptanceResponse", challenges::answerAlteration);
        AncillaryCalls ancillary = new AncillaryCalls(parts);
        book.play("work.CreateAncillaryInfo", ancillary::create);
        book.play("work.GetAncillaryInfo", ancillary::get);
        book.play("work.RemoveAncillaryInfo", ancillary::remove);
        book.play("work.GetFeeMatrix", new FeeMatrix(parts)::get);
    }

    private void comments() {
        CommentCalls comments = new CommentCalls(parts);
        book.play("work.PostComment", comments::post);
        book.play("work.MarkCommentAsRead", comments::markRead);
        book.play("work.GetComment", comments::get);
    }

    private void plans() {
        PlanCalls plans = new PlanCalls(parts);
        book.play("work.CreateForwardPlan", plans::createPlan);
        book.play("work.GetForwardPlan", plans::getPlan);
        book.play("work.UpdateForwardPlan", plans::updatePlan);
        book.play("work.CancelForwardPlan", plans::cancelPlan);
        book.play("work.CreateActivity", plans::createActivity);
        book.play("work.GetActivity", plans::getActivity);
        book.play("work.UpdateActivity", plans::updateActivity);
        book.play("work.CancelActivity", plans::cancelActivity);
    }

    private void files() {
        FileCalls files = new FileCalls(parts, faults::scan);
        book.play("work.UploadFile", files::upload);
        book.play("work.GetFile", files::get);
        book.play("work.DeleteFile", files::delete);
    }

    private void lists() {
        Lists lists = new Lists(parts);
        ListCalls calls = new ListCalls(parts);
        list("GetPermits", calls.list(lists.permits()));
        list("GetInterestedPartyPermits", calls.list(lists.interestedPartyPermits()));
        list("GetPermitDurationChallenges", calls.list(lists.permitDurationChallenges()));
        list("GetAlterations", calls.list(lists.alterations()));
        list("GetAlterationDurationChallenges", calls.list(lists.alterationDurationChallenges()));
        list("GetComments", calls.list(lists.comments()));
        list("GetForwardPlans", calls.list(lists.forwardPlans()));
        list("GetInspections", calls.list(lists.inspections()));
        list("GetReinspections", calls.list(lists.reinspections()));
        list("GetFPNs", calls.list(lists.fpns()));
        list("GetReinstatements", calls.list(lists.reinstatements()));
        list("GetExpiringInterimReinstatements", calls.list(lists.expiringInterims()));
        list("GetReinstatementsDue", calls.list(lists.reinstatementsDue()));
        list("GetSection58s", calls.list(lists.section58s()));
        list("GetSection74s", calls.list(lists.section74s()));
        list("GetSection81s", calls.list(lists.section81s()));
        list("GetPrivateStreets", calls.list(lists.privateStreets()));
        list("GetNonCompliances", calls.list(lists.nonCompliances()));
        list("GetMaterialClassifications", calls.list(lists.materialClassifications()));
        list("GetActivities", calls.list(lists.activities()));
        list(
                "GetSampleInspections",
                calls.list(lists.sampleInspections().shaped("reporting.SampleInspectionSummaryResponse")));
        list(
                "GetSampleInspectionTargets",
                calls.list(lists.sampleInspectionTargets().shaped("reporting.SampleInspectionTargetSummaryResponse")));
        list("GetPbiSampleInspections", calls.list(lists.sampleInspections()));
        list("GetPbiSampleInspectionTargets", calls.list(lists.sampleInspectionTargets()));
        list("GetPbiSampleGenerationJobs", calls.list(lists.sampleGenerationJobs()));
        list("GetWorkstreams", calls::workstreams);
        list("GetGeographicalAreas", calls::geographicalAreas);
        list("GetWorks", calls::works);
        list("GetWorkFiles", calls::workFiles);
        list("GetPermitFiles", calls::permitFiles);
        list("GetFPNFiles", calls.entryFiles(Kind.FPN));
        list("GetInspectionFiles", calls.entryFiles(Kind.INSPECTION));
        list("GetPrivateStreetFiles", calls.entryFiles(Kind.PRIVATE_STREET_NOTICE));
        list("GetReinstatementFiles", calls.entryFiles(Kind.REINSTATEMENT));
        list("GetSection74Files", calls.entryFiles(Kind.SECTION_74));
        list("GetSection81Files", calls.entryFiles(Kind.SECTION_81));
    }

    private void list(String operation, Operation play) {
        book.play("reporting." + operation, play);
    }

    private void exports() {
        Lists lists = new Lists(parts);
        ExportCalls exports = new ExportCalls(parts, lists, faults::export);
        book.play("export.GeneratePermitsCSV", exports.job("PERMIT", lists.permits()));
        book.play(
                "export.GenerateInterestedPartyPermits",
                exports.job("INTERESTED_PARTY_PERMIT", lists.interestedPartyPermits()));
        book.play("export.GeneratePermitAlterationsCSV", exports.job("PERMIT_ALTERATION", lists.alterations()));
        book.play("export.GenerateCommentsCSV", exports.job("COMMENT", lists.comments()));
        book.play("export.GenerateForwardPlansCSV", exports.job("FORWARD_PLAN", lists.forwardPlans()));
        book.play("export.GenerateInspectionCSV", exports.job("INSPECTION", lists.inspections()));
        book.play("export.GenerateReinspectionCSV", exports.job("REINSPECTION", lists.reinspections()));
        book.play("export.GenerateFPNsCSV", exports.job("FPN", lists.fpns()));
        book.play("export.GenerateReinstatementsCSV", exports.job("REINSTATEMENT", lists.reinstatements()));
        book.play(
                "export.GenerateExpiringInterimReinstatementsCSV",
                exports.job("EXPIRING_INTERIM_REINSTATEMENT", lists.expiringInterims()));
        book.play("export.GenerateReinstatementsDueCSV", exports.job("REINSTATEMENTS_DUE", lists.reinstatementsDue()));
        book.play("export.GenerateSection58CSV", exports.job("SECTION_58", lists.section58s()));
        book.play("export.GenerateSection74CSV", exports.job("SECTION_74", lists.section74s()));
        book.play("export.GenerateSection81CSV", exports.job("SECTION_81", lists.section81s()));
        book.play(
                "export.GeneratePrivateStreetNoticesCSV", exports.job("PRIVATE_STREET_NOTICE", lists.privateStreets()));
        book.play("export.GenerateNonCompliancesCSV", exports.job("NON_COMPLIANCE", lists.nonCompliances()));
        book.play(
                "export.GenerateMaterialClassificationCSV",
                exports.job("MATERIAL_CLASSIFICATION", lists.materialClassifications()));
        book.play(
                "export.GeneratePbiSampleInspectionsDueCSV",
                exports.job("PBI_SAMPLE_INSPECTIONS_DUE", lists.sampleInspections()));
        book.play(
                "export.GeneratePbiSampleInspectionTargetsCSV",
                exports.job("PBI_SAMPLE_INSPECTION_TARGET", lists.sampleInspectionTargets()));
        book.play("export.GenerateFeesCSV", exports::fees);
        book.play("export.GetCsv", exports::get);
        book.play("export.GetActivityDataCSV", exports::activityData);
        book.play("reporting.GetCsvExports", exports::list);
    }

    private void events() {
        UpdateCalls updates = new UpdateCalls(parts, new PermitRows(parts));
        book.play("reporting.GetUpdates", updates::updates);
        book.play("event.GetWorksUpdates", updates::updatePage);
        book.play("reporting.GetPermitSummaries", updates::search);
        book.play("event.GetPermitSummaries", updates::searchPage);
        SubscriptionCalls subscriptions = new SubscriptionCalls(parts, post);
        book.play("event.SubscribeToEvent", subscriptions::subscribe);
        book.play("event.UnsubscribeToEvent", subscriptions::unsubscribe);
        Set<Role> anybody = EnumSet.of(Role.PLANNER, Role.CONTRACTOR, Role.HIGHWAY_AUTHORITY);
        book.unpublished(new Route(
                ApiVersion.V6_0,
                "event",
                "GET",
                "/api-notifications/subscriptions",
                new Route.Intake.Nothing(),
                new Route.Play.Closed(anybody, subscriptions::list)));
    }

    private void lookups() {
        StreetCalls lookups = new StreetCalls(parts);
        book.play(
                "lookup.GetStreets",
                call -> call.version().equals(ApiVersion.V3_6)
                        ? lookups.streetsAt(call)
                        : lookups.streetsAtPoints(call));
        book.play("lookup.GetStreetsByUsrn", lookups::street);
        book.play("lookup.GetStreetsByQuery", lookups::streetsByText);
    }

    private void party() {
        OrganisationCalls organisations = new OrganisationCalls(parts, sessions::accounts);
        book.play("party.GetOrganisations", organisations::organisations);
        book.play("party.GetOrganisation", organisations::organisation);
        book.play("party.GetWorkstreams", organisations::workstreams);
        book.play("party.GetWorkstream", organisations::workstream);
        book.play("party.GetUser", organisations::user);
        PartyCalls party = new PartyCalls(parts, sessions);
        book.play("party.CreateWorkstream", party::createWorkstream);
        book.play("party.UpdateWorkstream", party::updateWorkstream);
        book.play("party.UpdateUserDetails", party::updateUser);
        book.open("party.ForgotPassword", (version, body) -> sessions.forgotPassword(body));
        book.open("party.ResetPassword", (version, body) -> sessions.resetPassword(body));
    }

    private void maps() {
        MapCalls maps = new MapCalls(parts);
        book.play("geojson.GetWorksIntersectBoundingBox", maps::works);
        book.play("geojson.GetForwardPlansIntersectBoundingBox", maps::forwardPlans);
        book.play("geojson.GetActivitiesIntersectingBounds", maps::activities);
        book.play("geojson.GetSection58sIntersectBoundingBox", maps::section58s);
        book.play("geojson.GetMaterialClassificationsIntersectBoundingBox", maps::materialClassifications);
        book.play("geojson.GetAncillaryInformationIntersectBoundingBox", maps::ancillaryInformations);
        book.play("geojson.GetHs2ActLimitsIntersectingBounds", maps::hs2ActLimits);
    }
}
