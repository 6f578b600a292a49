package uk.wayleave.opendata.api;

import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.opendata.event.ObjectKind;
import uk.wayleave.opendata.geometry.Crs;
import uk.wayleave.opendata.store.Filter;
import uk.wayleave.opendata.store.RecordQuery;

/** Describes the API as OpenAPI 3.0 (OGC API Features, requirement class oas30). */
public final class OpenApiDocument {
    private final JsonMapper mapper = JsonMapper.shared();
    private final ObjectNode document = mapper.createObjectNode();

    private OpenApiDocument(Ask ask) {
        document.put("openapi", "3.0.3");
        ObjectNode info = document.putObject("info");
        info.put("title", "Street Manager open data, by Wayleave").put("version", "1.0");
        info.put("description", "Reading needs no account. " + Licence.ATTRIBUTION);
        info.putObject("license").put("name", Licence.NAME).put("url", Licence.URL);
        document.putArray("servers").addObject().put("url", ask.base());
        ObjectNode paths = document.putObject("paths");
        get(paths, "/", "landing", "What there is", "application/json");
        get(paths, "/conformance", "conformance", "What it conforms to", "application/json");
        get(paths, "/collections", "collections", "The collections", "application/json");
        for (ObjectKind kind : Documents.SERVED) {
            String path = "/collections/" + kind.collection();
            get(paths, path, kind.collection(), Documents.title(kind), "application/json");
            items(get(
                    paths,
                    path + "/items",
                    kind.collection() + "-items",
                    Documents.title(kind),
                    Format.GEOJSON.type()));
            ArrayNode one = get(
                    paths,
                    path + "/items/{reference}",
                    kind.collection() + "-item",
                    "One of the " + Documents.title(kind).toLowerCase(java.util.Locale.ROOT),
                    Format.GEOJSON.type());
            parameter(one, "reference", "path", "Its reference", string());
            parameter(one, "crs", "query", "Coordinates in this system", systems());
        }
        ArrayNode works = get(paths, "/works/{reference}", "works", "Works with their history", "application/json");
        parameter(works, "reference", "path", "Of works, a permit, an activity or a Section 58", string());
        parameter(works, "as_of", "query", "The state as it was then", string());
        ArrayNode events = get(paths, "/events", "events", "Events as they come", "text/event-stream");
        parameter(events, "after", "query", "The id of the last event seen; 0 for all", integer(0, Integer.MAX_VALUE));
        filters(events);
        ArrayNode tile = get(
                paths,
                "/tiles/{collection}/{z}/{x}/{y}",
                "tile",
                "A vector tile",
                "application/vnd.mapbox-vector-tile");
        for (String name : new String[] {"collection", "z", "x", "y"}) {
            parameter(tile, name, "path", "As usual", string());
        }
        parameter(tile, "datetime", "query", "Only those within this time", string());
        ArrayNode use = get(paths, "/may-i", "may-i", "May I use this, and from where?", "application/json");
        required(use, "operation", "Of Street Manager, as in work.GetPermit");
        required(use, "purpose", "As in journey-planning");
        parameter(use, "version", "query", "Of Street Manager's API, as in v6", string());
        ObjectNode fields = mapper.createObjectNode().put("type", "array");
        fields.set("items", string());
        parameter(use, "field", "query", "Members of its answer; all without it", fields);
        origin(paths);
        get(paths, "/jwks.json", "jwks", "The keys that sign webhooks", "application/jwk-set+json");
        webhooks(paths);
        document.putObject("components")
                .putObject("securitySchemes")
                .putObject("key")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "X-API-Key");
    }

    /** All of it. */
    public static ObjectNode of(Ask ask) {
        return new OpenApiDocument(ask).document;
    }

    static Answer answer(Ask ask) {
        OpenApiDocument written = new OpenApiDocument(ask);
        return Answer.of(
                200,
                "application/vnd.oai.openapi+json;version=3.0",
                written.mapper.writeValueAsBytes(written.document));
    }

    private void origin(ObjectNode paths) {
        ObjectNode operation = paths.putObject("/origin")
                .putObject("post")
                .put("operationId", "origin")
                .put("summary", "Was this value open data at that time?");
        operation.putArray("parameters");
        ObjectNode schema = mapper.createObjectNode().put("type", "object");
        ObjectNode members = schema.putObject("properties");
        members.set("reference", string().put("description", "Of a permit, works, an activity or a Section 58"));
        members.set("field", string().put("description", "As Street Manager's API or the open data names it"));
        members.set("value", string().put("description", "As text; in the body only, since it may be personal data"));
        members.set("time", string().put("description", "When it was seen; now without it"));
        schema.putArray("required").add("reference").add("field").add("value");
        ObjectNode body = operation.putObject("requestBody").put("required", true);
        content(body, "application/json", schema);
        content(body, "application/x-www-form-urlencoded", schema.deepCopy());
        ObjectNode responses = operation.putObject("responses");
        answered(operation, "200", "open-then, open-later, never-open or unknown")
                .set("schema", mapper.createObjectNode());
        problem(responses, "400", "A member is missing or wrong; the problem says which and why");
        problem(responses, "default", "What went wrong");
    }

    private void webhooks(ObjectNode paths) {
        ObjectNode all = paths.putObject("/webhooks");
        ObjectNode webhook = mapper.createObjectNode().put("type", "object");
        ObjectNode list = operation(all, "get", "webhooks", "The webhooks of this API key");
        answered(list, "200", "The webhooks, and the id of the last event").set("schema", mapper.createObjectNode());
        ObjectNode register = operation(all, "post", "webhook-register", """
                Has events posted to an address, from a cursor on, each message signed (RFC 9421, Ed25519, by a key of \
                /jwks.json). The address must first answer a challenge. A message has up to 100 events in their order, and \
                the id of the last as its cursor, in the body and in the header Wayleave-Cursor. It is sent again until it \
                is answered with 2xx; events that are not after the cursor that the receiver has reached are repeats.""");
        ObjectNode members = webhook.putObject("properties");
        members.set("url", string().put("format", "uri").put("description", "Where events are posted; https"));
        ObjectNode filters = members.putObject("filters")
                .put("type", "object")
                .put("description", "As for the items; an event must have all of these values");
        ObjectNode names = filters.putObject("properties");
        for (Filter filter : Filter.values()) {
            names.set(filter.parameters().getLast(), string());
        }
        members.set(
                "from",
                mapper.createObjectNode()
                        .put("type", "integer")
                        .put("format", "int64")
                        .put("minimum", 0)
                        .put("description", "Events after this id are sent; 0 for all; only new ones without it"));
        webhook.putArray("required").add("url");
        content(register.putObject("requestBody").put("required", true), "application/json", webhook);
        answered(register, "201", "It is registered; the challenge is on its way")
                .set("schema", mapper.createObjectNode());
        problem((ObjectNode) register.get("responses"), "409", "The key has as many as it may");
        ObjectNode one = paths.putObject("/webhooks/{id}");
        ObjectNode look = operation(one, "get", "webhook", "One webhook, with its cursor and how its receiver does");
        answered(look, "200", "The webhook").set("schema", mapper.createObjectNode());
        ObjectNode remove = operation(one, "delete", "webhook-remove", "Removes a webhook");
        response((ObjectNode) remove.get("responses"), "204", "It is removed");
        for (ObjectNode operation : java.util.List.of(look, remove)) {
            parameter((ArrayNode) operation.get("parameters"), "id", "path", "As it was registered", string());
            problem((ObjectNode) operation.get("responses"), "404", "This key has no such webhook");
        }
    }

    private ObjectNode operation(ObjectNode path, String method, String id, String summary) {
        ObjectNode operation = path.putObject(method).put("operationId", id).put("summary", summary);
        operation.putArray("parameters");
        operation.putArray("security").addObject().putArray("key");
        ObjectNode responses = operation.putObject("responses");
        problem(responses, "403", "The API key is missing or not known");
        problem(responses, "default", "What went wrong");
        return operation;
    }

    private static ObjectNode answered(ObjectNode operation, String status, String description) {
        return response((ObjectNode) operation.get("responses"), status, description)
                .putObject("content")
                .putObject("application/json");
    }

    private static void content(ObjectNode into, String type, ObjectNode schema) {
        into.withObject("content").putObject(type).set("schema", schema);
    }

    private void items(ArrayNode parameters) {
        ObjectNode limit = integer(1, RecordQuery.LIMIT_AT_MOST).put("default", Items.LIMIT);
        parameter(parameters, "limit", "query", "At most so many", limit);
        ObjectNode box = mapper.createObjectNode()
                .put("type", "array")
                .put("minItems", 4)
                .put("maxItems", 6);
        box.putObject("items").put("type", "number");
        parameter(parameters, "bbox", "query", "Only those that touch this box", box);
        parameter(parameters, "bbox-crs", "query", "The system that bbox is in", systems());
        parameter(parameters, "crs", "query", "Coordinates in this system", systems());
        parameter(parameters, "datetime", "query", "Only those within this time", string());
        parameter(parameters, "cursor", "query", "Where the page before ended; part of the link to the next", string());
        ObjectNode format = string();
        ArrayNode formats = format.putArray("enum");
        Arrays.stream(Format.values()).map(Format::parameter).forEach(formats::add);
        parameter(parameters, "f", "query", "The format, in place of the header Accept", format);
        filters(parameters);
    }

    private void filters(ArrayNode parameters) {
        for (Filter filter : Filter.values()) {
            for (String name : filter.parameters()) {
                parameter(parameters, name, "query", "Only those with this value", string());
            }
        }
    }

    private void required(ArrayNode into, String name, String description) {
        parameter(into, name, "query", description, string());
        ((ObjectNode) into.get(into.size() - 1)).put("required", true);
    }

    private ObjectNode string() {
        return mapper.createObjectNode().put("type", "string");
    }

    private ObjectNode integer(int from, int to) {
        return mapper.createObjectNode()
                .put("type", "integer")
                .put("minimum", from)
                .put("maximum", to);
    }

    private ObjectNode systems() {
        ObjectNode schema = string().put("format", "uri").put("default", Crs.CRS84.uri());
        ArrayNode values = schema.putArray("enum");
        Arrays.stream(Crs.values()).map(Crs::uri).forEach(values::add);
        return schema;
    }

    private static void parameter(ArrayNode into, String name, String where, String description, ObjectNode schema) {
        ObjectNode parameter = into.addObject()
                .put("name", name)
                .put("in", where)
                .put("required", where.equals("path"))
                .put("description", description);
        if (where.equals("query")) {
            parameter.put("style", "form").put("explode", false);
        }
        parameter.set("schema", schema);
    }

    private static ArrayNode get(ObjectNode paths, String path, String id, String summary, String type) {
        ObjectNode operation =
                paths.putObject(path).putObject("get").put("operationId", id).put("summary", summary);
        ArrayNode parameters = operation.putArray("parameters");
        ObjectNode responses = operation.putObject("responses");
        responses
                .putObject("200")
                .put("description", summary)
                .putObject("content")
                .putObject(type)
                .putObject("schema");
        response(responses, "304", "What you have is what there is");
        problem(responses, "400", "A parameter is wrong; the problem says which and why");
        problem(responses, "404", "There is no such thing in the open data");
        problem(responses, "429", "Asked too often; Retry-After says when to ask again");
        problem(responses, "503", "The open data cannot be read now");
        problem(responses, "default", "What went wrong");
        return parameters;
    }

    private static ObjectNode response(ObjectNode responses, String status, String description) {
        return responses.putObject(status).put("description", description);
    }

    private static void problem(ObjectNode responses, String status, String description) {
        response(responses, status, description)
                .putObject("content")
                .putObject("application/problem+json")
                .putObject("schema");
    }
}
