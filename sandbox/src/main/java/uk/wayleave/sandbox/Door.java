package uk.wayleave.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.streetmanager.Api;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Match;

/**
 * The way of a call into the sandbox: faults, rate, operation, token, role, body, and then the operation itself. It logs
 * method, operation and status, never a path, a query, a token or a body.
 */
final class Door extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger("uk.wayleave.sandbox.calls");
    private static final HttpField JSON =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
    private static final int LONGEST_BODY = 1 << 20;

    private final Parts parts;
    private final Sessions sessions;
    private final Routes routes;
    private final Faults faults;
    private final RateLimit rate;
    private final Catalogue catalogue = Catalogue.load();

    Door(Parts parts, Sessions sessions, Routes routes, Faults faults, RateLimit rate) {
        this.parts = parts;
        this.sessions = sessions;
        this.routes = routes;
        this.faults = faults;
        this.rate = rate;
    }

    private record Handled(String operation, Answer answer) {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        Handled handled = handled(request);
        Answer answer = handled.answer();
        LOG.debug("{} {} {}", request.getMethod(), handled.operation(), answer.status());
        response.setStatus(answer.status());
        answer.location().ifPresent(location -> response.getHeaders().put(HttpHeader.LOCATION, location));
        if (answer.body().length > 0) {
            response.getHeaders().put(JSON);
        }
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    private Handled handled(Request request) throws IOException {
        String path = request.getHttpURI().getDecodedPath();
        List<String> segments = List.of((path == null ? "" : path).substring(1).split("/", -1));
        if (segments.size() >= 3) {
            Optional<ApiVersion> version = catalogue.version(segments.getFirst());
            if (version.isPresent() && Api.parse(segments.get(1)).isPresent()) {
                return called(request, version.get(), segments.get(1), segments.subList(2, segments.size()));
            }
        }
        return aside(request, segments);
    }

    /** What is the sandbox's own, not Street Manager's. */
    private Handled aside(Request request, List<String> segments) throws IOException {
        return switch (request.getMethod() + " /" + String.join("/", segments)) {
            case "GET /" -> new Handled("page", Answer.ok(about()));
            case "GET /_sandbox/played" -> new Handled("played", Answer.ok(played()));
            case "POST /_sandbox/faults" -> {
                Optional<ObjectNode> body = object(request);
                Answer answer = body.map(faults::set).orElseGet(() -> Answer.problem(400, "The body must be JSON"));
                yield new Handled("faults", answer);
            }
            default -> new Handled("unknown", Answer.notFound("Resource"));
        };
    }

    private Handled called(Request request, ApiVersion version, String api, List<String> segments) throws IOException {
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
                .map(match -> played(request, version, match))
                .orElseGet(() -> new Handled("not played", notPlayed(request, version, api, segments)));
    }

    private Handled played(Request request, ApiVersion version, Routes.Match match) {
        Route route = match.route();
        String operation = route.api() + " " + route.template();
        Answer answer = switch (route.play()) {
            case Route.Play.Open open ->
                withBody(request, version, route, body -> open.operation().answer(version, body));
            case Route.Play.Closed closed -> closed(request, version, match, closed);
        };
        return new Handled(operation, answer);
    }

    private Answer closed(Request request, ApiVersion version, Routes.Match match, Route.Play.Closed closed) {
        Optional<Account> account = account(request);
        if (account.isEmpty()) {
            return Answer.authenticationFailed();
        }
        boolean admitted = closed.roles().contains(account.get().role())
                && !faults.isSuspended(account.get().swaCode());
        if (!admitted) {
            return Answer.accessRestricted();
        }
        Query query = new Query(Request.extractQueryParameters(request));
        return withBody(
                request,
                version,
                match.route(),
                body -> closed.operation().answer(new Call(version, account.get(), match.path(), query, body)));
    }

    private Optional<Account> account(Request request) {
        return Optional.ofNullable(request.getHeaders().get("token")).flatMap(sessions::holder);
    }

    private interface WithBody {
        Answer answer(ObjectNode body);
    }

    private Answer withBody(Request request, ApiVersion version, Route route, WithBody then) {
        if (route.shape().isEmpty()) {
            return then.answer(Json.object());
        }
        Optional<ObjectNode> body = object(request);
        if (body.isEmpty()) {
            return Answer.problem(400, "The body must be a JSON object of " + LONGEST_BODY + " bytes at most");
        }
        Map<String, String> problems = parts.shapes(version).problems(route.shape(), body.get());
        return problems.isEmpty() ? then.answer(body.get()) : Answer.invalid(problems);
    }

    private static Optional<ObjectNode> object(Request request) {
        try (var in = Content.Source.asInputStream(request)) {
            byte[] bytes = in.readNBytes(LONGEST_BODY + 1);
            return bytes.length > LONGEST_BODY
                    ? Optional.empty()
                    : Json.parse(bytes).flatMap(JsonNode::asObjectOpt);
        } catch (IOException interrupted) {
            return Optional.empty();
        }
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
                501, "The sandbox does not play " + operation + " yet; GET /_sandbox/played lists what it plays");
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

    private ObjectNode about() {
        ObjectNode said = Json.object();
        said.put("name", "Wayleave sandbox");
        said.put(
                "is",
                "A stand-in for Street Manager with fictional organisations, people and works. Not a DfT service.");
        ArrayNode versions = said.putArray("versions");
        for (ApiVersion version : ApiVersion.shipped()) {
            versions.add(version.segment());
        }
        ArrayNode organisations = said.putArray("organisations");
        parts.directory()
                .all()
                .forEach(o -> organisations
                        .addObject()
                        .put("swa_code", o.swaCode())
                        .put("prefix", o.prefix())
                        .put("name", o.name()));
        said.put("works", parts.archive().allWorks().size());
        said.put("log_in", "POST /v3/work/authenticate {\"emailAddress\": …, \"password\": …}");
        said.put("played", "/_sandbox/played");
        return said;
    }

    private ArrayNode played() {
        ArrayNode said = Json.array();
        for (Route route : routes.all()) {
            for (ApiVersion version : route.versions()) {
                said.add(route.method() + " /" + version.segment() + "/" + route.api() + route.template());
            }
        }
        return said;
    }
}
