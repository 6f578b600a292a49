package uk.wayleave.control.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Endpoint.Answers;
import uk.wayleave.control.http.Json;
import uk.wayleave.control.http.Pdf;
import uk.wayleave.control.http.Problem;
import uk.wayleave.control.http.Role;

/** The OpenAPI 3.1 document of the endpoints that are served, made from them, and of the OAuth ones beside them. */
public final class OpenApi {
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z]+)}");
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final Schemas schemas;

    public OpenApi(Json json) {
        this.schemas = new Schemas(json.mapper());
    }

    public JsonNode document(List<Endpoint> endpoints) {
        ObjectNode document = nodes.objectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Wayleave control plane")
                .put("version", "1")
                .put(
                        "description",
                        "Admin API and OAuth endpoints. Errors are application/problem+json (RFC 9457); unknown members"
                                + " and unknown query parameters are refused.");
        ObjectNode paths = document.putObject("paths");
        for (Endpoint endpoint : endpoints)
            paths.withObjectProperty(endpoint.path())
                    .set(endpoint.method().toLowerCase(Locale.ROOT), operation(endpoint));
        new OAuthPaths(nodes).addTo(paths);
        ObjectNode components = document.putObject("components");
        securitySchemes(components.putObject("securitySchemes"));
        components.set("schemas", schemas.definitions());
        return document;
    }

    private ObjectNode operation(Endpoint endpoint) {
        ObjectNode operation = nodes.objectNode();
        operation.put("operationId", endpoint.name()).put("summary", endpoint.summary());
        security(endpoint.access(), operation);
        parameters(endpoint, operation);
        endpoint.takes()
                .ifPresent(type ->
                        operation.putObject("requestBody").put("required", true).set("content", content(type)));
        ObjectNode responses = operation.putObject("responses");
        success(endpoint.answers(), responses);
        problem(responses.putObject("default"));
        return operation;
    }

    private static void security(Access access, ObjectNode operation) {
        switch (access) {
            case Access.Anybody anybody -> operation.putArray("security");
            case Access.Of(var roles, boolean products) -> {
                operation.putArray("security").addObject().putArray("bearer");
                String who = roles.stream().sorted().map(Role::wireName).collect(Collectors.joining(", "));
                operation.put("description", "By: " + who + (products ? ", or a product." : "."));
            }
        }
    }

    private void parameters(Endpoint endpoint, ObjectNode operation) {
        List<ObjectNode> parameters = new ArrayList<>();
        Matcher variables = VARIABLE.matcher(endpoint.path());
        while (variables.find()) parameters.add(parameter("path", variables.group(1), true));
        for (Endpoint.Query query : endpoint.query())
            parameters.add(parameter("query", query.name(), false).put("description", query.meaning()));
        if (!parameters.isEmpty()) operation.putArray("parameters").addAll(parameters);
    }

    private ObjectNode parameter(String in, String name, boolean required) {
        ObjectNode parameter =
                nodes.objectNode().put("name", name).put("in", in).put("required", required);
        parameter.putObject("schema").put("type", "string");
        return parameter;
    }

    private void success(Answers answers, ObjectNode responses) {
        ObjectNode response = responses.putObject(Integer.toString(answers.statusNumber()));
        switch (answers) {
            case Answers.One(int status, Class<?> type) -> {
                response.put("description", status == 201 ? "Made" : "Done");
                response.set("content", content(type));
            }
            case Answers.Many(Class<?> type) -> {
                response.put("description", "All of them");
                response.putObject("content").putObject(JSON).set("schema", items(type));
            }
            case Answers.Nothing nothing -> response.put("description", "Done");
        }
    }

    /** A document is no JSON: OpenAPI 3.1 section 4.8.14.3 has binary content without a schema. */
    private ObjectNode content(Class<?> type) {
        ObjectNode content = nodes.objectNode();
        if (type == Pdf.class) content.putObject("application/pdf");
        else content.putObject(JSON).set("schema", schemas.of(type));
        return content;
    }

    private ObjectNode items(Class<?> type) {
        ObjectNode schema = nodes.objectNode().put("type", "object").put("additionalProperties", false);
        schema.putArray("required").add("items");
        ObjectNode array = schema.putObject("properties").putObject("items").put("type", "array");
        array.set("items", schemas.of(type));
        return schema;
    }

    private void problem(ObjectNode response) {
        response.put("description", "Refused, and why");
        response.putObject("content").putObject(PROBLEM).set("schema", schemas.of(Problem.class));
    }

    private static void securitySchemes(ObjectNode schemes) {
        schemes.putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "From /api/sign-in for a person, from /oauth/token for a product");
        schemes.putObject("client")
                .put("type", "http")
                .put("scheme", "basic")
                .put("description", "A credential's client id and secret");
    }
}
