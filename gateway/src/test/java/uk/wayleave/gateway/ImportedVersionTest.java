package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.wayleave.streetmanager.Api;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.description.ApiImport;
import uk.wayleave.streetmanager.description.ImportedApiFiles;
import uk.wayleave.streetmanager.description.OpenApiFile;
import uk.wayleave.streetmanager.description.Reading;

/** A version that an operator imported is served like one that came with the product, as far as it is known. */
class ImportedVersionTest {
    private static final ApiVersion V7 = new ApiVersion(7);
    private static final String PERMIT = "/work/works/" + SampleCalls.WORKS + "/permits/" + SampleCalls.WORKS + "-01";
    private static final String NOISE = "/v7/work/works/" + SampleCalls.WORKS + "/noise";

    private static final String WORK = """
            openapi: 3.0.1
            info: {title: Street Manager API, version: 7.0.1}
            paths:
              /authenticate:
                post:
                  operationId: Authenticate
                  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/AuthenticationRequest'}}}}
                  responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/AuthenticationResponse'}}}}}
              /works/{workReferenceNumber}/permits/{permitReferenceNumber}:
                get:
                  operationId: GetPermit
                  security: [{token: [Planner, Contractor, HighwayAuthority]}]
                  responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/PermitResponse'}}}}}
              /works/{workReferenceNumber}/noise:
                get:
                  operationId: GetNoise
                  security: [{token: [Planner]}]
                  responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/PermitResponse'}}}}}
            components:
              schemas:
                AuthenticationRequest:
                  type: object
                  properties: {emailAddress: {type: string}, password: {type: string}}
                AuthenticationResponse:
                  type: object
                  required: [idToken, accessToken, refreshToken, organisationReference]
                  properties:
                    idToken: {type: string}
                    accessToken: {type: string}
                    refreshToken: {type: string}
                    organisationReference: {type: string}
                PermitResponse:
                  type: object
                  required: [work_reference_number, permit_reference_number, promoter_swa_code, highway_authority_swa_code, neighbour, decibels]
                  properties:
                    work_reference_number: {type: string}
                    permit_reference_number: {type: string}
                    promoter_swa_code: {type: string}
                    highway_authority_swa_code: {type: string}
                    street_name: {type: string}
                    neighbour: {type: string}
                    decibels: {type: number}
            """;

    @TempDir
    private Path directory = Path.of("");

    private AutoCloseable open = () -> {};

    @BeforeEach
    void takeIn() throws IOException {
        Reading reading = OpenApiFile.read(new ByteArrayInputStream(WORK.getBytes(StandardCharsets.UTF_8)));
        new ImportedApiFiles(directory)
                .write(
                        V7,
                        Api.WORK,
                        ApiImport.of(Catalogue.load(), V7, Api.WORK, ((Reading.Read) reading).description()));
    }

    @AfterEach
    void stop() throws Exception {
        open.close();
    }

    /** What a gateway that knows the imported files answers to the water company. */
    private Http.Answer answer(String path) throws Exception {
        open.close();
        Catalogue catalogue = Catalogue.load(directory);
        ShapedStreetManager upstream = ShapedStreetManager.start(catalogue, SampleCalls.WATER);
        upstream.answerWhole(true);
        World world = World.before(upstream.baseUri(), World.Options.usual().withCatalogue(catalogue));
        open = () -> {
            world.close();
            upstream.close();
        };
        return world.http.get(path, world.tokenForEverything(world.water));
    }

    @Test
    void releasesWhatIsKnownAndWithholdsWhatIsNot() throws Exception {
        Http.Answer answer = answer("/v7" + PERMIT);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("street_name").asString()).isEqualTo("text");
        assertThat(answer.json().path("decibels").isNull()).isTrue();
        assertThat(answer.body()).doesNotContain(ShapedJson.SECRET_TEXT, Long.toString(ShapedJson.SECRET_NUMBER));
    }

    @Test
    void isTheLatestOnceItIsThere() throws Exception {
        Http.Answer answer = answer("/latest" + PERMIT);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().has("decibels")).isTrue();
    }

    @Test
    void refusesAnOperationUntilItIsStatedHowItsOwnerIsProven() throws Exception {
        Http.Answer refused = answer(NOISE);
        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.rules()).contains("B4.no-proof-of-owner");

        Path file = directory.resolve("v7/work.json");
        String stated = Files.readString(file)
                .replaceFirst(
                        "\\{\"by\":\"UNPROVEN\"[^}]*}",
                        "{\"by\": \"WORKS\", \"parameter\": \"workReferenceNumber\", \"promoterField\":"
                                + " \"/promoter_swa_code\", \"authority\": {\"code\": \"/highway_authority_swa_code\"},"
                                + " \"source\": \"INFERRED\"}");
        Files.writeString(file, stated);

        assertThat(answer(NOISE).status()).isEqualTo(200);
    }

    @Test
    void releasesAFieldOnceItIsSaidWhatItHolds() throws Exception {
        Path file = directory.resolve("v7/classes.json");
        Files.writeString(file, Files.readString(file).replace("decibels\": \"UNCLASSIFIED", "decibels\": \"CLOSED"));

        Http.Answer answer = answer("/v7" + PERMIT);

        assertThat(answer.json().path("decibels").asInt()).isEqualTo(7);
    }
}
