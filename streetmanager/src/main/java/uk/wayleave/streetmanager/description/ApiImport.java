package uk.wayleave.streetmanager.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.streetmanager.Api;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Content;
import uk.wayleave.streetmanager.Edition;
import uk.wayleave.streetmanager.FieldClass;
import uk.wayleave.streetmanager.HttpMethod;
import uk.wayleave.streetmanager.Role;

/**
 * Makes a part of the catalogue out of a description. An operation that the catalogue knows, by API, method and path, takes
 * over its facts where they still hold; any other is closed until somebody states them. What a field holds is taken over
 * too; of a field that the catalogue does not know, or that may hold more than it did, nobody has said it.
 */
public final class ApiImport {
    private static final String UNKNOWN_OWNER = "Nobody has said yet how the owner of its records is proven.";

    private final Catalogue catalogue;
    private final Api api;
    private final Description held;
    private final List<Edition.Chapter> known;
    private final Records records;
    private final Set<String> unclassified = new TreeSet<>();
    private final List<String> unproven = new ArrayList<>();
    private final List<String> off = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    private ApiImport(Catalogue catalogue, ApiVersion version, Api api, Description held) {
        this.catalogue = catalogue;
        this.api = api;
        this.held = held;
        this.known = Stream.concat(
                        Stream.of(version).filter(catalogue.versions()::contains),
                        catalogue.versions().descendingSet().stream().filter(other -> !other.equals(version)))
                .flatMap(one -> catalogue.edition(one).stream())
                .flatMap(edition -> Optional.ofNullable(edition.chapters().get(api)).stream())
                .toList();
        this.records = new Records(held);
    }

    /**
     * @param catalogue whose facts to take over, those of {@code version} first, then those of the newest
     * @param held the description of the API
     */
    public static ImportedApi of(Catalogue catalogue, ApiVersion version, Api api, Description held) {
        return new ApiImport(catalogue, version, api, held).made();
    }

    private ImportedApi made() {
        List<ObjectNode> operations = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Description.Call call : held.calls()) {
            Optional<String> obstacle = obstacle(call);
            if (obstacle.isPresent()) {
                leftOut.add(call + ": " + obstacle.get());
            } else {
                ObjectNode entry = entry(call);
                if (names.add(entry.path("name").asString())) {
                    operations.add(entry);
                } else {
                    leftOut.add(call + ": another operation has its name.");
                }
            }
        }
        Map<String, Map<String, String>> schemas = schemas();
        return new ImportedApi(
                held.number(), operations, schemas, held.enumerations(), unclassified, unproven, off, leftOut);
    }

    private static Optional<String> obstacle(Description.Call call) {
        if (HttpMethod.parse(call.method()).isEmpty()) {
            return Optional.of("no operation is called with " + call.method() + ".");
        }
        if (!call.path().matches("(/([A-Za-z0-9_.~-]+|\\{[A-Za-z0-9_]+}))+")) {
            return Optional.of("a segment of its path is neither plain text nor one parameter.");
        }
        return Optional.empty();
    }

    private ObjectNode entry(Description.Call call) {
        Optional<JsonNode> before = known.stream()
                .flatMap(chapter -> chapter.operations().stream())
                .filter(entry -> line(entry).equals(call.line()))
                .findFirst();
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("api", api.segment());
        entry.put("name", before.map(one -> one.path("name").asString()).orElseGet(() -> name(call)));
        entry.put("method", call.method());
        entry.put("path", before.map(one -> one.path("path").asString()).orElse(call.path()));
        before.ifPresentOrElse(one -> takeOver(one, call, entry), () -> state(call, entry));
        if (entry.path("rolesFrom").asString().equals("INFERRED")) {
            off.add(call.toString());
        }
        if (entry.path("ownership").path("by").asString().equals("UNPROVEN")) {
            unproven.add(call.toString());
        }
        return entry;
    }

    private static String line(JsonNode entry) {
        return entry.path("method").asString() + " "
                + entry.path("path").asString().replaceAll("\\{[^}]*}", "{}");
    }

    private static String name(Description.Call call) {
        String plain = call.name().replaceAll("[^A-Za-z0-9]", "");
        return plain.isEmpty() ? (call.method() + call.path()).replaceAll("[^A-Za-z0-9]", "") : plain;
    }

    private void takeOver(JsonNode before, Description.Call call, ObjectNode entry) {
        entry.set("effect", before.path("effect"));
        roles(call, Optional.of(before), entry);
        for (String fact :
                List.of("tier", "foreignTier", "treatment", "why", "accountAdministration", "internalUser")) {
            copy(before, fact, entry);
        }
        if (call.requestContent() == Content.MULTIPART) {
            copy(before, "form", entry);
        }
        if (takesSwaCode(before.path("swaCode"), call)) {
            copy(before, "swaCode", entry);
        }
        bodies(call, entry);
        copy(before, "repeat", entry);
        JsonNode ownership = before.path("ownership");
        Optional<String> gone = records.missing(ownership, before.path("echoes"), call);
        entry.set("ownership", gone.<JsonNode>map(ApiImport::unproven).orElse(ownership));
        copy(before, "echoes", entry);
        copy(before, "open", entry);
        if (cannotBeHeld(call) || isUnknownForm(call, entry)) {
            never(entry, "What it takes or answers is no record that the catalogue can describe.");
        }
    }

    private static void copy(JsonNode before, String fact, ObjectNode entry) {
        if (before.has(fact)) {
            entry.set(fact, before.path(fact));
        }
    }

    private boolean takesSwaCode(JsonNode swaCode, Description.Call call) {
        String name = swaCode.path("name").asString("");
        return switch (swaCode.path("in").asString("")) {
            case "QUERY" -> call.query().containsKey(name);
            case "BODY" ->
                call.request().filter(type -> records.has(type, "/" + name)).isPresent();
            default -> call.requestContent() == Content.MULTIPART;
        };
    }

    /** Of an operation nobody knows: what it does is taken from its method, what it may show for the most. */
    private void state(Description.Call call, ObjectNode entry) {
        entry.put("effect", call.method().equals("GET") ? "READ" : "WRITE");
        roles(call, Optional.empty(), entry);
        entry.put("tier", "T2");
        boolean administers = catalogue.administersAccounts(api, call.path()) || records.carryCredentials(call);
        if (administers) {
            never(entry, "Administers an account or its secrets: for the Controller alone, never for a processor.");
            entry.put("accountAdministration", true);
        } else if (cannotBeHeld(call) || isUnknownForm(call, entry)) {
            never(entry, "What it takes or answers is no record that the catalogue can describe.");
        }
        if (call.request()
                .filter(type -> records.has(type, "/internal_user_identifier"))
                .isPresent()) {
            entry.put("internalUser", true);
        }
        bodies(call, entry);
        entry.put(
                "repeat",
                switch (call.method()) {
                    case "GET" -> "SAFE";
                    case "DELETE" -> "SAME_RESULT";
                    default -> "NEVER";
                });
        entry.set("ownership", unproven(UNKNOWN_OWNER));
    }

    private static void never(ObjectNode entry, String why) {
        entry.put("treatment", "NEVER");
        entry.put("why", why);
    }

    private static ObjectNode unproven(String why) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("by", "UNPROVEN")
                .put("why", why)
                .put("source", "INFERRED");
    }

    /** The parts of a form are stated by hand alone. */
    private static boolean isUnknownForm(Description.Call call, ObjectNode entry) {
        return call.requestContent() == Content.MULTIPART && !entry.has("form");
    }

    private static boolean cannotBeHeld(Description.Call call) {
        boolean request = call.request().isPresent() && !(call.request().get() instanceof FieldType.Named);
        boolean answer = call.answer().isPresent() && !isOfRecords(call.answer().get());
        return request || answer;
    }

    private static boolean isOfRecords(FieldType type) {
        return type instanceof FieldType.Named
                || (type instanceof FieldType.ListOf(FieldType items) && isOfRecords(items));
    }

    private static void roles(Description.Call call, Optional<JsonNode> before, ObjectNode entry) {
        Set<String> stated = new LinkedHashSet<>(call.roles().orElse(Set.of()));
        stated.removeIf(label -> Role.parse(label).isEmpty());
        ArrayNode roles = entry.putArray("roles");
        if (!stated.isEmpty()) {
            stated.forEach(roles::add);
            entry.put("rolesFrom", "DOCUMENTED");
        } else if (before.isPresent()) {
            before.get().path("roles").values().forEach(roles::add);
            String from = before.get().path("rolesFrom").asString();
            entry.put("rolesFrom", from.equals("INFERRED") ? from : "DERIVED");
        } else {
            entry.put("rolesFrom", "INFERRED");
        }
    }

    private static void bodies(Description.Call call, ObjectNode entry) {
        if (!call.query().isEmpty()) {
            ArrayNode query = entry.putArray("query");
            call.query().forEach((name, type) -> query.add(type.equals(FieldType.TEXT) ? name : name + " " + type));
        }
        if (cannotBeHeld(call)) {
            entry.put("status", call.status());
            return;
        }
        body(call.requestContent(), call.request(), "request", entry);
        entry.put("status", call.status());
        body(call.answerContent(), call.answer(), "answer", entry);
    }

    private static void body(Content content, Optional<FieldType> type, String member, ObjectNode entry) {
        switch (content) {
            case EMPTY -> {}
            case JSON -> entry.put(member, type.map(FieldType::toString).orElse(""));
            case MULTIPART -> {}
            case BINARY, CSV -> entry.put(member + "Content", content.name());
        }
    }

    private Map<String, Map<String, String>> schemas() {
        Set<String> leadBack = records.leadBack();
        Map<String, Map<String, String>> schemas = new LinkedHashMap<>();
        held.schemas().forEach((schema, members) -> {
            Map<String, String> written = new LinkedHashMap<>();
            members.forEach((name, member) -> {
                boolean withinItself = leadBack.contains(schema + "." + name);
                FieldType type = withinItself ? FieldType.ANYTHING : member.type();
                if (withinItself || !isKnown(schema, name, type)) {
                    unclassified.add(api.segment() + "." + schema + "." + name);
                }
                written.put(name, type + (member.required() ? "!" : ""));
            });
            schemas.put(schema, written);
        });
        return schemas;
    }

    /** Whether it is known what a field holds: by its schema, or by a name that tells. */
    private boolean isKnown(String schema, String name, FieldType type) {
        FieldClass byName = catalogue.classOf(api.segment() + "." + schema, name);
        if (byName.isWithheld()) {
            return byName != FieldClass.UNCLASSIFIED;
        }
        return known.stream()
                .flatMap(chapter -> Optional.ofNullable(chapter.schemas().get(schema)).stream())
                .map(members -> members.path(name).asString(""))
                .filter(written -> !written.isEmpty())
                .findFirst()
                .map(written -> FieldType.parse(written.replace("!", "")))
                .filter(before -> holdsNoMore(before, type))
                .isPresent();
    }

    private static boolean holdsNoMore(FieldType before, FieldType now) {
        return switch (now) {
            case FieldType.Anything _ -> before instanceof FieldType.Anything;
            case FieldType.Text(String values)
            when values.isEmpty() -> before instanceof FieldType.Text(String listed) && listed.isEmpty();
            case FieldType.ListOf(FieldType items) ->
                before instanceof FieldType.ListOf(FieldType other) && holdsNoMore(other, items);
            case FieldType.Named _ -> before instanceof FieldType.Named;
            case FieldType.Text _, FieldType.Numeric _, FieldType.Truth _ ->
                !(before instanceof FieldType.Named) && !(before instanceof FieldType.ListOf);
        };
    }
}
