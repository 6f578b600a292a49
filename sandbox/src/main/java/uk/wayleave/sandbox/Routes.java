package uk.wayleave.sandbox;

import static uk.wayleave.streetmanager.Role.HIGHWAY_AUTHORITY;
import static uk.wayleave.streetmanager.Role.PLANNER;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Role;

/**
 * What the sandbox plays, and who may call it. Roles are those of the {@code security} of DfT's OpenAPI files for V3.6,
 * also for V6, whose roles are not documented; contractors, administrators and data exporters have no accounts here.
 */
final class Routes {
    private static final Set<ApiVersion> BOTH = Set.copyOf(ApiVersion.shipped());
    private static final Set<ApiVersion> V3 = Set.of(ApiVersion.V3_6);
    private static final Set<ApiVersion> V6 = Set.of(ApiVersion.V6_0);
    private static final Set<Role> PLANNERS = EnumSet.of(PLANNER);
    private static final Set<Role> AUTHORITIES = EnumSet.of(HIGHWAY_AUTHORITY);
    private static final Set<Role> EITHER = EnumSet.of(PLANNER, HIGHWAY_AUTHORITY);

    private static final String ALL_WORKS = "/works";
    private static final String WORKS = "/works/{workReferenceNumber}";
    private static final String PERMIT = WORKS + "/permits/{permitReferenceNumber}";
    private static final String ALTERATION = PERMIT + "/alterations/{permitAlterationReferenceNumber}";
    private static final String PLAN = WORKS + "/forward-plans/{forwardPlanReferenceNumber}";
    private static final String ACTIVITY = "/activity/{activityReferenceNumber}";
    private static final String COMMENT = WORKS + "/comments/{commentReferenceNumber}";
    private static final String ORGANISATION = "/organisations/{organisationReference}";

    private final List<Route> all = new ArrayList<>();
    private final Map<String, List<Compiled>> byMethodAndApi = new HashMap<>();

    private record Compiled(Route route, List<String> segments) {}

    /** A route and the values of the placeholders in its path. */
    record Match(Route route, Map<String, String> path) {}

    Routes(Parts parts, Sessions sessions) {
        PermitCalls permits = new PermitCalls(parts);
        WorksCalls works = new WorksCalls(parts, permits);
        loggingIn(sessions);
        works(works);
        permits(permits);
        comments(new CommentCalls(parts));
        plans(new PlanCalls(parts, works));
        lists(new Reporting(parts), new CommentCalls(parts));
        lookups(new PublicCalls(parts, sessions::accounts), new MapCalls(parts));
        all.forEach(route -> byMethodAndApi
                .computeIfAbsent(route.method() + " " + route.api(), ignored -> new ArrayList<>())
                .add(new Compiled(route, route.segments())));
    }

    private void loggingIn(Sessions sessions) {
        open("work", "/authenticate", "work.AuthenticationRequest", sessions::authenticate);
        open(
                "work",
                "/authenticate/initial",
                "work.AuthenticationRequest",
                (version, body) -> sessions.authenticateInitially(body));
        open("party", "/set-password", "party.SetPasswordRequest", (version, body) -> sessions.setPassword(body));
        open("party", "/refresh", "party.TokenRefreshRequest", (version, body) -> sessions.refresh(body));
        open("party", "/logout", "party.LogoutRequest", (version, body) -> sessions.logout(body));
    }

    private void works(WorksCalls works) {
        post(BOTH, "work", ALL_WORKS, PLANNERS, "work.WorkCreateRequest", works::create);
        get(BOTH, "work", WORKS, EITHER, works::get);
        get(BOTH, "work", WORKS + "/history", EITHER, works::history);
        put(BOTH, "work", WORKS + "/start", PLANNERS, "work.WorkStartUpdateRequest", works::start);
        put(BOTH, "work", WORKS + "/revert-start", PLANNERS, "work.WorkStartRevertRequest", works::revertStart);
        put(BOTH, "work", WORKS + "/stop", PLANNERS, "work.WorkStopUpdateRequest", works::stop);
        put(BOTH, "work", WORKS + "/revert-stop", PLANNERS, "work.WorkStopRevertRequest", works::revertStop);
        post(BOTH, "work", WORKS + "/files", EITHER, "work.AddFileToWorkRequest", works::addFiles);
        get(BOTH, "work", WORKS + "/inspections/{inspectionReferenceNumber}", EITHER, works::inspection);
        get(BOTH, "work", "/duration", EITHER, works::duration);
        get(BOTH, "work", "/permits/category", EITHER, works::category);
    }

    private void permits(PermitCalls permits) {
        post(BOTH, "work", WORKS + "/permits", PLANNERS, "work.PermitCreateRequest", permits::create);
        get(BOTH, "work", PERMIT, EITHER, permits::get);
        put(BOTH, "work", PERMIT + "/status", PLANNERS, "work.PermitStatusUpdateRequest", permits::updateStatus);
        put(BOTH, "work", PERMIT + "/assessment", AUTHORITIES, "work.PermitAssessmentUpdateRequest", permits::assess);
        post(
                BOTH,
                "work",
                PERMIT + "/alterations",
                EITHER,
                "work.PermitAlterationCreateRequest",
                permits::createAlteration);
        get(BOTH, "work", ALTERATION, EITHER, permits::getAlteration);
        put(
                BOTH,
                "work",
                ALTERATION + "/status",
                AUTHORITIES,
                "work.PermitAlterationStatusUpdateRequest",
                permits::assessAlteration);
    }

    private void comments(CommentCalls comments) {
        post(BOTH, "work", WORKS + "/comments", EITHER, "work.CommentCreateRequest", comments::post);
        put(BOTH, "work", COMMENT + "/read", EITHER, "work.CommentReadRequest", comments::markRead);
        get(V6, "work", COMMENT, EITHER, comments::get);
    }

    private void plans(PlanCalls plans) {
        post(BOTH, "work", "/forward-plans", PLANNERS, "work.ForwardPlanCreateRequest", plans::createPlan);
        get(BOTH, "work", PLAN, EITHER, plans::getPlan);
        put(BOTH, "work", PLAN, PLANNERS, "work.ForwardPlanUpdateRequest", plans::updatePlan);
        put(BOTH, "work", PLAN + "/cancel", PLANNERS, "work.ForwardPlanCancelRequest", plans::cancelPlan);
        post(BOTH, "work", "/activity", AUTHORITIES, "work.ActivityCreateRequest", plans::createActivity);
        get(BOTH, "work", ACTIVITY, EITHER, plans::getActivity);
        put(BOTH, "work", ACTIVITY, AUTHORITIES, "work.ActivityUpdateRequest", plans::updateActivity);
        put(BOTH, "work", ACTIVITY + "/cancel", AUTHORITIES, "work.ActivityCancelRequest", plans::cancelActivity);
    }

    private void lists(Reporting reporting, CommentCalls comments) {
        get(BOTH, "reporting", "/permits", EITHER, Reporting.own(reporting::permits));
        get(BOTH, "reporting", "/alterations", EITHER, Reporting.own(reporting::alterations));
        get(BOTH, "reporting", "/comments", EITHER, Reporting.own(comments::list));
        get(BOTH, "reporting", "/forward-plans", EITHER, Reporting.own(reporting::forwardPlans));
        get(BOTH, "reporting", "/inspections", EITHER, Reporting.own(reporting::inspections));
        get(BOTH, "reporting", "/workstreams", EITHER, reporting::workstreams);
        get(V3, "reporting", "/works/updates", EITHER, Reporting.own(reporting::updates));
        post(V3, "reporting", "/permits/search", EITHER, "reporting.PermitSearchRequest", reporting::search);
        get(V6, "event", "/works/updates", EITHER, Reporting.own(reporting::updatePage));
        post(V6, "event", "/permits/search", EITHER, "event.PermitSearchRequest", reporting::searchPage);
    }

    private void lookups(PublicCalls lookups, MapCalls map) {
        get(V3, "lookup", "/nsg/streets", EITHER, lookups::streetsAt);
        post(V6, "lookup", "/nsg/streets/search", EITHER, "lookup.StreetsRequest", lookups::streetsAtPoints);
        get(BOTH, "lookup", "/nsg/streets/{usrn}", EITHER, lookups::street);
        get(BOTH, "lookup", "/nsg/search", EITHER, lookups::streetsByText);
        get(BOTH, "geojson", "/works", EITHER, map::works);
        get(BOTH, "geojson", "/forward-plans", EITHER, map::forwardPlans);
        get(BOTH, "geojson", "/activities", EITHER, map::activities);
        get(BOTH, "party", "/organisations", EITHER, lookups::organisations);
        get(BOTH, "party", ORGANISATION, EITHER, lookups::organisation);
        get(BOTH, "party", ORGANISATION + "/workstreams", PLANNERS, lookups::workstreams);
        get(BOTH, "party", ORGANISATION + "/workstreams/{workstreamPrefix}", EITHER, lookups::workstream);
        get(BOTH, "party", "/users/{email}", EITHER, lookups::user);
    }

    private void open(String api, String template, String shape, Route.OpenOperation operation) {
        all.add(new Route(BOTH, api, "POST", template, shape, new Route.Play.Open(operation)));
    }

    private void get(Set<ApiVersion> versions, String api, String template, Set<Role> roles, Operation operation) {
        all.add(new Route(versions, api, "GET", template, "", new Route.Play.Closed(roles, operation)));
    }

    private void post(
            Set<ApiVersion> versions, String api, String template, Set<Role> roles, String shape, Operation operation) {
        all.add(new Route(versions, api, "POST", template, shape, new Route.Play.Closed(roles, operation)));
    }

    private void put(
            Set<ApiVersion> versions, String api, String template, Set<Role> roles, String shape, Operation operation) {
        all.add(new Route(versions, api, "PUT", template, shape, new Route.Play.Closed(roles, operation)));
    }

    List<Route> all() {
        return List.copyOf(all);
    }

    /** @param segments of the path after the API, decoded */
    Optional<Match> find(ApiVersion version, String api, String method, List<String> segments) {
        for (Compiled compiled : byMethodAndApi.getOrDefault(method + " " + api, List.of())) {
            if (compiled.route().versions().contains(version) && fits(compiled.segments(), segments)) {
                return Optional.of(new Match(compiled.route(), values(compiled.segments(), segments)));
            }
        }
        return Optional.empty();
    }

    private static boolean fits(List<String> template, List<String> segments) {
        if (template.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < template.size(); i++) {
            if (!isPlaceholder(template.get(i)) && !template.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> values(List<String> template, List<String> segments) {
        Map<String, String> values = HashMap.newHashMap(3);
        for (int i = 0; i < template.size(); i++) {
            String name = template.get(i);
            if (isPlaceholder(name)) {
                values.put(name.substring(1, name.length() - 1), segments.get(i));
            }
        }
        return values;
    }

    private static boolean isPlaceholder(String segment) {
        return segment.startsWith("{");
    }
}
