package uk.wayleave.sandbox;

import java.util.EnumSet;
import java.util.Set;
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
import uk.wayleave.sandbox.lists.ListCalls;
import uk.wayleave.sandbox.lists.Lists;
import uk.wayleave.sandbox.lists.PermitRows;
import uk.wayleave.sandbox.lookup.PublicCalls;
import uk.wayleave.sandbox.maps.MapCalls;
import uk.wayleave.sandbox.people.Sessions;
import uk.wayleave.sandbox.permits.PermitCalls;
import uk.wayleave.sandbox.plans.PlanCalls;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.works.WorksCalls;
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
        plays.maps();
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
        book.play(
                "work.GetInspection",
                call -> parts.ownEntry(
                        call, Kind.INSPECTION, "inspectionReferenceNumber", "Inspection", "work.InspectionResponse"));
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
        book.play("export.GeneratePermitsCSV", exports.job("permits", lists.permits()));
        book.play(
                "export.GenerateInterestedPartyPermits",
                exports.job("interested_party_permits", lists.interestedPartyPermits()));
        book.play("export.GeneratePermitAlterationsCSV", exports.job("alterations", lists.alterations()));
        book.play("export.GenerateCommentsCSV", exports.job("comments", lists.comments()));
        book.play("export.GenerateForwardPlansCSV", exports.job("forward_plans", lists.forwardPlans()));
        book.play("export.GenerateInspectionCSV", exports.job("inspections", lists.inspections()));
        book.play("export.GenerateReinspectionCSV", exports.job("reinspections", lists.reinspections()));
        book.play("export.GenerateFPNsCSV", exports.job("fpns", lists.fpns()));
        book.play("export.GenerateReinstatementsCSV", exports.job("reinstatements", lists.reinstatements()));
        book.play(
                "export.GenerateExpiringInterimReinstatementsCSV",
                exports.job("expiring_interims", lists.expiringInterims()));
        book.play("export.GenerateReinstatementsDueCSV", exports.job("reinstatements_due", lists.reinstatementsDue()));
        book.play("export.GenerateSection58CSV", exports.job("section_58s", lists.section58s()));
        book.play("export.GenerateSection74CSV", exports.job("section_74s", lists.section74s()));
        book.play("export.GenerateSection81CSV", exports.job("section_81s", lists.section81s()));
        book.play("export.GeneratePrivateStreetNoticesCSV", exports.job("private_streets", lists.privateStreets()));
        book.play("export.GenerateNonCompliancesCSV", exports.job("non_compliances", lists.nonCompliances()));
        book.play(
                "export.GenerateMaterialClassificationCSV",
                exports.job("material_classifications", lists.materialClassifications()));
        book.play(
                "export.GeneratePbiSampleInspectionsDueCSV",
                exports.job("sample_inspections", lists.sampleInspections()));
        book.play(
                "export.GeneratePbiSampleInspectionTargetsCSV",
                exports.job("sample_inspection_targets", lists.sampleInspectionTargets()));
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
        PublicCalls lookups = new PublicCalls(parts, sessions::accounts);
        book.play(
                "lookup.GetStreets",
                call -> call.version().equals(ApiVersion.V3_6)
                        ? lookups.streetsAt(call)
                        : lookups.streetsAtPoints(call));
        book.play("lookup.GetStreetsByUsrn", lookups::street);
        book.play("lookup.GetStreetsByQuery", lookups::streetsByText);
        book.play("party.GetOrganisations", lookups::organisations);
        book.play("party.GetOrganisation", lookups::organisation);
        book.play("party.GetWorkstreams", lookups::workstreams);
        book.play("party.GetWorkstream", lookups::workstream);
        book.play("party.GetUser", lookups::user);
    }

    private void maps() {
        MapCalls maps = new MapCalls(parts);
        book.play("geojson.GetWorksIntersectBoundingBox", maps::works);
        book.play("geojson.GetForwardPlansIntersectBoundingBox", maps::forwardPlans);
        book.play("geojson.GetActivitiesIntersectingBounds", maps::activities);
    }
}
