package uk.wayleave.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.streetmanager.ApiVersion;

/**
 * DfT's OpenAPI files of V3.6, and the schemas of V6 that were read off public clients, where somebody put them beside
 * the checkout; and a small check of a document against either, written apart from what it checks.
 */
final class DftFiles {
    private static final Path FOLDER =
            Path.of(System.getProperty("wayleave.root", ".."), "..", "shared", "street-manager");

    private final Map<String, JsonNode> v3;
    private final JsonNode v6;

    private DftFiles(Map<String, JsonNode> v3, JsonNode v6) {
        this.v3 = v3;
        this.v6 = v6;
    }

    /** Empty where they are not at hand. */
    static Optional<DftFiles> atHand() {
        if (!Files.isDirectory(FOLDER.resolve("v3.6"))) {
            return Optional.empty();
        }
        Map<String, JsonNode> schemas = new LinkedHashMap<>();
        for (String api : List.of("work", "reporting", "lookup", "geojson", "party", "export")) {
            schemas.put(
                    api,
                    read("v3.6/" + api + "-swagger.json").path("components").path("schemas"));
        }
        return Optional.of(new DftFiles(schemas, read("v6-schemas.json")));
    }

    private static JsonNode read(String name) {
        try {
            return Json.parse(Files.readAllBytes(FOLDER.resolve(name))).orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Some shapes were not seen by whoever read them off. */
    boolean knows(ApiVersion version, String shape) {
        String api = shape.substring(0, shape.indexOf('.'));
        String name = shape.substring(shape.indexOf('.') + 1);
        return version.equals(ApiVersion.V3_6)
                ? v3.getOrDefault(api, Json.object()).has(name)
                : v6.path(api).path("schemas").has(name);
    }

    /** @param shape with its API, as in {@code work.FPNResponse} */
    List<String> wrong(ApiVersion version, String shape, JsonNode document) {
        String api = shape.substring(0, shape.indexOf('.'));
        String name = shape.substring(shape.indexOf('.') + 1);
        if (version.equals(ApiVersion.V3_6)) {
            JsonNode schemas = v3.getOrDefault(api, Json.object());
            return wrong(schemas, schemas.path(name), document, name);
        }
        return wrongOfClient(v6.path(api), name, document, name);
    }

    private static List<String> wrong(JsonNode schemas, JsonNode schema, JsonNode document, String at) {
        List<String> wrong = new ArrayList<>();
        String reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) {
            return wrong(schemas, schemas.path(reference.substring(reference.lastIndexOf('/') + 1)), document, at);
        }
        schema.path("allOf").forEach(part -> wrong.addAll(wrong(schemas, part, document, at)));
        if (schema.has("enum")
                && schema.path("enum")
                        .valueStream()
                        .noneMatch(code -> code.asString().equals(document.asString()))) {
            wrong.add(at + " is not a code: " + document);
        }
        boolean fits = switch (schema.path("type").asString("")) {
            case "string" -> document.isString();
            case "number", "integer" -> document.isNumber();
            case "boolean" -> document.isBoolean();
            case "array" -> document.isArray();
            case "object" -> document.isObject();
            default -> true;
        };
        if (!fits) {
            wrong.add(at + " is of the wrong type: " + document);
        }
        if (schema.has("properties")) {
            schema.path("required").forEach(name -> {
                if (!document.hasNonNull(name.asString())) {
                    wrong.add(at + "." + name.asString() + " is missing");
                }
            });
            document.properties().forEach(member -> {
                JsonNode property = schema.path("properties").path(member.getKey());
                if (property.isMissingNode()) {
                    wrong.add(at + "." + member.getKey() + " is unknown");
                } else {
                    wrong.addAll(wrong(schemas, property, member.getValue(), at + "." + member.getKey()));
                }
            });
        }
        if (document.isArray()) {
            document.forEach(item -> wrong.addAll(wrong(schemas, schema.path("items"), item, at + "[]")));
        }
        return wrong;
    }

    /** The same against the types of a Python client. */
    private static List<String> wrongOfClient(JsonNode api, String type, JsonNode document, String at) {
        List<String> wrong = new ArrayList<>();
        if (type.startsWith("list[")) {
            if (!document.isArray()) {
                wrong.add(at + " is no list: " + document);
            }
            String of = type.substring("list[".length(), type.length() - 1);
            document.forEach(item -> wrong.addAll(wrongOfClient(api, of, item, at + "[]")));
            return wrong;
        }
        JsonNode schema = api.path("schemas").path(type);
        JsonNode codes = api.path("enums").path(type);
        if (schema.isObject()) {
            schema.properties().forEach(member -> {
                if (member.getValue().path("required").booleanValue(false) && !document.hasNonNull(member.getKey())) {
                    wrong.add(at + "." + member.getKey() + " is missing");
                }
            });
            document.properties().forEach(member -> {
                JsonNode known = schema.path(member.getKey());
                if (known.isMissingNode()) {
                    wrong.add(at + "." + member.getKey() + " is unknown");
                } else {
                    wrong.addAll(wrongOfClient(
                            api, known.path("type").asString(), member.getValue(), at + "." + member.getKey()));
                }
            });
            return wrong;
        }
        boolean fits = switch (type) {
            case "str" -> document.isString();
            case "float" -> document.isNumber();
            case "bool" -> document.isBoolean();
            case "AwareDatetime" -> Json.instant(document.asString("")).isPresent();
            default ->
                codes.isEmpty()
                        || codes.valueStream().anyMatch(code -> code.asString().equals(document.asString()));
        };
        if (!fits) {
            wrong.add(at + " is no " + type + ": " + document);
        }
        return wrong;
    }
}
