package uk.wayleave.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.Effect;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.CodedReference;
import uk.wayleave.streetmanager.Content;
import uk.wayleave.streetmanager.FieldClass;
import uk.wayleave.streetmanager.Match;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.PlacedField;
import uk.wayleave.streetmanager.Proof;
import uk.wayleave.streetmanager.RequestShape;
import uk.wayleave.streetmanager.Shape;

/**
 * Answers every operation of the catalogue with JSON of the shape it should have, about records of chosen parties, and
 * remembers what it was asked. It knows no rules of Street Manager but signing in: it tells what the gateway does by
 * itself.
 */
final class ShapedStreetManager implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** A column of activities and one of permits is enough for each to be known. */
    static final String CSV = "Activity reference number,Permit reference number,Somebody\r\nARN-9983-1,ZW001X1-01,"
            + ShapedJson.SECRET_TEXT + "\r\n";

    private final Catalogue catalogue;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final List<Received> received = new ArrayList<>();
    private Parties parties;
    private boolean whole;
    private Optional<Answers> answers = Optional.empty();
    private String csv = CSV;

    /** What it says to an operation whose answer is JSON. */
    @FunctionalInterface
    interface Answers {
        JsonNode answer(Operation operation, Map<String, String> parameters);
    }

    private Optional<String> freeText = Optional.empty();

    /**
     * Whose records it shows.
     *
     * @param promoter SWA code
     * @param works a reference of theirs
     * @param authority SWA code
     * @param authorityName as Street Manager spells it
     * @param caller SWA code, where a record has one organisation only
     */
    record Parties(String promoter, String works, String authority, String authorityName, String caller) {}

    /**
     * One request, sign-in and sign-out apart.
     *
     * @param headers their names, in small letters
     * @param form the parts of a form by name, the file's as it is and the others as text
     */
    record Received(
            Operation operation,
            String method,
            String path,
            String query,
            String requestId,
            Set<String> headers,
            Optional<JsonNode> body,
            Optional<ReceivedForm> form) {}

    private ShapedStreetManager(Catalogue catalogue, Parties parties) {
        this.catalogue = catalogue;
        this.parties = parties;
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Answering());
    }

    static ShapedStreetManager start(Catalogue catalogue, Parties parties) {
        ShapedStreetManager started = new ShapedStreetManager(catalogue, parties);
        try {
            started.server.start();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
        return started;
    }

    URI baseUri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** From now on its records are theirs. */
    synchronized void showRecordsOf(Parties others) {
        parties = others;
    }

    /** From now on its answers have every member, or only what they must have. */
    synchronized void answerWhole(boolean everyMember) {
        whole = everyMember;
    }

    /** From now on it has this in every free text. */
    synchronized void writesInFreeText(String text) {
        freeText = Optional.of(text);
    }

    /** From now on its answers have another's records among the caller's own. */
    synchronized void plant(Canaries planting) {
        answerWith(planting::answer);
    }

    /** From now on. */
    synchronized void answerWith(Answers others) {
        answers = Optional.of(others);
    }

    /** From now on it is the text of every CSV. */
    synchronized void answerCsv(String text) {
        csv = text;
    }

    /** What it was asked since the last time, in order. */
    synchronized List<Received> takeReceived() {
        List<Received> taken = List.copyOf(received);
        received.clear();
        return taken;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private final class Answering extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            Reply reply = reply(request);
            response.setStatus(reply.status());
            if (reply.body().length > 0) {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.type());
            }
            response.write(true, ByteBuffer.wrap(reply.body()), callback);
            return true;
        }
    }

    private record Reply(int status, String type, byte[] body) {
        static Reply of(int status, JsonNode body) {
            return new Reply(status, "application/json; charset=utf-8", MAPPER.writeValueAsBytes(body));
        }

        static Reply says(int status, String message) {
            return of(status, MAPPER.createObjectNode().put("message", message));
        }
    }

    private Reply reply(Request request) throws IOException {
        String path = request.getHttpURI().getPath();
        List<String> segments = Stream.of(path.substring(1).split("/", -1))
                .map(segment -> URLDecoder.decode(segment, StandardCharsets.UTF_8))
                .toList();
        Match match = catalogue.match(
                segments.get(0), request.getMethod(), segments.get(1), segments.subList(2, segments.size()));
        if (!(match instanceof Match.Known(Operation operation, Map<String, String> parameters))) {
            return Reply.says(404, "Resource not found");
        }
        Optional<ReceivedForm> form = operation.request() instanceof RequestShape.Form
                ? Optional.of(ReceivedForm.of(request))
                : Optional.empty();
        Optional<JsonNode> body = form.isPresent() ? Optional.empty() : body(request);
        if (operation.effect() == Effect.AUTHENTICATION) {
            return signIn(body.orElseThrow());
        }
        if (!tokens.contains(String.valueOf(request.getHeaders().get("token")))) {
            return Reply.says(401, "Authentication failed");
        }
        return answer(request, operation, parameters, body, form);
    }

    private static Optional<JsonNode> body(Request request) throws IOException {
        try (var in = org.eclipse.jetty.io.Content.Source.asInputStream(request)) {
            byte[] bytes = in.readAllBytes();
            return bytes.length == 0 ? Optional.empty() : Optional.of(MAPPER.readTree(bytes));
        }
    }

    /** The accounts of {@link World}: {@code api9981@example.org} is of the organisation 9981. */
    private Reply signIn(JsonNode body) {
        String code = body.path("emailAddress").asString("").replaceAll("\\D", "");
        if (!body.path("password").asString("").equals("upstream-secret-" + code)) {
            return Reply.says(401, "Authentication failed");
        }
        String token = "id-" + code + "-" + tokens.size();
        tokens.add(token);
        return Reply.of(
                200,
                MAPPER.createObjectNode()
                        .put("idToken", token)
                        .put("accessToken", "access-" + token)
                        .put("refreshToken", "refresh-" + token)
                        .put("organisationReference", code));
    }

    private synchronized Reply answer(
            Request request,
            Operation operation,
            Map<String, String> parameters,
            Optional<JsonNode> body,
            Optional<ReceivedForm> form) {
        received.add(new Received(
                operation,
                request.getMethod(),
                request.getHttpURI().getPath(),
                Optional.ofNullable(request.getHttpURI().getQuery()).orElse(""),
                String.valueOf(request.getHeaders().get("x-request-id")),
                request.getHeaders().stream().map(HttpField::getLowerCaseName).collect(Collectors.toSet()),
                body,
                form));
        return switch (operation.answer()) {
            case AnswerShape.Json(var shape) ->
                Reply.of(
                        operation.successStatus(),
                        answers.map(others -> others.answer(operation, parameters))
                                .orElseGet(() ->
                                        new ShapedJson(whole, toldWithTexts(operation, parameters, shape)).of(shape)));
            case AnswerShape.Empty _ -> new Reply(operation.successStatus(), "", new byte[0]);
            case AnswerShape.Opaque(Content content) ->
                content == Content.CSV
                        ? new Reply(200, "text/csv", csv.getBytes(StandardCharsets.UTF_8))
                        : new Reply(200, "application/pdf", SampleFiles.PDF);
        };
    }

    private Map<String, String> toldWithTexts(Operation operation, Map<String, String> parameters, Shape shape) {
        Map<String, String> told = new TreeMap<>();
        freeText.ifPresent(text -> PlacedField.of(shape).stream()
                .filter(placed -> placed.field().fieldClass() == FieldClass.FREE_TEXT)
                .forEach(placed -> told.put(placed.place().replace("/*", ""), text)));
        told.putAll(told(operation, parameters, parties));
        return told;
    }

    /** What the answer repeats of the request, and whose record it says it is. */
    static Map<String, String> told(Operation operation, Map<String, String> parameters, Parties parties) {
        Map<String, String> told = new TreeMap<>();
        switch (operation.ownership()) {
            case Ownership.ByWorks byWorks -> {
                tell(told, "", byWorks.authority(), parties.authority(), parties);
                byWorks.promoterField().ifPresent(pointer -> told.put(pointer, parties.promoter()));
            }
            case Ownership.ByCodeInReference byCode ->
                byCode.field().ifPresent(pointer -> told.put(pointer, parties.authority()));
            case Ownership.ByAnswer byAnswer ->
                byAnswer.fields().forEach(pointer -> told.put(pointer, parties.caller()));
            case Ownership.ByRow byRow -> {
                tell(told, byRow.rows(), byRow.authority(), parties.authority(), parties);
                byRow.promoter().ifPresent(proof -> {
                    boolean oneForBoth = proof.equals(byRow.authority());
                    tell(told, byRow.rows(), proof, oneForBoth ? parties.caller() : parties.promoter(), parties);
                });
            }
            case Ownership.ByPartyInBody _,
                    Ownership.ByOrganisation _,
                    Ownership.ByRemembered _,
                    Ownership.ByAccount _,
                    Ownership.Nobody _,
                    Ownership.Unproven _ -> {}
        }
        operation.echoes().forEach((parameter, pointer) -> told.put(pointer, parameters.getOrDefault(parameter, "")));
        return told;
    }

    /** A reference that does not tell whose it is. */
    static String formless(String code) {
        return "X-" + code;
    }

    /** What makes the proof at its place name that code. */
    static void tell(Map<String, String> told, String under, Proof proof, String code, Parties parties) {
        switch (proof) {
            case Proof.ByCode(String pointer) -> told.put(under + pointer, code);
            case Proof.ByWorksReference(String pointer) -> told.put(under + pointer, parties.works());
            case Proof.ByCodeInReference(String pointer, CodedReference.Kind kind) ->
                told.put(
                        under + pointer,
                        (kind == CodedReference.Kind.ACTIVITY ? "ARN-" : "S58-") + parties.authority() + "-1");
            case Proof.ByName(String pointer) -> told.put(under + pointer, parties.authorityName());
            case Proof.ByRemembered remembered -> told.put(under + remembered.pointer(), formless(parties.caller()));
            case Proof.ByLookUp _, Proof.ByAccount _ -> {}
        }
    }
}
