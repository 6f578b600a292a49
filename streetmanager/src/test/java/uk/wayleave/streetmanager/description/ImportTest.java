package uk.wayleave.streetmanager.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Tier;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.Api;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Edition;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.FieldClass;
import uk.wayleave.streetmanager.Match;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.RequestShape;
import uk.wayleave.streetmanager.Role;
import uk.wayleave.streetmanager.Shape;
import uk.wayleave.streetmanager.Treatment;

class ImportTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final ApiVersion V7 = new ApiVersion(7);
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private Path directory = Path.of("");

    static Stream<Api> apisOfV6() {
        return edition(CATALOGUE, ApiVersion.V6_0).chapters().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("apisOfV6")
    void anApiThatIsAsItWasTakesOverEveryFact(Api api) throws IOException {
        ImportedApi imported = imported(api, swagger(api));
        Catalogue loaded = loaded(api, imported);

        assertThat(imported.unclassified()).isEmpty();
        assertThat(imported.leftOut()).isEmpty();
        assertThat(loaded.version("latest")).contains(V7);
        List<Operation> before = of(CATALOGUE, ApiVersion.V6_0, api);
        List<Operation> after = of(loaded, V7, api);
        assertThat(after).hasSameSizeAs(before);
        for (Operation one : before) {
            assertSameFacts(one, operation(loaded, one.id().value()), api);
        }
    }

    /** Each API stands alone here, so a look-up in another API proves nothing. */
    private static void assertSameFacts(Operation before, Operation after, Api api) {
        assertThat(after.version()).isEqualTo(V7);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.effect()).isEqualTo(before.effect());
        assertThat(after.roles()).isEqualTo(before.roles());
        assertThat(after.tier()).isEqualTo(before.tier());
        assertThat(after.foreignTier()).isEqualTo(before.foreignTier());
        assertThat(after.treatment()).isEqualTo(before.treatment());
        assertThat(after.accountAdministration()).isEqualTo(before.accountAdministration());
        assertThat(after.takesInternalUser()).isEqualTo(before.takesInternalUser());
        assertThat(after.swaCode()).isEqualTo(before.swaCode());
        assertThat(after.parameters()).isEqualTo(before.parameters());
        assertThat(after.request().content()).isEqualTo(before.request().content());
        assertThat(after.answer().content()).isEqualTo(before.answer().content());
        if (before.request() instanceof RequestShape.Form) {
            assertThat(after.request()).isEqualTo(before.request());
        }
        assertThat(after.successStatus()).isEqualTo(before.successStatus());
        assertThat(after.repeatability()).isEqualTo(before.repeatability());
        assertThat(after.echoes()).isEqualTo(before.echoes());
        assertThat(after.openEquivalent()).isEqualTo(before.openEquivalent());
        if (api == Api.WORK || !before.ownership().toString().contains("ByLookUp")) {
            assertThat(after.ownership()).isEqualTo(before.ownership());
        } else {
            assertThat(after.ownership()).isInstanceOf(Ownership.Unproven.class);
        }
    }

    @Test
    void anOperationThatNobodyKnowsIsClosedUntilItsFactsAreStated() throws IOException {
        ObjectNode swagger = swagger(Api.WORK);
        ObjectNode operation = ((ObjectNode) swagger.path("paths"))
                .putObject("/works/{workReferenceNumber}/noise-notices")
                .putObject("post");
        operation.put("operationId", "CreateNoiseNotice");
        operation.set("requestBody", json("PermitStatusUpdateRequest"));
        operation.putObject("responses").set("201", json("PermitResponse"));

        ImportedApi imported = imported(Api.WORK, swagger);
        Operation unknown = operation(loaded(Api.WORK, imported), "work.CreateNoiseNotice");

        assertThat(imported.unproven()).containsExactly("POST /works/{workReferenceNumber}/noise-notices");
        assertThat(imported.off()).contains("POST /works/{workReferenceNumber}/noise-notices");
        assertThat(unknown.rolesDocumented()).isFalse();
        assertThat(unknown.ownership()).isInstanceOf(Ownership.Unproven.class);
        assertThat(unknown.effect()).isEqualTo(Effect.WRITE);
        assertThat(unknown.tier()).isEqualTo(Tier.T2);
        assertThat(unknown.takesInternalUser()).isTrue();
        assertThat(unknown.treatment()).isEqualTo(Treatment.FORWARD);
    }

    @Test
    void whatAdministersAccountsIsNeverForwardedWhateverItIsCalled() throws IOException {
        ObjectNode swagger = swagger(Api.PARTY);
        ObjectNode paths = (ObjectNode) swagger.path("paths");
        paths.putObject("/users/{who}/roles")
                .putObject("put")
                .putObject("responses")
                .putObject("204");
        paths.putObject("/keys").putObject("get").putObject("responses").set("200", json("KeyResponse"));
        ((ObjectNode) swagger.at("/components/schemas"))
                .putObject("KeyResponse")
                .putObject("properties")
                .putObject("api_secret")
                .put("type", "string");

        Catalogue loaded = loaded(Api.PARTY, imported(Api.PARTY, swagger));

        for (List<String> path : List.of(List.of("users", "42", "roles"), List.of("keys"))) {
            Match match = loaded.match("v7", path.size() == 1 ? "GET" : "PUT", "party", path);
            assertThat(match).isInstanceOfSatisfying(Match.Known.class, known -> {
                assertThat(known.operation().treatment()).isEqualTo(Treatment.NEVER);
                assertThat(known.operation().accountAdministration()).isTrue();
            });
        }
    }

    @Test
    void aFieldThatNobodyKnowsIsWithheldUntilSomebodySaysWhatItHolds() throws IOException {
        ObjectNode swagger = swagger(Api.WORK);
        ObjectNode permit = (ObjectNode) swagger.at("/components/schemas/PermitResponse/properties");
        permit.putObject("noise_level").put("type", "number");
        permit.putObject("site_manager_email").put("type", "string");
        // Known names: one that tells what it holds, one that tells nothing, one that may hold more than it did.
        permit.putObject("contact_name").put("type", "string");
        permit.putObject("name").put("type", "string");
        permit.putObject("permit_status").put("type", "string");
        ((tools.jackson.databind.node.ArrayNode) swagger.at("/components/schemas/PermitResponse/required"))
                .add("noise_level");

        ImportedApi imported = imported(Api.WORK, swagger);
        Catalogue loaded = loaded(Api.WORK, imported);

        assertThat(imported.unclassified())
                .containsExactly(
                        "work.PermitResponse.name",
                        "work.PermitResponse.noise_level",
                        "work.PermitResponse.permit_status",
                        "work.PermitResponse.site_manager_email");
        assertThat(field(loaded, "noise_level").fieldClass()).isEqualTo(FieldClass.UNCLASSIFIED);
        assertThat(field(loaded, "noise_level").isWithheld()).isTrue();
        assertThat(field(loaded, "noise_level").fallback()).contains("null");
        assertThat(field(loaded, "contact_name").fieldClass()).isEqualTo(FieldClass.PERSON_NAME);
        assertThat(field(loaded, "street_name").fieldClass()).isEqualTo(FieldClass.OPEN);

        Path classes = directory.resolve("v7/classes.json");
        Files.writeString(
                classes,
                Files.readString(classes)
                        .replace("noise_level\": \"UNCLASSIFIED", "noise_level\": \"CLOSED")
                        .replace("site_manager_email\": \"UNCLASSIFIED", "site_manager_email\": \"EMAIL"));
        Catalogue classified = Catalogue.load(directory);

        assertThat(field(classified, "noise_level").fieldClass()).isEqualTo(FieldClass.CLOSED);
        assertThat(field(classified, "site_manager_email").fieldClass()).isEqualTo(FieldClass.EMAIL);
        assertThat(field(classified, "name").fieldClass()).isEqualTo(FieldClass.UNCLASSIFIED);

        // What somebody has said outlives the next import.
        new ImportedApiFiles(directory).write(V7, Api.WORK, imported);
        assertThat(field(Catalogue.load(directory), "noise_level").fieldClass()).isEqualTo(FieldClass.CLOSED);
    }

    @Test
    void aProofWhoseFieldIsGoneProvesNothing() throws IOException {
        ObjectNode swagger = swagger(Api.WORK);
        ((ObjectNode) swagger.at("/components/schemas/PermitResponse/properties")).remove("promoter_swa_code");

        ImportedApi imported = imported(Api.WORK, swagger);

        assertThat(imported.unproven()).contains("GET /works/{workReferenceNumber}/permits/{permitReferenceNumber}");
        assertThat(operation(loaded(Api.WORK, imported), "work.GetPermit").ownership())
                .isInstanceOfSatisfying(
                        Ownership.Unproven.class,
                        unproven -> assertThat(unproven.why()).contains("/promoter_swa_code"));
    }

    @Test
    void takesTheRolesThatTheFileStates() throws IOException {
        ObjectNode swagger = swagger(Api.WORK);
        ((ObjectNode) swagger.at("/paths").path("/section-58s").path("post"))
                .putArray("security")
                .addObject()
                .putArray("token")
                .add("HighwayAuthority");

        Operation created = operation(loaded(Api.WORK, imported(Api.WORK, swagger)), "work.CreateSection58");

        assertThat(created.roles()).containsExactly(Role.HIGHWAY_AUTHORITY);
        assertThat(created.rolesDocumented()).isTrue();
    }

    @Test
    void whatTheCatalogueCannotHoldIsLeftOutOrNeverForwarded() throws IOException {
        ObjectNode swagger = swagger(Api.WORK);
        ObjectNode paths = (ObjectNode) swagger.path("paths");
        ObjectNode ok = MAPPER.createObjectNode();
        ok.putObject("responses").putObject("204");
        paths.putObject("/a").set("patch", ok);
        paths.putObject("/a.{kind}").set("get", ok);
        ObjectNode text = paths.putObject("/motd").putObject("get");
        text.putObject("responses")
                .putObject("200")
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("type", "string");
        ObjectNode parent = (ObjectNode) swagger.at("/components/schemas/PermitResponse/properties");
        parent.putObject("parent").put("$ref", "#/components/schemas/PermitResponse");

        ImportedApi imported = imported(Api.WORK, swagger);
        Catalogue loaded = loaded(Api.WORK, imported);

        assertThat(imported.leftOut()).hasSize(2).allMatch(line -> line.contains("/a"));
        assertThat(loaded.operations(V7).stream()
                        .filter(one -> one.path().text().equals("/motd")))
                .singleElement()
                .extracting(Operation::treatment)
                .isEqualTo(Treatment.NEVER);
        assertThat(field(loaded, "parent").fieldClass()).isEqualTo(FieldClass.UNCLASSIFIED);
        assertThat(field(loaded, "parent").shape()).isEqualTo(Shape.FreeShape.GEOMETRY);
    }

    @Test
    void anImportedApiTakesThePlaceOfTheOneThatCameWithTheProduct() throws IOException {
        ObjectNode swagger = swagger(Api.LOOKUP);
        ((ObjectNode) swagger.path("info")).put("version", "6.17.6");
        ImportedApi imported = ApiImport.of(CATALOGUE, ApiVersion.V6_0, Api.LOOKUP, read(swagger));
        new ImportedApiFiles(directory).write(ApiVersion.V6_0, Api.LOOKUP, imported);

        Catalogue loaded = Catalogue.load(directory);

        assertThat(loaded.versions()).containsExactly(ApiVersion.V3_6, ApiVersion.V6_0);
        Edition edition = edition(loaded, ApiVersion.V6_0);
        assertThat(edition.number()).isEqualTo("6.17.6");
        assertThat(edition.isImported()).isTrue();
        assertThat(loaded.operations(ApiVersion.V6_0)).hasSameSizeAs(CATALOGUE.operations(ApiVersion.V6_0));
    }

    @Test
    void damagedFilesStopTheStartAndAreNamed() throws IOException {
        new ImportedApiFiles(directory).write(V7, Api.LOOKUP, imported(Api.LOOKUP, swagger(Api.LOOKUP)));
        Path file = directory.resolve("v7/lookup.json");
        String sound = Files.readString(file);

        for (String damaged : List.of("", "{", "{}", "[]", sound.replace("\"lookup\"", "\"work\""))) {
            Files.writeString(file, damaged);
            assertThatIllegalStateException()
                    .isThrownBy(() -> Catalogue.load(directory))
                    .withMessageContaining("lookup.json");
        }
        Files.writeString(file, sound);
        for (String damaged : List.of("OPEN", "SECRET")) {
            Files.writeString(
                    directory.resolve("v7/classes.json"), "{\"classes\": {\"lookup.X.y\": \"" + damaged + "\"}}");
            assertThatIllegalStateException()
                    .isThrownBy(() -> Catalogue.load(directory))
                    .withMessageContaining("lookup.X.y")
                    .withMessageContaining("CLOSED");
        }
        Files.delete(directory.resolve("v7/classes.json"));
        Files.createDirectory(directory.resolve("new"));
        assertThatIllegalStateException()
                .isThrownBy(() -> Catalogue.load(directory))
                .withMessageContaining("no version");
    }

    @Test
    void withoutADirectoryThereIsWhatCameWithTheProduct() {
        assertThat(Catalogue.load(directory.resolve("nowhere")).versions())
                .containsExactlyElementsOf(ApiVersion.shipped());
    }

    private static ObjectNode json(String schema) {
        ObjectNode body = MAPPER.createObjectNode();
        body.putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/" + schema);
        return body;
    }

    private static Field field(Catalogue catalogue, String name) {
        AnswerShape answer = operation(catalogue, "work.GetPermit").answer();
        return ((Shape.ObjectShape) ((AnswerShape.Json) answer).shape())
                .field(name)
                .orElseThrow();
    }

    private static Operation operation(Catalogue catalogue, String id) {
        return catalogue.operation(V7, new OperationId(id)).orElseThrow();
    }

    private static List<Operation> of(Catalogue catalogue, ApiVersion version, Api api) {
        return catalogue.operations(version).stream()
                .filter(operation -> operation.api() == api)
                .toList();
    }

    private static ImportedApi imported(Api api, JsonNode swagger) throws IOException {
        return ApiImport.of(CATALOGUE, V7, api, read(swagger));
    }

    private Catalogue loaded(Api api, ImportedApi imported) throws IOException {
        new ImportedApiFiles(directory).write(V7, api, imported);
        return Catalogue.load(directory);
    }

    /** V6 as a file would describe it, but for the roles: what is documented of them is not in every file. */
    private static ObjectNode swagger(Api api) {
        Edition.Chapter chapter = Optional.ofNullable(
                        edition(CATALOGUE, ApiVersion.V6_0).chapters().get(api))
                .orElseThrow();
        Description description = CatalogueDescriptions.of("Street Manager", "7.0.1", chapter);
        ObjectNode swagger = WrittenSwagger.of(description);
        swagger.path("paths")
                .values()
                .forEach(path -> path.values().forEach(operation -> ((ObjectNode) operation).remove("security")));
        return swagger;
    }

    private static Edition edition(Catalogue catalogue, ApiVersion version) {
        return catalogue.edition(version).orElseThrow();
    }

    private static Description read(JsonNode swagger) throws IOException {
        Reading reading = OpenApiFile.read(new ByteArrayInputStream(MAPPER.writeValueAsBytes(swagger)));
        return ((Reading.Read) reading).description();
    }
}
