package uk.wayleave.streetmanager;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Tier;

/** Reads the catalogue's files; each says at its top how it is to be read. Damaged files stop the start. */
final class CatalogueFiles {
    /** The numbers that DfT gives the versions that come with the product; a later one adds to those before it. */
    private static final Map<ApiVersion, List<String>> NUMBERS =
            Map.of(ApiVersion.V3_6, List.of("3.6"), ApiVersion.V6_0, List.of("6.0", "6.17"));

    private final JsonMapper mapper = new JsonMapper();
    private final OpenFields openFields = new OpenFields(file("open-fields.json"));
    private final FieldClasses classes =
            new FieldClasses(file("field-classes.json"), openFields, new References(file("references.json")));

    private CatalogueFiles() {}

    static Catalogue read() {
        return new CatalogueFiles().catalogue(shipped());
    }

    /** @param editions one for each version */
    static Catalogue read(Collection<Edition> editions) {
        return new CatalogueFiles().catalogue(editions);
    }

    /** What is kept of an API notification, which is no operation's answer. */
    static Shape.ObjectShape notification() {
        CatalogueFiles files = new CatalogueFiles();
        return new Schemas(files.edition(ApiVersion.V6_0), files.classes).object(Api.EVENT, "Notification");
    }

    static FieldClasses fieldClasses() {
        return new CatalogueFiles().classes;
    }

    /** The editions that come with the product. */
    static List<Edition> shipped() {
        CatalogueFiles files = new CatalogueFiles();
        return ApiVersion.shipped().stream().map(files::edition).toList();
    }

    private Edition edition(ApiVersion version) {
        List<String> numbers = Objects.requireNonNull(NUMBERS.get(version), "A shipped version has its files.");
        Map<Api, Edition.Chapter> chapters = new EnumMap<>(Api.class);
        for (String number : numbers) {
            JsonNode operations = file("operations-" + number + ".json").path("operations");
            JsonNode schemas = file("schemas-" + number + ".json");
            for (Api api : Api.values()) {
                List<JsonNode> entries = elements(operations)
                        .filter(entry -> text(entry, "api").equals(api.segment()))
                        .toList();
                if (!entries.isEmpty()) {
                    Edition.Chapter chapter = new Edition.Chapter(
                            entries,
                            members(schemas.path("schemas").path(api.segment())),
                            members(schemas.path("enumerations").path(api.segment())),
                            false);
                    chapters.merge(api, chapter, Edition.Chapter::and);
                }
            }
        }
        return new Edition(version, String.join(", ", numbers), chapters, Map.of());
    }

    private Catalogue catalogue(Collection<Edition> editions) {
        Map<ApiVersion, List<Operation>> operations = new HashMap<>();
        for (Edition edition : editions) {
            operations.put(edition.version(), operations(edition));
        }
        return new Catalogue(editions, operations, administration(), classes);
    }

    private List<Operation> operations(Edition edition) {
        Schemas schemas = new Schemas(edition, classes.with(edition.classes()));
        Set<String> names = names(edition);
        return edition.chapters().values().stream()
                .flatMap(chapter -> chapter.operations().stream())
                .map(entry -> operation(edition.version(), entry, schemas, names))
                .toList();
    }

    private static Set<String> names(Edition edition) {
        Set<String> names = new HashSet<>();
        edition.chapters()
                .values()
                .forEach(chapter -> chapter.operations()
                        .forEach(entry -> names.add(text(entry, "api") + "." + text(entry, "name"))));
        return names;
    }

    static Map<String, JsonNode> members(JsonNode object) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        object.properties().forEach(member -> all.put(member.getKey(), member.getValue()));
        return all;
    }

    private JsonNode file(String name) {
        try (InputStream in = CatalogueFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The catalogue's file " + name + " is missing from the program.");
            }
            return mapper.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("The catalogue's file " + name + " cannot be read.", e);
        }
    }

    private List<Catalogue.AdministrationCall> administration() {
        return elements(file("account-administration.json").path("calls"))
                .map(call -> new Catalogue.AdministrationCall(
                        api(text(call, "api")), PathTemplate.of(text(call, "path")), text(call, "name")))
                .toList();
    }

    private Operation operation(ApiVersion version, JsonNode entry, Schemas schemas, Set<String> names) {
        Api api = api(text(entry, "api"));
        OperationId id = OperationId.of(api.segment(), text(entry, "name"));
        Treatment treatment =
                optional(entry, "treatment").map(Treatment::valueOf).orElse(Treatment.FORWARD);
        Optional<String> neverBecause = optional(entry, "why");
        check((treatment == Treatment.NEVER) == neverBecause.isPresent(), id + ": a refusal for ever has a reason");
        AnswerShape answer = answer(entry, api, schemas);
        PathTemplate path = PathTemplate.of(text(entry, "path"));
        return new Operation(
                id,
                version,
                api,
                HttpMethod.valueOf(text(entry, "method")),
                path,
                Effect.valueOf(text(entry, "effect")),
                roles(entry),
                FactSource.valueOf(text(entry, "rolesFrom")),
                Tier.valueOf(text(entry, "tier")),
                optional(entry, "foreignTier").map(Tier::valueOf),
                treatment,
                neverBecause,
                flag(entry, "accountAdministration"),
                flag(entry, "internalUser"),
                swaCode(entry),
                parameters(api, path, entry, schemas),
                request(entry, api, schemas),
                entry.path("status").asInt(),
                answer,
                Repeatability.valueOf(text(entry, "repeat")),
                OwnershipFormat.read(entry.path("ownership"), names),
                strings(entry.path("echoes")),
                openFields.of(optional(entry, "open"), answer));
    }

    private List<Parameter> parameters(Api api, PathTemplate path, JsonNode entry, Schemas schemas) {
        return Stream.concat(
                        path.parameters().stream()
                                .map(name -> classes.parameter(name, Parameter.Place.PATH, Shape.ScalarShape.STRING)),
                        elements(entry.path("query")).map(stated -> queryParameter(api, stated.asString(), schemas)))
                .toList();
    }

    private Parameter queryParameter(Api api, String stated, Schemas schemas) {
        int space = stated.indexOf(' ');
        return space < 0
                ? classes.parameter(stated, Parameter.Place.QUERY, Shape.ScalarShape.STRING)
                : classes.parameter(
                        stated.substring(0, space),
                        Parameter.Place.QUERY,
                        schemas.shape(api, stated.substring(space + 1)));
    }

    private static Set<Role> roles(JsonNode entry) {
        Set<Role> roles = new LinkedHashSet<>();
        elements(entry.path("roles"))
                .forEach(label -> roles.add(Role.parse(label.asString())
                        .orElseThrow(() -> new IllegalStateException("No such role: " + label.asString()))));
        return roles;
    }

    private static Optional<SwaCodeParameter> swaCode(JsonNode entry) {
        JsonNode stated = entry.path("swaCode");
        return stated.isMissingNode()
                ? Optional.empty()
                : Optional.of(
                        new SwaCodeParameter(text(stated, "name"), SwaCodeParameter.Place.valueOf(text(stated, "in"))));
    }

    private static RequestShape request(JsonNode entry, Api api, Schemas schemas) {
        JsonNode form = entry.path("form");
        if (form.isObject()) {
            return new RequestShape.Form(
                    elements(form.path("fields")).map(JsonNode::asString).collect(Collectors.toSet()),
                    elements(form.path("files"))
                            .map(type -> FileType.valueOf(type.asString()))
                            .collect(Collectors.toSet()));
        }
        return optional(entry, "request")
                .<RequestShape>map(name -> new RequestShape.Json(schemas.object(api, name)))
                .orElseGet(RequestShape.Empty::new);
    }

    private static AnswerShape answer(JsonNode entry, Api api, Schemas schemas) {
        Optional<Content> other = optional(entry, "answerContent").map(Content::valueOf);
        if (other.isPresent()) {
            return new AnswerShape.Opaque(other.get());
        }
        return optional(entry, "answer")
                .<AnswerShape>map(type -> new AnswerShape.Json(schemas.shape(api, type)))
                .orElseGet(AnswerShape.Empty::new);
    }

    private static Api api(String segment) {
        return Api.parse(segment).orElseThrow(() -> new IllegalStateException("No such API: " + segment));
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return array.values().stream();
    }

    static String text(JsonNode node, String member) {
        return optional(node, member)
                .orElseThrow(() -> new IllegalStateException("The catalogue lacks " + member + " in " + node));
    }

    static Optional<String> optional(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.asString());
    }

    static Map<String, String> strings(JsonNode object) {
        Map<String, String> all = new LinkedHashMap<>();
        object.properties()
                .forEach(member -> all.put(member.getKey(), member.getValue().asString()));
        return all;
    }

    static void check(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalStateException("The catalogue is damaged. " + rule);
        }
    }

    private static boolean flag(JsonNode node, String member) {
        return node.path(member).asBoolean(false);
    }
}
