package uk.wayleave.streetmanager.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import uk.wayleave.streetmanager.Api;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Edition;

class ComparisonTest {
    private static final Path FACTS = Path.of(System.getProperty("wayleave.root", ".."))
            .resolve("../shared/street-manager/v3.6")
            .normalize();
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final JsonMapper MAPPER = new JsonMapper();

    /** An API of a version, as the catalogue has it. */
    record Known(ApiVersion version, Api api) {
        Description description() {
            Edition edition = CATALOGUE.edition(version).orElseThrow();
            Edition.Chapter chapter = edition.chapters().get(api);
            if (chapter == null) {
                throw new IllegalStateException(this + " is not in the catalogue.");
            }
            return CatalogueDescriptions.of(api.segment(), edition.number(), chapter);
        }
    }

    static Stream<Known> everyApi() {
        return CATALOGUE.versions().stream()
                .flatMap(version -> CATALOGUE.edition(version).orElseThrow().chapters().keySet().stream()
                        .map(api -> new Known(version, api)));
    }

    @ParameterizedTest
    @MethodSource("everyApi")
    void aFileThatSaysWhatTheCatalogueSaysIsTheSame(Known known) {
        JsonNode swagger = WrittenSwagger.of(known.description());

        assertThat(Comparison.of(known.description(), read(MAPPER.writeValueAsBytes(swagger))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyApi")
    void readsYamlLikeJson(Known known) {
        JsonNode swagger = WrittenSwagger.of(known.description());

        assertThat(read(new YAMLMapper().writeValueAsBytes(swagger)))
                .isEqualTo(read(MAPPER.writeValueAsBytes(swagger)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"work", "reporting", "lookup", "geojson", "party", "export"})
    void theFilesThatDftPublishedForV36AreTheSame(String api) throws IOException {
        Path file = FACTS.resolve(api + "-swagger.json");
        assumeTrue(
                Files.isRegularFile(file),
                "DfT's API files are not beside the project (../shared/street-manager/v3.6), so there is nothing to"
                        + " compare with");
        Known known = new Known(ApiVersion.V3_6, Api.parse(api).orElseThrow());

        assertThat(Comparison.of(known.description(), read(Files.readAllBytes(file))))
                .isEmpty();
    }

    /** One alteration of a file, and what must be told of it. */
    record Alteration(Known known, int seed) {}

    @Provide
    Arbitrary<Alteration> alterations() {
        return Arbitraries.of(everyApi().toList())
                .flatMap(known -> Arbitraries.integers().map(seed -> new Alteration(known, seed)));
    }

    @Property(tries = 400)
    void findsExactlyWhatWasAltered(@ForAll("alterations") Alteration alteration) {
        Description known = alteration.known().description();
        ObjectNode swagger = WrittenSwagger.of(known);
        Altered altered = new Altering(swagger, new Random(alteration.seed())).alter();

        List<Difference> found = Comparison.of(known, read(MAPPER.writeValueAsBytes(swagger)));

        assertThat(found).as(altered.toString()).isNotEmpty().allSatisfy(difference -> {
            assertThat(difference.kind()).isEqualTo(altered.kind());
            assertThat(difference.place()).endsWith(altered.place());
            assertThat(difference.harmless()).isEqualTo(altered.harmless());
        });
        assertThat(found)
                .anySatisfy(difference ->
                        assertThat(difference.was() + "|" + difference.is()).contains(altered.value()));
    }

    /** @param place the end of the place that must be told; empty for a whole operation */
    private record Altered(Difference.Kind kind, String place, String value, boolean harmless) {}

    /** Alters one thing, of those that are compared, wherever it is used. */
    private static final class Altering {
        private final ObjectNode root;
        private final Random random;

        Altering(ObjectNode root, Random random) {
            this.root = root;
            this.random = random;
        }

        Altered alter() {
            Altered altered = null;
            while (altered == null) {
                altered = switch (random.nextInt(10)) {
                    case 0 -> removedOperation();
                    case 1 -> addedOperation();
                    case 2 -> otherRoles();
                    case 3 -> otherStatus();
                    case 4 -> addedParameter();
                    case 5 -> removedField();
                    case 6 -> addedField();
                    case 7 -> otherType();
                    case 8 -> otherPromise();
                    default -> addedValue();
                };
            }
            return altered;
        }

        private Altered removedOperation() {
            Map.Entry<String, JsonNode> path = any(root.path("paths"));
            String method = any(path.getValue()).getKey();
            String name = path.getValue().path(method).path("operationId").asString();
            ((ObjectNode) path.getValue()).remove(method);
            return new Altered(Difference.Kind.GONE, "", name, false);
        }

        private Altered addedOperation() {
            ObjectNode operation = ((ObjectNode) root.path("paths"))
                    .putObject("/things/{thingReference}")
                    .putObject("delete");
            operation.put("operationId", "DeleteThing");
            operation.putObject("responses").putObject("204");
            return new Altered(Difference.Kind.NEW, "", "DeleteThing", false);
        }

        private Altered otherRoles() {
            ((ObjectNode) anyOperation())
                    .putArray("security")
                    .addObject()
                    .putArray("token")
                    .add("Auditor");
            return new Altered(Difference.Kind.CHANGED, "roles", "Auditor", false);
        }

        private Altered otherStatus() {
            ObjectNode answers = (ObjectNode) anyOperation().path("responses");
            Map.Entry<String, JsonNode> before = any(answers);
            answers.removeAll();
            answers.set("206", before.getValue());
            return new Altered(Difference.Kind.CHANGED, "status", "206", false);
        }

        private Altered addedParameter() {
            ((ArrayNode) anyOperation().path("parameters"))
                    .addObject()
                    .put("in", "query")
                    .put("name", "colour")
                    .putObject("schema")
                    .put("type", "boolean");
            return new Altered(Difference.Kind.NEW, "query colour", "truth", false);
        }

        private @org.jspecify.annotations.Nullable Altered removedField() {
            Map.Entry<String, JsonNode> schema = anyUsedObject();
            ObjectNode properties = (ObjectNode) schema.getValue().path("properties");
            if (properties.isEmpty()) {
                return null;
            }
            String field = any(properties).getKey();
            properties.remove(field);
            return new Altered(Difference.Kind.GONE, schema.getKey() + "." + field, "", false);
        }

        private Altered addedField() {
            Map.Entry<String, JsonNode> schema = anyUsedObject();
            ((ObjectNode) schema.getValue().path("properties"))
                    .putObject("home_address")
                    .put("type", "string");
            return new Altered(Difference.Kind.NEW, schema.getKey() + ".home_address", "text", false);
        }

        private @org.jspecify.annotations.Nullable Altered otherType() {
            Map.Entry<String, JsonNode> schema = anyUsedObject();
            ObjectNode properties = (ObjectNode) schema.getValue().path("properties");
            if (properties.isEmpty()) {
                return null;
            }
            String field = any(properties).getKey();
            boolean truth = properties.path(field).path("type").asString("").equals("boolean");
            properties.putObject(field).put("type", truth ? "integer" : "boolean");
            return new Altered(
                    Difference.Kind.CHANGED, schema.getKey() + "." + field, truth ? "number" : "truth", false);
        }

        private @org.jspecify.annotations.Nullable Altered otherPromise() {
            Map.Entry<String, JsonNode> schema = anyUsedObject();
            ArrayNode required = (ArrayNode) schema.getValue().path("required");
            if (required.isEmpty()) {
                return null;
            }
            String field = required.remove(random.nextInt(required.size())).asString();
            return new Altered(Difference.Kind.CHANGED, schema.getKey() + "." + field, "may be missing", false);
        }

        private @org.jspecify.annotations.Nullable Altered addedValue() {
            // Some lists of V6 are named by no operation that is known.
            List<String> lists = read(MAPPER.writeValueAsBytes(root)).enumerations().keySet().stream()
                    .filter(name -> list(name).values().stream().noneMatch(JsonNode::isNumber))
                    .toList();
            if (lists.isEmpty()) {
                return null;
            }
            list(lists.get(random.nextInt(lists.size()))).add("a_value_of_tomorrow");
            return new Altered(Difference.Kind.NEW, "(a value)", "a_value_of_tomorrow", true);
        }

        private ArrayNode list(String name) {
            return (ArrayNode)
                    root.path("components").path("schemas").path(name).path("enum");
        }

        private JsonNode anyOperation() {
            return any(any(root.path("paths")).getValue()).getValue();
        }

        private Map.Entry<String, JsonNode> anyUsedObject() {
            List<String> used =
                    List.copyOf(read(MAPPER.writeValueAsBytes(root)).schemas().keySet());
            String name = used.get(random.nextInt(used.size()));
            return Map.entry(name, root.path("components").path("schemas").path(name));
        }

        private Map.Entry<String, JsonNode> any(JsonNode object) {
            List<Map.Entry<String, JsonNode>> all = List.copyOf(object.properties());
            return all.get(random.nextInt(all.size()));
        }
    }

    @Test
    void tellsAFieldOfASharedObjectOnceWithEveryOperationThatShowsIt() {
        Known known = new Known(ApiVersion.V3_6, Api.WORK);
        ObjectNode swagger = WrittenSwagger.of(known.description());
        ((ObjectNode) swagger.at("/components/schemas/PermitConditionResponse/properties")).remove("comment");

        assertThat(Comparison.of(known.description(), read(MAPPER.writeValueAsBytes(swagger))))
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.kind()).isEqualTo(Difference.Kind.GONE);
                    assertThat(difference.place()).isEqualTo("answer PermitConditionResponse.comment");
                    assertThat(difference.calls())
                            .containsExactly(
                                    "GET /works/{workReferenceNumber}/permits/{permitReferenceNumber}",
                                    "GET /works/{workReferenceNumber}",
                                    "GET /works/{workReferenceNumber}/permits/{permitReferenceNumber}/alterations/{permitAlterationReferenceNumber}");
                });
    }

    private static Description read(byte[] swagger) {
        try (InputStream in = new ByteArrayInputStream(swagger)) {
            return switch (OpenApiFile.read(in)) {
                case Reading.Read(Description description) -> description;
                case Reading.Unreadable(String why) -> throw new AssertionError(why);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
