package uk.wayleave.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.Match;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.Proof;
import uk.wayleave.streetmanager.Shape;

/**
 * An upstream that signs in like Street Manager and answers every operation of the catalogue with the least its schema
 * requires: works of the water company on the county's streets.
 */
public final class ShapedStreetManager extends Handler.Abstract implements AutoCloseable {
    public static final String WORKS = "ZW001T1";
    public static final String TOKEN_SIGNATURE = "upstreamtokensignature";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Catalogue catalogue;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** What reached it. */
    public record Call(String method, String path, String query, String body, String operation) {}

    public ShapedStreetManager(Catalogue catalogue) {
        this.catalogue = catalogue;
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(this);
        try {
            server.start();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** Calls of operations, signing in apart. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public void forgetCalls() {
        calls.clear();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        String body = Content.Source.asString(request, StandardCharsets.UTF_8);
        String[] parts = path.substring(1).split("/");
        if (path.endsWith("/work/authenticate")) {
            String email = JSON.readTree(body).path("emailAddress").asString();
            String code = email.replaceAll("\\D", "");
            write(response, callback, 200, tokens(code));
            return true;
        }
        List<String> segments = Arrays.stream(parts)
                .skip(2)
                .map(part -> java.net.URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toList();
        if (!(catalogue.match(parts[0], request.getMethod(), parts[1], segments)
                instanceof Match.Known(Operation operation, Map<String, String> parameters))) {
            write(response, callback, 404, JSON.createObjectNode().put("message", "Not found"));
            return true;
        }
        calls.add(new Call(
                request.getMethod(),
                path,
                Objects.requireNonNullElse(request.getHttpURI().getQuery(), ""),
                body,
                operation.id().value()));
        answer(operation, parameters)
                .ifPresentOrElse(json -> write(response, callback, operation.successStatus(), json), () -> {
                    response.setStatus(operation.successStatus());
                    if (operation.successStatus() != 204) {
                        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
                    }
                    callback.succeeded();
                });
        return true;
    }

    private static JsonNode tokens(String code) {
        String payload = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"exp\":" + (System.currentTimeMillis() / 1000 + 3600) + "}")
                        .getBytes(StandardCharsets.UTF_8));
        String token = "e30." + payload + "." + TOKEN_SIGNATURE + code;
        return JSON.createObjectNode()
                .put("idToken", token)
                .put("accessToken", token + "a")
                .put("refreshToken", token + "r")
                .put("organisationReference", code);
    }

    private static void write(Response response, Callback callback, int status, JsonNode json) {
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.write(true, ByteBuffer.wrap(bytes), callback);
    }

    private static Optional<JsonNode> answer(Operation operation, Map<String, String> parameters) {
        if (!(operation.answer() instanceof AnswerShape.Json(Shape shape))) {
            return Optional.empty();
        }
        JsonNode json = least(shape);
        operation.echoes().forEach((parameter, pointer) -> set(json, pointer, parameters.getOrDefault(parameter, "")));
        switch (operation.ownership()) {
            case Ownership.ByWorks byWorks -> {
                byWorks.promoterField().ifPresent(pointer -> set(json, pointer, World.WATER_CODE));
                prove(json, byWorks.authority());
            }
            case Ownership.ByCodeInReference byCode ->
                byCode.field().ifPresent(pointer -> set(json, pointer, World.COUNTY_CODE));
            case Ownership.ByAnswer byAnswer -> set(json, byAnswer.fields().getFirst(), World.WATER_CODE);
            case Ownership.ByRow byRow -> {
                ArrayNode rows = (ArrayNode) (byRow.rows().isEmpty() ? json : json.at(byRow.rows()));
                Shape items = ((Shape.ArrayShape) shapeAt(shape, byRow.rows())).items();
                JsonNode row = least(items);
                byRow.promoter().ifPresent(proof -> prove(row, proof));
                prove(row, byRow.authority());
                rows.add(row);
            }
            default -> {}
        }
        // Whatever else names the parties agrees with them.
        if (json instanceof ObjectNode object) {
            if (object.has("promoter_swa_code")) object.put("promoter_swa_code", World.WATER_CODE);
            if (object.has("highway_authority_swa_code")) object.put("highway_authority_swa_code", World.COUNTY_CODE);
            if (object.has("work_reference_number")) object.put("work_reference_number", WORKS);
        }
        return Optional.of(json);
    }

    private static Shape shapeAt(Shape shape, String pointer) {
        return pointer.isEmpty()
                ? shape
                : ((Shape.ObjectShape) shape)
                        .field(pointer.substring(1))
                        .orElseThrow()
                        .shape();
    }

    private static void prove(JsonNode json, Proof proof) {
        switch (proof) {
            case Proof.ByCode(String pointer) ->
                set(json, pointer, pointer.contains("highway") ? World.COUNTY_CODE : World.WATER_CODE);
            case Proof.ByWorksReference(String pointer) -> set(json, pointer, WORKS);
            case Proof.ByCodeInReference byCode ->
                set(
                        json,
                        byCode.pointer(),
                        (byCode.kind().name().equals("ACTIVITY") ? "ARN-" : "S58-") + World.COUNTY_CODE + "-1");
            case Proof.ByName(String pointer) -> set(json, pointer, "Thornshire County Council");
            case Proof.ByLookUp _, Proof.ByAccount _ -> {}
        }
    }

    private static void set(JsonNode json, String pointer, String value) {
        JsonNode at = json;
        List<String> names = new ArrayList<>(List.of(pointer.substring(1).split("/")));
        String last = names.removeLast();
        for (String name : names) {
            at = at.path(name).isObject() ? at.path(name) : ((ObjectNode) at).putObject(name);
        }
        ((ObjectNode) at).put(last, value);
    }

    private static JsonNode least(Shape shape) {
        return switch (shape) {
            case Shape.ObjectShape object -> {
                ObjectNode json = JSON.createObjectNode();
                for (Field field : object.fields()) {
                    if (field.required()) {
                        json.set(field.name(), least(field.shape()));
                    }
                }
                yield json;
            }
            case Shape.ArrayShape _ -> JSON.createArrayNode();
            case Shape.ScalarShape scalar ->
                switch (scalar) {
                    case STRING -> JSON.getNodeFactory().stringNode("some text");
                    case NUMBER -> JSON.getNodeFactory().numberNode(1);
                    case BOOLEAN -> JSON.getNodeFactory().booleanNode(true);
                };
            case Shape.FreeShape _ -> JSON.createObjectNode().put("type", "Point");
        };
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
