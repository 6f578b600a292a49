package uk.wayleave.streetmanager.description;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Makes types of the schemas of an OpenAPI file, and gathers the objects and the lists of values that they name. */
final class OpenApiTypes {
    /** A schema within a schema within … deeper than this is not what anybody wrote by hand. */
    private static final int DEEPEST = 64;

    private final JsonNode root;
    private final Map<String, Map<String, Description.Member>> schemas = new LinkedHashMap<>();
    private final Map<String, List<String>> enumerations = new LinkedHashMap<>();
    private final Queue<Runnable> pending = new ArrayDeque<>();
    private int depth;

    OpenApiTypes(JsonNode root) {
        this.root = root;
    }

    Map<String, Map<String, Description.Member>> schemas() {
        return schemas;
    }

    Map<String, List<String>> enumerations() {
        return enumerations;
    }

    /** What a node points at, or the node itself. */
    JsonNode resolve(JsonNode node, String where) {
        JsonNode resolved = node;
        for (int hops = 0; resolved.path("$ref").isString(); hops++) {
            if (hops > DEEPEST) {
                throw new NotUnderstood("In " + where + " a $ref points at itself.");
            }
            resolved = target(resolved.path("$ref").stringValue());
        }
        return resolved;
    }

    private JsonNode target(String reference) {
        if (!reference.startsWith("#/")) {
            throw new NotUnderstood("It points at another file (" + reference
                    + "), and nothing is fetched. Give one file with everything in it.");
        }
        return root.at(JsonPointer.compile(reference.substring(1)));
    }

    /** A parameter goes as text whatever it is; DfT's files point at lists of values that they do not have. */
    FieldType ofParameter(JsonNode schema, String name) {
        FieldType type = of(schema, name);
        if (type instanceof FieldType.ListOf(FieldType items) && items instanceof FieldType.Anything) {
            return new FieldType.ListOf(FieldType.TEXT);
        }
        return type instanceof FieldType.Anything ? FieldType.TEXT : type;
    }

    /** @param name what to call it where it is an object or a list of values without a name of its own */
    FieldType of(JsonNode schema, String name) {
        if (++depth > DEEPEST) {
            throw new NotUnderstood("The schema " + name + " is nested more than " + DEEPEST + " deep.");
        }
        try {
            return read(schema, name);
        } finally {
            depth--;
        }
    }

    private FieldType read(JsonNode schema, String name) {
        if (schema.path("$ref").isString()) {
            // What stands beside it does not count (OpenAPI 3.0.3, Reference Object): DfT has a list beside some.
            return pointedAt(schema.path("$ref").stringValue());
        }
        if (schema.has("items")) {
            return new FieldType.ListOf(of(schema.path("items"), name));
        }
        Optional<JsonNode> only = onlyOne(schema);
        if (only.isPresent()) {
            return of(only.get(), name);
        }
        if (schema.has("enum")) {
            return enumerated(schema, name);
        }
        if (schema.has("properties") || schema.has("allOf")) {
            return object(schema, name);
        }
        return switch (type(schema)) {
            case "string" -> FieldType.TEXT;
            case "number", "integer" -> FieldType.NUMBER;
            case "boolean" -> FieldType.TRUTH;
            case "array" -> new FieldType.ListOf(FieldType.ANYTHING);
            default -> FieldType.ANYTHING;
        };
    }

    private FieldType pointedAt(String reference) {
        JsonNode target = target(reference);
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        return target instanceof MissingNode ? FieldType.ANYTHING : of(target, name);
    }

    /** What a choice comes to where but one is not null: so DfT marks what may be null. */
    private static Optional<JsonNode> onlyOne(JsonNode schema) {
        if (schema.has("properties")) {
            return Optional.empty();
        }
        for (String choice : List.of("allOf", "oneOf", "anyOf")) {
            List<JsonNode> options = schema.path(choice).values().stream()
                    .filter(option -> !type(option).equals("null"))
                    .toList();
            if (options.size() == 1) {
                return Optional.of(options.getFirst());
            }
        }
        return Optional.empty();
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        Stream<JsonNode> stated = type.isArray() ? type.values().stream() : Stream.of(type);
        List<String> names = stated.map(one -> one.asString(""))
                .filter(one -> type.isString() || !one.equals("null"))
                .toList();
        return names.size() == 1 ? names.getFirst() : "";
    }

    private FieldType enumerated(JsonNode schema, String name) {
        List<JsonNode> values = schema.path("enum").values().stream()
                .filter(value -> !value.isNull())
                .toList();
        enumerations.put(name, values.stream().map(JsonNode::asString).toList());
        boolean numbers = !values.isEmpty() && values.stream().allMatch(JsonNode::isNumber);
        return numbers ? new FieldType.Numeric(name) : new FieldType.Text(name);
    }

    private FieldType object(JsonNode schema, String name) {
        if (!schemas.containsKey(name)) {
            Map<String, Description.Member> members = new LinkedHashMap<>();
            schemas.put(name, members);
            pending.add(() -> collect(schema, name, members, new LinkedHashSet<>()));
        }
        return new FieldType.Named(name);
    }

    /** Reads the objects that were named meanwhile, and those that they name. */
    void finish() {
        while (!pending.isEmpty()) {
            pending.remove().run();
        }
    }

    /** The members of an object, those it takes from others ({@code allOf}) first. */
    private void collect(JsonNode schema, String name, Map<String, Description.Member> into, Set<JsonNode> within) {
        JsonNode here = resolve(schema, name);
        if (!within.add(here)) {
            throw new NotUnderstood("The schema " + name + " is made of itself.");
        }
        here.path("allOf").values().forEach(part -> collect(part, name, into, within));
        Set<String> required = new LinkedHashSet<>();
        here.path("required").values().forEach(member -> required.add(member.asString()));
        here.path("properties")
                .properties()
                .forEach(member -> into.put(
                        member.getKey(),
                        new Description.Member(
                                of(member.getValue(), name + "." + member.getKey()),
                                required.contains(member.getKey()))));
        required.forEach(
                member -> into.computeIfPresent(member, (_, known) -> new Description.Member(known.type(), true)));
        within.remove(here);
    }
}
