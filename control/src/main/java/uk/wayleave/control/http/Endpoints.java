package uk.wayleave.control.http;

import static org.springframework.web.servlet.function.RequestPredicates.method;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;
import uk.wayleave.control.http.Problem.Status;
import uk.wayleave.register.postgres.DatabaseUnavailable;

/**
 * Serves endpoints, each request in the same order: who calls, may they, is the query known, is the body understood, and
 * only then the work.
 */
public final class Endpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final String BEARER = "bearer ";

    private final List<Endpoint> endpoints;
    private final Map<String, String> others;
    private final Callers callers;
    private final Runnable somethingDone;
    private final Json json;
    private final ProblemResponse problems;

    /**
     * @param others paths served elsewhere, with the only method they take
     * @param somethingDone run after each request that may have changed something
     */
    public Endpoints(
            List<Endpoint> endpoints, Map<String, String> others, Callers callers, Json json, Runnable somethingDone) {
        this.endpoints = List.copyOf(endpoints);
        this.others = Map.copyOf(others);
        this.callers = callers;
        this.somethingDone = somethingDone;
        this.json = json;
        this.problems = new ProblemResponse(json);
    }

    public List<Endpoint> all() {
        return endpoints;
    }

    /** All of them, and at the end a problem for whatever is none of them. */
    public RouterFunction<ServerResponse> routes() {
        var routes = RouterFunctions.route();
        for (Endpoint endpoint : endpoints)
            routes.route(
                    method(HttpMethod.valueOf(endpoint.method())).and(path(endpoint.path())),
                    request -> handle(endpoint, request));
        for (String known : endpoints.stream().map(Endpoint::path).distinct().toList())
            routes.route(path(known), request -> otherMethod(methodsOf(known)));
        others.forEach((known, method) -> routes.route(path(known), request -> otherMethod(method)));
        routes.route(request -> true, request -> refusal(Refused.notFound()));
        return routes.build();
    }

    private ServerResponse handle(Endpoint endpoint, ServerRequest request) {
        try {
            return answered(endpoint, request);
        } catch (Refused refused) {
            return refusal(refused);
        } catch (DatabaseUnavailable unavailable) {
            LOG.warn("{} was refused: {}", endpoint.name(), unavailable.getMessage());
            return refusal(unavailable(unavailable));
        } catch (IOException e) {
            return refusal(Refused.because(Problem.of(
                    Status.BAD_REQUEST, "body-incomplete", "The body did not come whole.", "Send it again.")));
        } catch (RuntimeException e) {
            // Its message may quote data, so only what and where are written down.
            LOG.error("{} failed: {} at {}", endpoint.name(), e.getClass().getName(), place(e));
            return refusal(Refused.because(Problem.of(
                    Status.INTERNAL_SERVER_ERROR,
                    "failed",
                    "This failed for a reason of our own; it may or may not be done.",
                    "Look whether it was done; tell the operator if it goes on.")));
        }
    }

    private ServerResponse answered(Endpoint endpoint, ServerRequest request) throws IOException {
        Optional<String> token = bearerToken(request);
        Caller caller = token.map(callers::of).orElseGet(Caller.Stranger::new);
        requireAccess(endpoint, caller);
        var call = new Call(
                caller,
                request.pathVariables(),
                query(endpoint, request),
                token,
                request.servletRequest().getRemoteAddr());
        Optional<?> answer = endpoint.work().answer(call, body(endpoint, request));
        if (!endpoint.method().equals("GET")) somethingDone.run();
        int status = endpoint.answers().statusNumber();
        if (answer.isEmpty()) return ServerResponse.status(status).build();
        boolean pdf = answer.get() instanceof Pdf;
        byte[] body = answer.get() instanceof Pdf document ? document.bytes() : json.write(answer.get());
        return ServerResponse.status(status)
                .contentType(pdf ? MediaType.APPLICATION_PDF : MediaType.APPLICATION_JSON)
                .build((to, response) -> {
                    response.setContentLength(body.length);
                    response.getOutputStream().write(body);
                    return null;
                });
    }

    private static void requireAccess(Endpoint endpoint, Caller caller) {
        if (endpoint.access().permits(caller)) return;
        switch (caller) {
            case Caller.Stranger stranger ->
                throw Refused.because(Problem.of(
                        Status.UNAUTHORIZED,
                        "token-needed",
                        "This takes a token.",
                        "Send Authorization: Bearer with a token from /api/sign-in (persons) or /oauth/token"
                                + " (products)."));
            case Caller.Unproven unproven ->
                throw Refused.because(Problem.of(
                        Status.UNAUTHORIZED,
                        "token-not-good",
                        "The token is not, or no longer, good.",
                        "Get another from /api/sign-in (persons) or /oauth/token (products)."));
            case Caller.Someone someone -> throw notTheirs(endpoint);
            case Caller.Machine machine -> throw notTheirs(endpoint);
        }
    }

    private static Refused notTheirs(Endpoint endpoint) {
        String who = endpoint.access() instanceof Access.Of(Set<Role> roles, boolean products)
                ? roles.stream().sorted().map(Role::wireName).collect(Collectors.joining(", "))
                        + (products ? ", or a product" : "")
                : "anybody";
        return Refused.forbidden("Your role may not do this.", "It takes: " + who + ".");
    }

    /** Empty where there is no such header; of one that is not a bearer token, a token that is never good. */
    private static Optional<String> bearerToken(ServerRequest request) {
        List<String> values = request.headers().header("Authorization");
        if (values.isEmpty()) return Optional.empty();
        String value = values.getFirst();
        boolean bearer = values.size() == 1 && value.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return Optional.of(bearer ? value.substring(BEARER.length()).strip() : "");
    }

    private static Map<String, String> query(Endpoint endpoint, ServerRequest request) {
        Set<String> known =
                endpoint.query().stream().map(Endpoint.Query::name).collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> query = new HashMap<>();
        UriComponentsBuilder.fromUri(request.uri()).build().getQueryParams().forEach((name, values) -> {
            if (!known.contains(name)) throw unknownQuery(known);
            String value = values.size() == 1 ? values.getFirst() : null;
            if (value == null) throw Refused.query(name, "It must have one value.", "Give it once, with a value.");
            query.put(name, decoded(value));
        });
        return query;
    }

    private static Refused unknownQuery(Set<String> known) {
        return Refused.because(Problem.of(
                Status.BAD_REQUEST,
                "query-unknown",
                "The query has a parameter that is not known here.",
                known.isEmpty() ? "Leave the query out." : "Use only: " + String.join(", ", known) + "."));
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refused.because(Problem.of(
                    Status.BAD_REQUEST, "query-refused", "The query is not percent-encoded well.", "Encode it again."));
        }
    }

    private Optional<?> body(Endpoint endpoint, ServerRequest request) throws IOException {
        HttpServletRequest raw = request.servletRequest();
        if (endpoint.takes().isEmpty()) return none(raw);
        if (endpoint.takes().get() == Pdf.class) return Optional.of(pdf(request));
        requireJson(request);
        byte[] bytes = raw.getInputStream().readNBytes(BodyLimit.LARGEST + 1);
        if (bytes.length > BodyLimit.LARGEST) throw BodyLimit.tooLarge(BodyLimit.LARGEST);
        return Optional.of(json.read(bytes, endpoint.takes().get()));
    }

    private static Pdf pdf(ServerRequest request) throws IOException {
        if (!isOf(request, MediaType.APPLICATION_PDF))
            throw Refused.because(Problem.of(
                    Status.UNSUPPORTED_MEDIA_TYPE,
                    "content-type-not-pdf",
                    "The body is not declared to be a PDF.",
                    "Send Content-Type: " + Pdf.TYPE + ", and the document itself as the body."));
        byte[] bytes = request.servletRequest().getInputStream().readNBytes(Pdf.LARGEST + 1);
        if (bytes.length > Pdf.LARGEST) throw BodyLimit.tooLarge(Pdf.LARGEST);
        return new Pdf(bytes);
    }

    private static Optional<?> none(HttpServletRequest request) throws IOException {
        if (request.getInputStream().read() < 0) return Optional.empty();
        throw Refused.because(
                Problem.of(Status.BAD_REQUEST, "body-not-wanted", "This takes no body.", "Leave the body out."));
    }

    private static void requireJson(ServerRequest request) {
        if (isOf(request, MediaType.APPLICATION_JSON)) return;
        throw Refused.because(Problem.of(
                Status.UNSUPPORTED_MEDIA_TYPE,
                "content-type-not-json",
                "The body is not declared to be JSON.",
                "Send Content-Type: application/json, in UTF-8."));
    }

    private static boolean isOf(ServerRequest request, MediaType wanted) {
        try {
            return request.headers()
                    .contentType()
                    .filter(type -> type.equalsTypeAndSubtype(wanted))
                    .filter(type -> type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset()))
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String methodsOf(String known) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.path().equals(known))
                .map(Endpoint::method)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private ServerResponse otherMethod(String allowed) {
        Refused refused = Refused.because(Problem.of(
                Status.METHOD_NOT_ALLOWED,
                "method-not-allowed",
                "This address does not take that method.",
                "Use one of: " + allowed + "."));
        return ServerResponse.status(Status.METHOD_NOT_ALLOWED.number())
                .header("Allow", allowed)
                .build((request, response) -> {
                    problems.write(refused, response);
                    return null;
                });
    }

    private ServerResponse refusal(Refused refused) {
        return ServerResponse.status(refused.problem().status()).build((request, response) -> {
            problems.write(refused, response);
            return null;
        });
    }

    private static Refused unavailable(DatabaseUnavailable failure) {
        boolean unknown = failure.outcomeUnknown();
        return Refused.because(Problem.of(
                Status.SERVICE_UNAVAILABLE,
                "register-unavailable",
                unknown
                        ? "The register failed; whether it has made the change is unknown."
                        : "The register cannot be reached; nothing was changed.",
                unknown ? "Look whether the change was made before you send it again." : "Send it again later."));
    }

    private static String place(RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length == 0 ? "an unknown place" : trace[0].toString();
    }
}
