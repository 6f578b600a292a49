package uk.wayleave.streetmanager;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
        CatalogueFiles files = new CatalogueFiles();
        Map<ApiVersion, List<Operation>> operations = new HashMap<>();
        NUMBERS.forEach((version, numbers) -> operations.put(
                version,
                numbers.stream()
                        .flatMap(number -> files.operations(version, number).stream())
                        .toList()));
        return new Catalogue(operations, files.administration());
    }

    static FieldClasses fieldClasses() {
        return new CatalogueFiles().classes;
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

    private List<Operation> operations(ApiVersion version, String number) {
        Schemas schemas = new Schemas(file("schemas-" + number + ".json").path("schemas"), classes);
        return elements(file("operations-" + number + ".json").path("operations"))
                .map(entry -> operation(version, entry, schemas))
                .toList();
    }

    private Operation operation(ApiVersion version, JsonNode entry, Schemas schemas) {
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
                parameters(path, entry),
                request(entry, api, schemas),
                entry.path("status").asInt(),
                answer,
                Repeatability.valueOf(text(entry, "repeat")),
                OwnershipFormat.read(entry.path("ownership")),
                strings(entry.path("echoes")),
                openFields.of(optional(entry, "open"), answer));
    }

    private List<Parameter> parameters(PathTemplate path, JsonNode entry) {
        return Stream.concat(
                        path.parameters().stream().map(name -> classes.parameter(name, Parameter.Place.PATH)),
                        elements(entry.path("query"))
                                .map(name -> classes.parameter(name.asString(), Parameter.Place.QUERY)))
                .toList();
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
