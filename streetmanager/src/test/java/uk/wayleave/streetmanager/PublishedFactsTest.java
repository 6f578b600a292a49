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
        Map<String, Shape.ObjectShape> shapes = shapes(ApiVersion.V3_6);
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
    void everySensitiveFieldOfV36IsWithheldWhereverItIsUsed() {
        Map<String, Shape.ObjectShape> shapes = shapes(ApiVersion.V3_6);
        Set<String> checked = new HashSet<>();
        file("v3.6-sensitive-fields.json")
                .properties()
                .forEach(fieldClass -> fieldClass
                        .getValue()
                        .properties()
                        .forEach(field -> field.getValue().values().forEach(schema -> {
                            Shape.ObjectShape shape =
                                    shapes.get(schema.asString().replace(':', '.'));
                            if (shape != null) {
                                assertThat(shape.field(field.getKey())
                                                .orElseThrow()
                                                .isWithheld())
                                        .as(shape + "." + field.getKey())
                                        .isTrue();
                                checked.add(field.getKey());
                            }
                        })));

        assertThat(checked).hasSizeGreaterThan(90);
    }

    @Test
    void everyOperationOfV6IsThereWithItsMethodAndPath() {
        Map<String, Operation> byLine = new HashMap<>();
        CATALOGUE
                .operations(ApiVersion.V6_0)
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

    private static Map<String, Shape.ObjectShape> shapes(ApiVersion version) {
        Map<String, Shape.ObjectShape> shapes = new HashMap<>();
        for (Operation operation : CATALOGUE.operations(version)) {
            if (operation.answer() instanceof AnswerShape.Json(Shape shape)) {
                collect(shape, shapes);
            }
            if (operation.request() instanceof RequestShape.Json(Shape.ObjectShape shape)) {
                collect(shape, shapes);
            }
        }
        return shapes;
    }

    private static void collect(Shape shape, Map<String, Shape.ObjectShape> into) {
        switch (shape) {
            case Shape.ArrayShape(Shape items) -> collect(items, into);
            case Shape.ObjectShape object -> {
                if (into.put(object.name(), object) == null) {
                    object.fields().forEach(field -> collect(field.shape(), into));
                }
            }
            case Shape.ScalarShape _, Shape.FreeShape _ -> {}
        }
    }

    private static JsonNode file(String name) {
        return MAPPER.readTree(FACTS.resolve(name));
    }
}
