package uk.wayleave.sandbox.door;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.people.Sessions;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Form;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Query;
import uk.wayleave.streetmanager.Api;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Match;

/**
 * The way of a call into the sandbox: faults, rate, operation, token, role, body, and then the operation itself. It logs
 * method, operation and status, never a path, a query, a token or a body.
 */
public final class Door extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger("uk.wayleave.sandbox.calls");

    private final Parts parts;
    private final Sessions sessions;
    private final Routes routes;
    private final Faults faults;
    private final RateLimit rate;
    private final Aside aside;
    private final Catalogue catalogue;

    public Door(
            Parts parts,
            Sessions sessions,
            Routes routes,
            Faults faults,
            RateLimit rate,
            Aside aside,
            Catalogue catalogue) {
        this.parts = parts;
        this.sessions = sessions;
        this.routes = routes;
        this.faults = faults;
        this.rate = rate;
        this.aside = aside;
        this.catalogue = catalogue;
    }

    private record Handled(String operation, Answer answer) {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getDecodedPath();
        List<String> segments = List.of((path == null ? "" : path).substring(1).split("/", -1));
        Optional<ApiVersion> version = catalogue.version(segments.getFirst());
        boolean isStreetManagers = segments.size() >= 3
                && version.isPresent()
                && Api.parse(segments.get(1)).isPresent();
        Handled handled = isStreetManagers
                ? called(request, version.orElseThrow(), segments.get(1), segments.subList(2, segments.size()))
                : new Handled("aside", aside.answer(request, segments));
        Answer answer = handled.answer();
        Bodies.swallow(request);
        LOG.debug("{} {} {}", request.getMethod(), handled.operation(), answer.status());
        response.setStatus(answer.status());
        answer.location().ifPresent(location -> response.getHeaders().put(HttpHeader.LOCATION, location));
        answer.fileName()
                .ifPresent(name -> response.getHeaders()
                        .put(HttpHeader.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\""));
        if (answer.body().length > 0) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        }
        Sending sending = isStreetManagers ? faults.takeSending() : new Sending.AtOnce();
        sending.send(answer.body(), response, callback);
        return true;
    }

    private Handled called(Request request, ApiVersion version, String api, List<String> segments) {
        if (!waited(faults.latency())) {
            return new Handled("stopping", Answer.problem(503, "Stopping"));
        }
        OptionalInt fault = faults.takeNext();
        if (fault.isPresent()) {
            return new Handled("fault", Answer.problem(fault.getAsInt(), "A fault the sandbox was told to show"));
        }
        if (!rate.admits(Request.getRemoteAddr(request))) {
            return new Handled("limited", Answer.problem(429, "Too many requests"));
        }
        if (segments.equals(List.of("status")) && request.getMethod().equals("GET")) {
            return new Handled("status", Answer.ok(Json.object().put("status", "ok")));
        }
        return routes.find(version, api, request.getMethod(), segments)
                .map(match -> played(request, match))
                .orElseGet(() -> new Handled("not played", notPlayed(request, version, api, segments)));
    }

    private Handled played(Request request, Routes.Match match) {
        Route route = match.route();
        Answer answer = switch (route.play()) {
            case Route.Play.Open open ->
                withBody(request, route, (body, form) -> open.operation().answer(route.version(), body));
            case Route.Play.Closed closed -> closed(request, match, closed);
        };
        return new Handled(route.api() + " " + route.template(), answer);
    }

    private Answer closed(Request request, Routes.Match match, Route.Play.Closed closed) {
        Optional<Account> account = account(request);
        if (account.isEmpty()) {
            return Answer.authenticationFailed();
        }
        boolean admitted = closed.roles().contains(account.get().role())
                && !faults.isSuspended(account.get().swaCode());
        if (!admitted) {
            return Answer.accessRestricted();
        }
        ApiVersion version = match.route().version();
        Query query = new Query(Request.extractQueryParameters(request));
        return withBody(
                request,
                match.route(),
                (body, form) ->
                        closed.operation().answer(new Call(version, account.get(), match.path(), query, body, form)));
    }

    private Optional<Account> account(Request request) {
        return Optional.ofNullable(request.getHeaders().get("token")).flatMap(sessions::holder);
    }

    private interface WithBody {
        Answer answer(ObjectNode body, Form form);
    }

    private Answer withBody(Request request, Route route, WithBody then) {
        return switch (route.intake()) {
            case Route.Intake.Nothing nothing -> then.answer(Json.object(), Form.NONE);
            case Route.Intake.Json json -> {
                Optional<ObjectNode> body = Bodies.object(request);
                if (body.isEmpty()) {
                    yield Answer.problem(
                            400, "The body must be a JSON object of " + Bodies.LONGEST_JSON + " bytes at most");
                }
                Map<String, String> problems = parts.shapes(route.version()).problems(json.shape(), body.get());
                yield problems.isEmpty() ? then.answer(body.get(), Form.NONE) : Answer.invalid(problems);
            }
            case Route.Intake.Form expected ->
                Bodies.form(request)
                        .map(form -> then.answer(Json.object(), form))
                        .orElseGet(() -> Answer.problem(
                                400, "The body must be a form (multipart/form-data) with a file of 10 MB at most"));
        };
    }

    /** What Street Manager has and the sandbox does not play is a 501, what neither knows a 404. */
    private Answer notPlayed(Request request, ApiVersion version, String api, List<String> segments) {
        if (account(request).isEmpty()) {
            return Answer.authenticationFailed();
        }
        return switch (catalogue.match(version.segment(), request.getMethod(), api, segments)) {
            case Match.Known known -> notPlayed(known.operation().name());
            case Match.AccountAdministration known -> notPlayed(known.name());
            case Match.MalformedParameter malformed -> Answer.notFound("Resource");
            case Match.MethodNotAllowed other -> Answer.problem(405, "Method not allowed");
            case Match.Status status -> Answer.notFound("Resource");
            case Match.UnknownVersion unknown -> Answer.notFound("Resource");
            case Match.UnknownApi unknown -> Answer.notFound("Resource");
            case Match.UnknownOperation unknown -> Answer.notFound("Resource");
        };
    }

    private static Answer notPlayed(String operation) {
        return Answer.problem(
                501, "The sandbox does not play " + operation + "; GET /_sandbox/played lists what it plays");
    }

    private static boolean waited(Duration latency) {
        if (latency.isZero()) {
            return true;
        }
        try {
            Thread.sleep(latency);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
