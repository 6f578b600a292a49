package uk.wayleave.streetmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.OperationId;

/** Holds the catalogue against DfT's own files, where they are at hand beside the project. */
class PublishedFactsTest {
    private static final Path FACTS = Path.of(System.getProperty("wayleave.root", ".."))
            .resolve("../shared/street-manager")
            .normalize();
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final JsonMapper MAPPER = new JsonMapper();

    @BeforeAll
    static void needsTheFacts() {
        assumeTrue(
                Files.isDirectory(FACTS.resolve("v3.6")),
                "DfT's API files are not beside the project (../shared/street-manager), so there is nothing to compare with");
    }

    @ParameterizedTest
    @ValueSource(strings = {"work", "reporting", "lookup", "geojson", "party", "export"})
    void everyOperationOfV36IsThereWithItsMethodPathAndRoles(String api) {
        int compared = 0;
        for (Map.Entry<String, JsonNode> path :
                file("v3.6/" + api + "-swagger.json").path("paths").properties()) {
            for (Map.Entry<String, JsonNode> entry : path.getValue().properties()) {
                JsonNode published = entry.getValue();
                Operation operation = CATALOGUE
                        .operation(
                                ApiVersion.V3_6,
                                OperationId.of(
                                        api, published.path("operationId").asString()))
                        .orElseThrow();
                assertThat(operation.method().name()).isEqualToIgnoringCase(entry.getKey());
                assertThat(operation.path()).hasToString(path.getKey());
                assertThat(labels(operation)).isEqualTo(publishedRoles(published));
                assertSameContent(operation, published);
                compared++;
            }
        }

        assertThat(compared)
                .isEqualTo(CATALOGUE.operations(ApiVersion.V3_6).stream()
                        .filter(operation -> operation.api().segment().equals(api))
                        .count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"work", "reporting", "lookup", "geojson", "party", "export"})
    void everySchemaOfV36ThatIsUsedHasTheSameMembers(String api) {
        Map<String, Shape.ObjectShape> shapes = CatalogueShapes.of(CATALOGUE, ApiVersion.V3_6);
        int compared = 0;
        for (Map.Entry<String, JsonNode> schema : file("v3.6/" + api + "-swagger.json")
                .path("components")
                .path("schemas")
                .properties()) {
            Shape.ObjectShape shape = shapes.get(api + "." + schema.getKey());
            if (shape == null) {
                continue;
            }
            Set<String> required = new HashSet<>();
            schema.getValue().path("required").values().forEach(name -> required.add(name.asString()));
            assertThat(shape.fields().stream().map(Field::name))
                    .containsExactlyElementsOf(
                            schema.getValue().path("properties").propertyNames());
            assertThat(shape.fields()).allMatch(field -> field.required() == required.contains(field.name()));
            compared++;
        }

        assertThat(compared).isPositive();
    }

    @Test
    void everyFieldOfV36IsOfItsPublishedClassPairByPair() {
        FieldClasses classes = CatalogueFiles.fieldClasses();
        Map<String, FieldClass> sensitive = sensitiveFields();
        int pairs = 0;
        Set<String> stricter = new TreeSet<>();
        for (String api : List.of("work", "reporting", "lookup", "geojson", "party", "export")) {
            for (Map.Entry<String, JsonNode> schema : file("v3.6/" + api + "-swagger.json")
                    .path("components")
                    .path("schemas")
                    .properties()) {
                String name = api + "." + schema.getKey();
                for (String field : schema.getValue().path("properties").propertyNames()) {
                    FieldClass ours = classes.classOf(name, field);
                    FieldClass published = sensitive.remove(name + "." + field);
                    if (published != null) {
                        assertThat(ours).as(name + "." + field).isEqualTo(published);
                    } else if (ours.isWithheld()) {
                        stricter.add(name + "." + field + " " + ours);
                    }
                    pairs++;
                }
            }
        }

        assertThat(pairs).isEqualTo(1667);
        assertThat(sensitive).isEmpty();
        // The name of a file may name a person.
        assertThat(stricter)
                .containsExactly("work.FileResponse.name DOCUMENT", "work.FileSummaryResponse.name DOCUMENT");
    }

    /** Schema and field → class, by our name for it. */
    private static Map<String, FieldClass> sensitiveFields() {
        Map<String, FieldClass> all = new HashMap<>();
        file("v3.6-sensitive-fields.json")
                .properties()
                .forEach(fieldClass -> fieldClass
                        .getValue()
                        .properties()
                        .forEach(field -> field.getValue()
                                .values()
                                .forEach(schema -> all.put(
                                        schema.asString().replace(':', '.') + "." + field.getKey(),
                                        ourName(fieldClass.getKey())))));
        return all;
    }

    private static FieldClass ourName(String fieldClass) {
        return switch (fieldClass) {
            case "PHONE" -> FieldClass.TELEPHONE;
            case "CONTACT_FREE" -> FieldClass.CONTACT;
            case "FILE" -> FieldClass.DOCUMENT;
            case "FINANCIAL" -> FieldClass.MONEY;
            case "CRED" -> FieldClass.CREDENTIAL;
            case "ORG_ADDRESS" -> FieldClass.ADDRESS;
            default -> FieldClass.valueOf(fieldClass);
        };
    }

    @Test
    void everyFieldOfV6HasAClass() {
        FieldClasses classes = CatalogueFiles.fieldClasses();
        int pairs = 0;
        for (Map.Entry<String, JsonNode> api : file("v6-schemas.json").properties()) {
            for (Map.Entry<String, JsonNode> schema :
                    api.getValue().path("schemas").properties()) {
                for (String field : schema.getValue().propertyNames()) {
                    assertThat(classes.classOf(api.getKey() + "." + schema.getKey(), field))
                            .as(schema.getKey() + "." + field)
                            .isNotEqualTo(FieldClass.UNCLASSIFIED);
                    pairs++;
                }
            }
        }

        assertThat(pairs).isEqualTo(3081);
    }

    @Test
    void ourCopyOfTheOpenSplitIsThePublishedOne() {
        assertThat(OpenSplit.copy())
                .containsExactlyInAnyOrderElementsOf(OpenSplit.published(file("v3.6-open-fields.json")));
    }

    @Test
    void everyOperationOfV6IsThereWithItsMethodAndPath() {
        Map<String, Operation> byLine = new HashMap<>();
        CATALOGUE.operations(ApiVersion.V6_0).stream()
                .filter(operation -> operation.api() != Api.WORKLIST)
                .forEach(operation -> byLine.put(
                        operation.api().segment() + " " + operation.method() + " " + operation.path(), operation));

        JsonNode published = file("v6-operations.json");

        assertThat(published.size()).isEqualTo(byLine.size());
        for (JsonNode entry : published.values()) {
            String line = entry.path("api").asString() + " "
                    + entry.path("method").asString() + " " + entry.path("path").asString();
            assertThat(byLine).containsKey(line);
            String name = entry.path("op").asString().replace("_", "");
            assertThat(Optional.ofNullable(byLine.get(line)).orElseThrow().name())
                    .isEqualToIgnoringCase(name);
        }
    }

    @Test
    void everyFactOfTheOperationsOfV36IsCarriedOver() {
        for (JsonNode entry : file("v3.6-operations.json").values()) {
            Operation operation = CATALOGUE
                    .operation(
                            ApiVersion.V3_6,
                            OperationId.of(
                                    entry.path("api").asString(),
                                    entry.path("op").asString()))
                    .orElseThrow();
            assertThat(operation.effect().name()).startsWith(entry.path("rw").asString());
            assertThat(operation.takesInternalUser())
                    .isEqualTo(entry.path("iui").asBoolean());
            assertThat(operation
                            .swaCode()
                            .map(SwaCodeParameter::name)
                            .map(List::of)
                            .orElse(List.of()))
                    .isEqualTo(entry.path("swa").values().stream()
                            .map(JsonNode::asString)
                            .toList());
        }
    }

    private static void assertSameContent(Operation operation, JsonNode published) {
        JsonNode request = published.path("requestBody").path("content");
        Content expected = request.has("application/json")
                ? Content.JSON
                : request.has("multipart/form-data") ? Content.MULTIPART : Content.EMPTY;
        assertThat(operation.request().content()).isEqualTo(expected);
        JsonNode answer = published
                .path("responses")
                .path(Integer.toString(operation.successStatus()))
                .path("content");
        assertThat(answer.has("application/json")).isEqualTo(operation.answer().content() == Content.JSON);
        assertThat(answer.isEmpty()).isEqualTo(operation.answer().content() == Content.EMPTY);
    }

    private static Set<String> labels(Operation operation) {
        Set<String> labels = new TreeSet<>();
        operation.roles().forEach(role -> labels.add(role.label()));
        return labels;
    }

    private static Set<String> publishedRoles(JsonNode published) {
        Set<String> roles = new TreeSet<>();
        published
                .path("security")
                .values()
                .forEach(scheme ->
                        scheme.values().forEach(scopes -> scopes.values().forEach(role -> roles.add(role.asString()))));
        return roles;
    }

    private static JsonNode file(String name) {
        return MAPPER.readTree(FACTS.resolve(name));
    }
}
