package uk.wayleave.sandbox.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.streetmanager.ApiVersion;

/**
 * The shapes of requests and answers in one version, read from {@code shapes-v3.json} or {@code shapes-v6.json}: field
 * names, types, which are required, enumerations. They are facts of DfT's OpenAPI files for V3.6 and of the V6 schemas.
 *
 * <p>One thing in V6 is inferred: the request that creates an alteration, which our sources of V6 do not show, is V6's
 * permit application with {@code permit_alteration_reason}.
 */
public final class Shapes {
    private static final String STRING_SUFFIX = "_string";

    private final Map<String, Map<String, Field>> shapes;

    private Shapes(Map<String, Map<String, Field>> shapes) {
        this.shapes = shapes;
    }

    private record Field(Type type, boolean required) {}

    private sealed interface Type {
        enum Plain implements Type {
            STRING,
            NUMBER,
            BOOLEAN,
            INSTANT,
            ANY
        }

        record Choice(Set<String> codes) implements Type {
            /** Old versions show a code that came later as one of their own that stands for all of those. */
            private static final List<String> LATER = List.of("upcoming_enum", "upcoming_event");

            JsonNode known(JsonNode code) {
                return codes.contains(code.asString(""))
                        ? code
                        : LATER.stream()
                                .filter(codes::contains)
                                .findFirst()
                                .<JsonNode>map(JsonNodeFactory.instance::stringNode)
                                .orElse(code);
            }
        }

        record Shape(String name) implements Type {}

        record Repeated(Type of) implements Type {}
    }

    public static Shapes of(ApiVersion version) {
        String file = "shapes-" + version.segment() + ".json";
        try (InputStream in = Shapes.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The sandbox was built without its file " + file + ".");
            }
            JsonNode facts = Json.parse(in.readAllBytes())
                    .orElseThrow(() -> new IllegalStateException("The sandbox's file " + file + " is not JSON."));
            return read(facts.path("schemas"), facts.path("enums"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The sandbox cannot read its file " + file + ".", unreadable);
        }
    }

    private static Shapes read(JsonNode schemas, JsonNode enums) {
        Map<String, Map<String, Field>> shapes = new LinkedHashMap<>();
        schemas.properties().forEach(schema -> {
            String api = schema.getKey().substring(0, schema.getKey().indexOf('.') + 1);
            Map<String, Field> fields = new LinkedHashMap<>();
            schema.getValue().properties().forEach(field -> {
                String type = field.getValue().asString();
                boolean required = type.endsWith("!");
                String bare = required ? type.substring(0, type.length() - 1) : type;
                fields.put(field.getKey(), new Field(type(bare, api, enums), required));
            });
            shapes.put(schema.getKey(), fields);
        });
        return new Shapes(shapes);
    }

    private static Type type(String text, String api, JsonNode enums) {
        if (text.endsWith("[]")) {
            return new Type.Repeated(type(text.substring(0, text.length() - 2), api, enums));
        }
        return switch (text) {
            case "string" -> Type.Plain.STRING;
            case "number" -> Type.Plain.NUMBER;
            case "boolean" -> Type.Plain.BOOLEAN;
            case "instant" -> Type.Plain.INSTANT;
            case "any" -> Type.Plain.ANY;
            default -> named(api + text, enums);
        };
    }

    private static Type named(String name, JsonNode enums) {
        if (!enums.has(name)) {
            return new Type.Shape(name);
        }
        Set<String> codes = new LinkedHashSet<>();
        enums.path(name).forEach(code -> codes.add(code.asString()));
        return new Type.Choice(codes);
    }

    /** The fields of a shape. */
    public Set<String> fields(String shape) {
        return fieldsOf(shape).keySet();
    }

    /** The codes a field of a shape may hold, none if it is not a choice. */
    public Set<String> codes(String shape, String field) {
        Field known = fieldsOf(shape).get(field);
        return known != null && known.type() instanceof Type.Choice choice ? choice.codes() : Set.of();
    }

    public boolean has(String shape) {
        return shapes.containsKey(shape);
    }

    /** The names of the members of a shape, in its order. */
    public List<String> members(String shape) {
        return List.copyOf(fieldsOf(shape).keySet());
    }

    /**
     * What is said of something, cut to what this version's shape holds, in the shape's order; the words beside a code
     * ({@code x_string}) are added where the shape has them.
     */
    public ObjectNode fit(String shape, JsonNode said) {
        ObjectNode fitted = Json.object();
        fieldsOf(shape).forEach((name, field) -> {
            JsonNode value = said.path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                fitted.set(name, fit(field.type(), value));
            } else if (name.endsWith(STRING_SUFFIX)) {
                label(fitted, name, said.path(name.substring(0, name.length() - STRING_SUFFIX.length())));
            }
        });
        return fitted;
    }

    private JsonNode fit(Type type, JsonNode value) {
        return switch (type) {
            case Type.Shape shape -> fit(shape.name(), value);
            case Type.Repeated repeated -> {
                ArrayNode items = Json.array();
                value.forEach(item -> items.add(fit(repeated.of(), item)));
                yield items;
            }
            case Type.Choice choice -> choice.known(value);
            case Type.Plain plain ->
                plain == Type.Plain.STRING && value.isNumber()
                        ? JsonNodeFactory.instance.stringNode(value.asString())
                        : value;
        };
    }

    private static void label(ObjectNode fitted, String name, JsonNode code) {
        if (code.isArray()) {
            ArrayNode labels = fitted.putArray(name);
            code.forEach(one -> labels.add(Labels.of(one.asString())));
        } else if (code.isValueNode() && !code.isNull() && !code.isMissingNode()) {
            fitted.put(name, Labels.of(code.asString()));
        }
    }

    /** What is wrong with a document of a shape: field, and what is the matter with it. Empty when nothing is. */
    public Map<String, String> problems(String shape, JsonNode document) {
        Map<String, String> problems = new LinkedHashMap<>();
        check("", new Type.Shape(shape), document, problems);
        return problems;
    }

    private void checkShape(String at, String shape, JsonNode document, Map<String, String> problems) {
        if (!document.isObject()) {
            problems.put(at.isEmpty() ? "body" : at, "must be a JSON object");
            return;
        }
        Map<String, Field> fields = fieldsOf(shape);
        Set<String> unknown = new HashSet<>(document.propertyNames());
        unknown.removeAll(fields.keySet());
        fields.forEach((name, field) -> {
            String path = at.isEmpty() ? name : at + "." + name;
            JsonNode value = document.path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                check(path, field.type(), value, problems);
            } else if (field.required()) {
                problems.put(path, "is required");
            }
        });
        unknown.stream().sorted().forEach(name -> problems.put(at.isEmpty() ? name : at + "." + name, "is not known"));
    }

    private void check(String at, Type type, JsonNode value, Map<String, String> problems) {
        switch (type) {
            case Type.Shape shape -> checkShape(at, shape.name(), value, problems);
            case Type.Choice choice -> {
                boolean known = value.isValueNode() && choice.codes().contains(value.asString());
                require(known, at, "must be one of " + String.join(", ", choice.codes()), problems);
            }
            case Type.Repeated repeated -> {
                if (!value.isArray()) {
                    problems.put(at, "must be a list");
                }
                for (int i = 0; value.isArray() && i < value.size(); i++) {
                    check(at + "[" + i + "]", repeated.of(), value.path(i), problems);
                }
            }
            case Type.Plain plain -> checkPlain(at, plain, value, problems);
        }
    }

    private static void checkPlain(String at, Type.Plain type, JsonNode value, Map<String, String> problems) {
        switch (type) {
            case STRING -> require(value.isString(), at, "must be a text", problems);
            case NUMBER -> require(value.isNumber(), at, "must be a number", problems);
            case BOOLEAN -> require(value.isBoolean(), at, "must be true or false", problems);
            case INSTANT -> {
                boolean time = value.stringValueOpt().flatMap(Json::instant).isPresent();
                require(time, at, "must be a date and time such as 2026-11-24T09:00:00.000Z", problems);
            }
            case ANY -> {}
        }
    }

    private static void require(boolean holds, String at, String problem, Map<String, String> problems) {
        if (!holds) {
            problems.put(at, problem);
        }
    }

    private Map<String, Field> fieldsOf(String shape) {
        Map<String, Field> fields = shapes.get(shape);
        if (fields == null) {
            throw new IllegalArgumentException("This version has no shape " + shape + ".");
        }
        return fields;
    }
}
