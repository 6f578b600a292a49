package uk.wayleave.streetmanager.description;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.streetmanager.Content;

/** Writes a description as the OpenAPI file that would describe it: what a reader of it must find again. */
final class WrittenSwagger {
    private final Description description;
    /** The lists whose values are numbers. */
    private final Set<String> numbers = new HashSet<>();

    private WrittenSwagger(Description description) {
        this.description = description;
        description.schemas().values().stream()
                .flatMap(members -> members.values().stream())
                .forEach(member -> gather(member.type()));
        description.calls().forEach(call -> call.query().values().forEach(this::gather));
    }

    private void gather(FieldType type) {
        if (type instanceof FieldType.Numeric(String values)) {
            numbers.add(values);
        } else if (type instanceof FieldType.ListOf(FieldType items)) {
            gather(items);
        }
    }

    static ObjectNode of(Description description) {
        return new WrittenSwagger(description).root();
    }

    private ObjectNode root() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("openapi", "3.0.0");
        root.putObject("info").put("title", description.title()).put("version", description.number());
        ObjectNode paths = root.putObject("paths");
        description
                .calls()
                .forEach(call -> ((ObjectNode)
                                (paths.has(call.path()) ? paths.get(call.path()) : paths.putObject(call.path())))
                        .set(call.method().toLowerCase(java.util.Locale.ROOT), operation(call)));
        ObjectNode schemas = root.putObject("components").putObject("schemas");
        description.schemas().forEach((name, members) -> schemas.set(name, object(members)));
        description.enumerations().forEach((name, values) -> {
            ArrayNode list = schemas.putObject(name).putArray("enum");
            values.forEach(value -> {
                if (numbers.contains(name)) {
                    list.add(Integer.parseInt(value));
                } else {
                    list.add(value);
                }
            });
        });
        return root;
    }

    private ObjectNode operation(Description.Call call) {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.put("operationId", call.name());
        call.roles().ifPresent(roles -> {
            ArrayNode scopes = operation.putArray("security").addObject().putArray("token");
            roles.forEach(scopes::add);
        });
        ArrayNode parameters = operation.putArray("parameters");
        call.query()
                .forEach((name, type) -> parameters
                        .addObject()
                        .put("in", "query")
                        .put("name", name)
                        .set("schema", schema(type)));
        if (call.requestContent() != Content.EMPTY) {
            operation.set(
                    "requestBody", body(call.requestContent(), call.request().map(this::schema)));
        }
        operation
                .putObject("responses")
                .set(
                        Integer.toString(call.status()),
                        body(call.answerContent(), call.answer().map(this::schema)));
        return operation;
    }

    private static ObjectNode body(Content content, java.util.Optional<JsonNode> schema) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("description", "");
        String media = switch (content) {
            case EMPTY -> "";
            case JSON -> "application/json";
            case MULTIPART -> "multipart/form-data";
            case BINARY -> "image/png";
            case CSV -> "text/csv";
        };
        if (!media.isEmpty()) {
            ObjectNode of = body.putObject("content").putObject(media);
            schema.ifPresent(one -> of.set("schema", one));
        }
        return body;
    }

    private ObjectNode object(Map<String, Description.Member> members) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        List<String> required = new ArrayList<>();
        members.forEach((name, member) -> {
            properties.set(name, schema(member.type()));
            if (member.required()) {
                required.add(name);
            }
        });
        ArrayNode promised = schema.putArray("required");
        required.forEach(promised::add);
        return schema;
    }

    private JsonNode schema(FieldType type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        switch (type) {
            case FieldType.Text(String values) -> listed(schema, "string", values);
            case FieldType.Numeric(String values) -> listed(schema, "number", values);
            case FieldType.Truth _ -> schema.put("type", "boolean");
            case FieldType.Anything _ -> {}
            case FieldType.Named(String name) -> schema.put("$ref", "#/components/schemas/" + name);
            case FieldType.ListOf(FieldType items) ->
                schema.put("type", "array").set("items", schema(items));
        }
        return schema;
    }

    /** Half of them as DfT writes what may be null: the one of several that it must be. */
    private void listed(ObjectNode schema, String type, String values) {
        if (values.isEmpty()) {
            schema.put("type", type);
        } else if (values.length() % 2 == 0) {
            schema.put("$ref", "#/components/schemas/" + values);
        } else {
            schema.put("nullable", true).putArray("allOf").addObject().put("$ref", "#/components/schemas/" + values);
        }
    }
}
