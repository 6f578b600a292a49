package uk.wayleave.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CatalogueListTest {
    private final Terminal terminal = new Terminal();

    @Test
    void listsEveryOperationOfBothVersions() {
        assertThat(terminal.run("catalogue", "list")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("301 operations").contains("/works/{workReferenceNumber}/permits");
    }

    @Test
    void listsOneVersionOnly() {
        assertThat(terminal.run("catalogue", "list", "--version", "v3")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("111 operations").doesNotContain("v6/");
    }

    @Test
    void writesJsonWithTheNamesThatScriptsRelyOn() {
        assertThat(terminal.run("catalogue", "list", "--version", "v6", "--json"))
                .isEqualTo(ExitCode.OK);

        JsonNode rows = JsonMapper.shared().readTree(terminal.out());

        assertThat(rows.size()).isEqualTo(190);
        for (JsonNode row : rows) {
            assertThat(List.copyOf(row.propertyNames()))
                    .containsExactly(
                            "version",
                            "operation",
                            "api",
                            "method",
                            "path",
                            "effect",
                            "tier",
                            "roles",
                            "treatment",
                            "internal_user",
                            "swa_code");
            assertThat(row.get("version").stringValue()).isEqualTo("v6");
            assertThat(Set.of("read", "write", "authentication"))
                    .contains(row.get("effect").stringValue());
            assertThat(Set.of("forward", "local", "never"))
                    .contains(row.get("treatment").stringValue());
        }
    }

    @Test
    void knowsTheFactsOfOneOperation() {
        terminal.run("catalogue", "list", "--version", "v6", "--json");
        JsonNode createWork = find("work.CreateWork");

        assertThat(createWork.get("method").stringValue()).isEqualTo("POST");
        assertThat(createWork.get("path").stringValue()).isEqualTo("/works");
        assertThat(createWork.get("effect").stringValue()).isEqualTo("write");
        assertThat(createWork.get("internal_user").booleanValue()).isTrue();
        assertThat(createWork.get("roles").values())
                .extracting(JsonNode::stringValue)
                .contains("Planner");
    }

    @Test
    void refusesAVersionThatTheCatalogueLacks() {
        assertThat(terminal.run("catalogue", "list", "--version", "v9")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("no version 'v9'").contains("v3, v6");
    }

    private JsonNode find(String operation) {
        for (JsonNode row : JsonMapper.shared().readTree(terminal.out()))
            if (row.get("operation").stringValue().equals(operation)) return row;
        throw new AssertionError("There is no " + operation);
    }
}
