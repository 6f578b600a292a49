package uk.wayleave.opendata.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API's description, read for people (OGC API Features, /req/oas30/oas-definition-1: it comes as HTML, too). */
public record ApiInWords(List<Operation> operations, String server) {
    /** One method of one path. */
    public record Operation(String id, String method, String path, String summary, List<Parameter> parameters) {}

    /** One parameter of a path. */
    public record Parameter(String name, String description, String values) {}

    static ApiInWords of(ObjectNode document) {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                operations.add(operation(method.getKey(), path.getKey(), method.getValue()));
            }
        }
        return new ApiInWords(operations, document.at("/servers/0/url").asString());
    }

    private static Operation operation(String method, String path, JsonNode operation) {
        Stream<Parameter> parameters = operation
                .path("parameters")
                .valueStream()
                .map(parameter -> new Parameter(
                        parameter.path("name").asString(),
                        parameter.path("description").asString(),
                        values(parameter.path("schema"))));
        Stream<Parameter> members = operation
                .at("/requestBody/content/application~1json/schema/properties")
                .propertyStream()
                .map(member -> new Parameter(
                        member.getKey(),
                        member.getValue().path("description").asString(),
                        "in the body, as " + member.getValue().path("type").asString()));
        return new Operation(
                operation.path("operationId").asString(),
                method.toUpperCase(Locale.ROOT),
                path,
                operation.path("summary").asString(),
                Stream.concat(parameters, members).toList());
    }

    private static String values(JsonNode schema) {
        if (schema.has("enum")) {
            return String.join(
                    ", ",
                    schema.path("enum").valueStream().map(JsonNode::asString).toList());
        }
        if (schema.has("minimum")) {
            return "a number from " + schema.path("minimum").asString() + " to "
                    + schema.path("maximum").asString()
                    + (schema.has("default") ? "; " + schema.path("default").asString() + " if not given" : "");
        }
        return schema.path("type").asString().equals("array") ? "four numbers, with commas" : "text";
    }
}
