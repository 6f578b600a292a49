package uk.wayleave.streetmanager.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.wayleave.streetmanager.Content;

class OpenApiFileTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {                                                        | is no JSON (line
        {"a": 1, "a": 2}                                         | is no JSON
        just text                                                | neither openapi
        - a list                                                 | neither openapi
        [1, 2]                                                   | neither openapi
        {"swagger": "1.2"}                                       | neither openapi
        {"openapi": "2.0", "paths": {}}                          | neither openapi
        a: [b                                                    | is no JSON or YAML
        {"openapi": "3.0.0"}                                     | describes no paths
        {"openapi": "3.0.0", "paths": {"/a": {"get": {}}}}       | GET /a states no status of success
        {"openapi": "3.0.0", "paths": {"/a": {"$ref": "other.json#/a"}}} | points at another file (other.json#/a)
        {"openapi": "3.0.0", "paths": {"/a": {"$ref": "https://example.org/a"}}} | nothing is fetched
        {"openapi": "3.0.0", "paths": {"/a": {"$ref": "#/paths/~1a"}}} | points at itself
        """)
    void saysWhatIsWrongWithAFile(String text, String why) {
        assertThat(read(text))
                .asInstanceOf(type(Reading.Unreadable.class))
                .satisfies(unreadable -> assertThat(unreadable.why()).contains(why));
    }

    @Test
    void refusesAFileThatIsTooDeepOrMadeOfItself() {
        String deep = "{\"openapi\": \"3.0.0\", \"paths\": " + "{\"a\": ".repeat(10_000) + "1" + "}".repeat(10_001);
        String itself = """
                {"openapi": "3.0.0", "paths": {"/a": {"get": {"responses": {"200": {"content": {"application/json":
                {"schema": {"$ref": "#/components/schemas/A"}}}}}}}},
                "components": {"schemas": {"A": {"allOf": [{"$ref": "#/components/schemas/A"}, {"type": "object"}]}}}}""";

        assertThat(read(deep)).isInstanceOf(Reading.Unreadable.class);
        assertThat(read(itself)).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void readsTheObjectsAListTakesFromOthersAndItsOwn() {
        Description description = description("""
                openapi: 3.0.3
                info: {title: Things, version: 7.1.2}
                paths:
                  /things/{thing}:
                    parameters:
                      - {in: query, name: shade, schema: {type: array, items: {$ref: '#/components/schemas/Shade'}}}
                    get:
                      operationId: GetThing
                      security: [{token: [Planner]}, {token: [Contractor]}]
                      responses:
                        default: {description: error}
                        '200':
                          content:
                            application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}}
                components:
                  schemas:
                    Shade: {type: string, enum: [light, dark, null]}
                    Named: {type: object, properties: {name: {type: string}}, required: [name]}
                    Thing:
                      allOf:
                        - $ref: '#/components/schemas/Named'
                        - properties:
                            parent: {$ref: '#/components/schemas/Thing'}
                            shade: {nullable: true, allOf: [{$ref: '#/components/schemas/Shade'}]}
                            size: {type: [integer, 'null']}
                            place: {}
                            where: {type: object, properties: {x: {type: number}}}
                            either: {oneOf: [{type: string}, {type: number}]}
                            lost: {$ref: '#/components/schemas/Nowhere'}
                          required: [size]
                """);

        assertThat(description.number()).isEqualTo("7.1.2");
        assertThat(description.calls()).singleElement().satisfies(call -> {
            assertThat(call.name()).isEqualTo("GetThing");
            assertThat(call.line()).isEqualTo("GET /things/{}");
            assertThat(call.roles().orElseThrow()).containsExactly("Planner", "Contractor");
            assertThat(call.query()).containsExactly(Map.entry("shade", FieldType.parse("[text(Shade)]")));
            assertThat(call.answer()).contains(FieldType.parse("[Thing]"));
            assertThat(call.requestContent()).isEqualTo(Content.EMPTY);
        });
        assertThat(description.enumerations()).containsEntry("Shade", List.of("light", "dark"));
        assertThat(description.schemas().get("Thing"))
                .containsOnly(
                        member("name", "text", true),
                        member("parent", "Thing", false),
                        member("shade", "text(Shade)", false),
                        member("size", "number", true),
                        member("place", "geometry", false),
                        member("where", "Thing.where", false),
                        member("either", "geometry", false),
                        member("lost", "geometry", false));
        assertThat(description.schemas().get("Thing.where")).containsOnly(member("x", "number", false));
    }

    @Test
    void readsSwagger2() {
        Description description = description("""
                swagger: '2.0'
                produces: [application/json]
                paths:
                  /things:
                    post:
                      operationId: CreateThing
                      parameters:
                        - {in: body, name: body, schema: {$ref: '#/definitions/ThingRequest'}}
                        - {in: query, name: dry, type: boolean}
                        - {in: query, name: ids, type: array, items: {type: number}}
                      responses: {'201': {schema: {$ref: '#/definitions/ThingResponse'}}}
                  /files:
                    post:
                      parameters: [{in: formData, name: file, type: file}]
                      responses: {'204': {description: done}}
                    get:
                      produces: [text/csv]
                      responses: {'200': {schema: {type: string}}}
                definitions:
                  ThingRequest: {type: object, properties: {name: {type: string}}}
                  ThingResponse: {type: object, properties: {id: {type: integer}}, required: [id]}
                """);

        assertThat(description.calls())
                .extracting(
                        Description.Call::toString,
                        Description.Call::requestContent,
                        call -> call.request().map(FieldType::toString).orElse("-"),
                        Description.Call::status,
                        Description.Call::answerContent,
                        call -> call.answer().map(FieldType::toString).orElse("-"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "POST /things", Content.JSON, "ThingRequest", 201, Content.JSON, "ThingResponse"),
                        org.assertj.core.groups.Tuple.tuple("GET /files", Content.EMPTY, "-", 200, Content.CSV, "-"),
                        org.assertj.core.groups.Tuple.tuple(
                                "POST /files", Content.MULTIPART, "-", 204, Content.EMPTY, "-"));
        assertThat(description.calls().getFirst().query())
                .containsEntry("dry", FieldType.TRUTH)
                .containsEntry("ids", FieldType.parse("[number]"));
    }

    @Test
    void readsFiveMegabytesInASecondOrTwo() {
        StringBuilder schemas = new StringBuilder();
        for (int i = 0; i < 2500; i++) {
            schemas.append("\"S").append(i).append("\": {\"type\": \"object\", \"properties\": {");
            for (int field = 0; field < 20; field++) {
                schemas.append("\"field_")
                        .append(field)
                        .append("\": {\"type\": \"string\", \"description\": \"")
                        .append("x".repeat(60))
                        .append("\"},");
            }
            schemas.append("\"next\": {\"$ref\": \"#/components/schemas/S")
                    .append((i + 1) % 2500)
                    .append("\"}}},");
        }
        String text = "{\"openapi\": \"3.0.0\", \"paths\": {\"/a\": {\"get\": {\"responses\": {\"200\": {\"content\":"
                + " {\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/S0\"}}}}}}}},"
                + " \"components\": {\"schemas\": {" + schemas.substring(0, schemas.length() - 1) + "}}}";
        assertThat(text.length()).isGreaterThan(5_000_000);

        long start = System.nanoTime();
        Description description = description(text);

        assertThat(description.schemas()).hasSize(2500);
        assertThat(Comparison.of(description, description)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    private static Map.Entry<String, Description.Member> member(String name, String type, boolean required) {
        return Map.entry(name, new Description.Member(FieldType.parse(type), required));
    }

    private static Description description(String text) {
        return ((Reading.Read) read(text)).description();
    }

    private static Reading read(String text) {
        try {
            return OpenApiFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
