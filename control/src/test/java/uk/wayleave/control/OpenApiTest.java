package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The OpenAPI document by itself. That it is true of what is served, {@link Contract} checks in every test of this
 * module; that no endpoint is missing from it, {@link RolesTest}.
 */
class OpenApiTest {
    private static final Town TOWN = new Town();
    private static final JsonNode DOCUMENT = TOWN.nobody.contract().document();

    @AfterAll
    static void close() {
        TOWN.close();
    }

    private static List<JsonNode> operations() {
        List<JsonNode> operations = new ArrayList<>();
        for (JsonNode path : DOCUMENT.get("paths")) for (JsonNode operation : path) operations.add(operation);
        return operations;
    }

    @Test
    void isOpenApi31AndServedToAnybody() {
        Answer answer = TOWN.nobody.get("/api/openapi.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/openapi")).isEqualTo("3.1.0");
    }

    @Test
    void namesEachOperationOnceAndSaysWhatItDoes() {
        assertThat(operations()).hasSizeGreaterThan(60);
        assertThat(operations())
                .extracting(operation -> operation.get("operationId").asString())
                .doesNotHaveDuplicates();
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(operation.get("summary").asString()).isNotBlank();
            assertThat(operation.get("security")).isNotNull();
            assertThat(operation.get("responses").has("default")).isTrue();
        });
    }

    @Test
    void declaresEveryVariableOfEveryPath() {
        for (var path : DOCUMENT.get("paths").properties())
            for (JsonNode operation : path.getValue()) {
                List<String> declared = operation
                        .path("parameters")
                        .valueStream()
                        .filter(parameter -> parameter.get("in").asString().equals("path"))
                        .map(parameter -> "{" + parameter.get("name").asString() + "}")
                        .toList();
                List<String> wanted = java.util.regex.Pattern.compile("\\{[A-Za-z]+}")
                        .matcher(path.getKey())
                        .results()
                        .map(java.util.regex.MatchResult::group)
                        .toList();
                assertThat(declared).as(path.getKey()).isEqualTo(wanted);
            }
    }

    @Test
    void refersOnlyToSchemasItHas() {
        for (JsonNode reference : DOCUMENT.findValues("$ref"))
            assertThat(DOCUMENT.at(reference.asString().substring(1)).isObject())
                    .as(reference.asString())
                    .isTrue();
    }

    @Test
    void saysThatUnknownMembersAreRefused() {
        assertThat(DOCUMENT.at("/components/schemas/NewController/additionalProperties")
                        .asBoolean(true))
                .isFalse();
        assertThat(DOCUMENT.at("/components/schemas/NewController/required").toString())
                .isEqualTo("[\"name\"]");
    }
}
