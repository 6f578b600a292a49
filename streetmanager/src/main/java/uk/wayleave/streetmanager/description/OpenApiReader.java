package uk.wayleave.streetmanager.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import uk.wayleave.streetmanager.Content;

/** Makes a description of the tree of an OpenAPI file. */
final class OpenApiReader {
    private static final List<String> METHODS =
            List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final String JSON = "application/json";

    private final JsonNode root;
    private final boolean second;
    private final OpenApiTypes types;

    /** @param second whether it is of Swagger 2 */
    OpenApiReader(JsonNode root, boolean second) {
        this.root = root;
        this.second = second;
        this.types = new OpenApiTypes(root);
    }

    Description read() {
        List<Description.Call> calls = new ArrayList<>();
        root.path("paths").properties().forEach(path -> {
            JsonNode item = types.resolve(path.getValue(), path.getKey());
            for (String method : METHODS) {
                if (item.has(method)) {
                    calls.add(call(path.getKey(), method, item));
                }
            }
        });
        types.finish();
        JsonNode info = root.path("info");
        return new Description(
                info.path("title").asString(""),
                info.path("version").asString(""),
                second
                        ? root.path("basePath").asString("")
                        : root.path("servers").path(0).path("url").asString(""),
                calls,
                types.schemas(),
                types.enumerations());
    }

    private Description.Call call(String path, String method, JsonNode item) {
        JsonNode operation = item.path(method);
        String line = method.toUpperCase(Locale.ROOT) + " " + path;
        String name = operation.path("operationId").asString(line);
        List<JsonNode> parameters = new ArrayList<>();
        for (JsonNode holder : List.of(item, operation)) {
            holder.path("parameters").values().forEach(one -> parameters.add(types.resolve(one, line)));
        }
        Body request = second ? secondRequest(parameters, name) : request(operation, name, line);
        Map.Entry<String, JsonNode> success = success(operation, line);
        Body answer = second
                ? secondAnswer(operation, success.getValue(), name)
                : body(success.getValue().path("content"), name + "Answer");
        return new Description.Call(
                name,
                method.toUpperCase(Locale.ROOT),
                path,
                roles(operation),
                query(parameters, name),
                request.content(),
                request.type(),
                Integer.parseInt(success.getKey()),
                answer.content(),
                answer.type());
    }

    private record Body(Content content, Optional<FieldType> type) {
        static final Body NONE = new Body(Content.EMPTY, Optional.empty());

        static Body of(Content content) {
            return new Body(content, Optional.empty());
        }
    }

    private Body request(JsonNode operation, String name, String line) {
        JsonNode request = types.resolve(operation.path("requestBody"), line);
        return body(request.path("content"), name + "Request");
    }

    private Body body(JsonNode content, String name) {
        if (content.isEmpty()) {
            return Body.NONE;
        }
        if (content.has(JSON)) {
            return new Body(
                    Content.JSON, Optional.of(types.of(content.path(JSON).path("schema"), name)));
        }
        return Body.of(other(content.propertyNames().iterator().next()));
    }

    private static Content other(String mediaType) {
        return switch (mediaType) {
            case "multipart/form-data" -> Content.MULTIPART;
            case "text/csv" -> Content.CSV;
            default -> Content.BINARY;
        };
    }

    private Body secondRequest(List<JsonNode> parameters, String name) {
        for (JsonNode parameter : parameters) {
            switch (parameter.path("in").asString("")) {
                case "body" -> {
                    return new Body(Content.JSON, Optional.of(types.of(parameter.path("schema"), name + "Request")));
                }
                case "formData" -> {
                    return Body.of(Content.MULTIPART);
                }
                default -> {}
            }
        }
        return Body.NONE;
    }

    private Body secondAnswer(JsonNode operation, JsonNode answer, String name) {
        if (!answer.has("schema")) {
            return Body.NONE;
        }
        JsonNode produced = operation.has("produces") ? operation.path("produces") : root.path("produces");
        List<String> media = produced.values().stream().map(JsonNode::asString).toList();
        return media.isEmpty() || media.contains(JSON)
                ? new Body(Content.JSON, Optional.of(types.of(answer.path("schema"), name + "Answer")))
                : Body.of(other(media.getFirst()));
    }

    /** The first status of success that is stated. */
    private Map.Entry<String, JsonNode> success(JsonNode operation, String line) {
        return operation.path("responses").properties().stream()
                .filter(answer -> answer.getKey().matches("2[0-9][0-9]"))
                .min(Map.Entry.comparingByKey())
                .map(answer -> Map.entry(answer.getKey(), types.resolve(answer.getValue(), line)))
                .orElseThrow(() -> new NotUnderstood(line + " states no status of success (2xx)."));
    }

    private Optional<Set<String>> roles(JsonNode operation) {
        JsonNode security = operation.has("security") ? operation.path("security") : root.path("security");
        if (!security.isArray()) {
            return Optional.empty();
        }
        Set<String> roles = new LinkedHashSet<>();
        security.values()
                .forEach(scheme ->
                        scheme.values().forEach(scopes -> scopes.values().forEach(role -> roles.add(role.asString()))));
        return Optional.of(roles);
    }

    private Map<String, FieldType> query(List<JsonNode> parameters, String name) {
        Map<String, FieldType> query = new LinkedHashMap<>();
        for (JsonNode parameter : parameters) {
            if (parameter.path("in").asString("").equals("query")) {
                String parameterName = parameter.path("name").asString("");
                JsonNode schema = parameter.has("schema") ? parameter.path("schema") : parameter;
                query.put(parameterName, types.ofParameter(schema, name + "." + parameterName));
            }
        }
        return query;
    }
}
