package uk.wayleave.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that compare and import swagger files. */
class CatalogueCheckTest {
    /** What the catalogue says of the Worklist API's last call, and one that it does not know. */
    private static final String WORKLIST = """
            openapi: 3.0.1
            info: {title: Street Manager Worklist API, version: 6.17.6}
            servers: [{url: 'https://api.example.org/v6/worklist'}]
            paths:
              /potential-works-overrunning/{permitReferenceNumber}:
                delete:
                  operationId: DeletePotentialWorksOverrunning
                  security: [{token: [HighwayAuthority]}]
                  responses: {'204': {description: done}}
              /noisy-works:
                get:
                  operationId: GetNoisyWorks
                  security: [{token: [HighwayAuthority]}]
                  responses:
                    '200':
                      content:
                        application/json:
                          schema:
                            type: array
                            items: {type: object, properties: {work_reference_number: {type: string}, noise: {type: number}}}
            """;

    @TempDir
    private Path directory = Path.of("");

    private Path file = Path.of("");
    private Terminal terminal = new Terminal();

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("worklist.yaml"), WORKLIST);
        terminal =
                new Terminal(Map.of("WAYLEAVE_HOME", directory.resolve("home").toString()));
    }

    @Test
    void printsWhatIsNewAndWhatIsGone() {
        assertThat(terminal.run("catalogue", "check", file.toString())).isEqualTo(ExitCode.FAILED);

        assertThat(terminal.out())
                .contains("v6/worklist, worklist.yaml: 7 differences")
                .contains("gone    GET /refused-permits  GetRefusedPermits")
                .contains("new     GET /noisy-works  GetNoisyWorks")
                .doesNotContain("DeletePotentialWorksOverrunning");
    }

    @Test
    void writesJsonWithTheNamesThatScriptsRelyOn() {
        assertThat(terminal.run("catalogue", "check", "--json", file.toString()))
                .isEqualTo(ExitCode.FAILED);

        JsonNode rows = JsonMapper.shared().readTree(terminal.out());
        assertThat(rows.size()).isEqualTo(7);
        for (JsonNode row : rows) {
            assertThat(List.copyOf(row.propertyNames()))
                    .containsExactlyInAnyOrder(
                            "version", "api", "kind", "operations", "place", "was", "is", "harmless");
        }
    }

    @Test
    void findsTheFilesOfDftForV36TheSameAndSeesWhichApiEachDescribes() {
        Path facts = Path.of(System.getProperty("wayleave.root", ".."))
                .resolve("../shared/street-manager/v3.6")
                .normalize();
        assumeTrue(
                Files.isDirectory(facts),
                "DfT's API files are not beside the project (../shared/street-manager/v3.6), so there is nothing to"
                        + " compare with");
        List<String> apis = List.of("work", "reporting", "lookup", "geojson", "party", "export");
        List<String> line = new ArrayList<>(List.of("catalogue", "check", "--version", "v3"));
        apis.forEach(api -> line.add(facts.resolve(api + "-swagger.json").toString()));

        assertThat(terminal.run(line.toArray(String[]::new))).as(terminal.out()).isEqualTo(ExitCode.OK);
        assertThat(terminal.out().lines())
                .containsExactlyElementsOf(apis.stream()
                        .map(api -> "v3/" + api + ", " + api + "-swagger.json: the same")
                        .toList());
    }

    @Test
    void comparesWithAnotherVersionOrApiWhereAsked() {
        terminal.run("catalogue", "check", "--version", "v3", "--api", "lookup", file.toString());

        assertThat(terminal.out()).contains("v3/lookup, worklist.yaml").contains("GetStreets");
    }

    @Test
    void saysWhatIsWrongWithAFileAndWithTheCommandLine() throws IOException {
        Path none = Files.writeString(directory.resolve("none.json"), "{\"a\": 1}");
        Path unnamed = Files.writeString(
                directory.resolve("unnamed.json"),
                "{\"openapi\": \"3.0.0\", \"info\": {\"title\": \"Street Manager API\", \"version\": \"1.0.0\"}, \"paths\": {}}");

        assertThat(terminal.run("catalogue", "check", none.toString())).isEqualTo(ExitCode.CANNOT_START);
        assertThat(terminal.err()).contains("none.json cannot be used").contains("no OpenAPI file");
        assertThat(terminal.run(
                        "catalogue", "check", directory.resolve("nowhere.json").toString()))
                .isEqualTo(ExitCode.CANNOT_START);
        assertThat(terminal.err()).contains("cannot be read");
        assertThat(terminal.run("catalogue", "check", unnamed.toString())).isEqualTo(ExitCode.CANNOT_START);
        assertThat(terminal.err()).contains("--version v6");
        assertThat(terminal.run("catalogue", "check")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.run("catalogue", "check", "--version", "six", unnamed.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.run("catalogue", "check", "--api", "pub", unnamed.toString()))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void importsAVersionThatTheListThenShows() {
        assertThat(terminal.run("catalogue", "import", "--version", "v7", file.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(terminal.out())
                .contains("v7/worklist: 2 operations")
                .contains("Refused until the proof of whose records they show is stated")
                .contains("GET /noisy-works")
                .contains("worklist.GetNoisyWorksAnswer.noise");

        assertThat(terminal.run("catalogue", "list", "--version", "v7")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("/noisy-works").contains("v7 is imported in part or whole, from 6.17.6");
        assertThat(terminal.run("catalogue", "check", "--version", "v7", file.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("v7/worklist, worklist.yaml: the same");
    }

    @Test
    void replacesWhatWasImportedOnlyWhenAsked() {
        terminal.run("catalogue", "import", "--version", "v7", file.toString());

        assertThat(terminal.run("catalogue", "import", "--version", "v7", file.toString()))
                .isEqualTo(ExitCode.CANNOT_START);
        assertThat(terminal.err()).contains("--replace");
        assertThat(terminal.run("catalogue", "import", "--version", "v7", "--replace", file.toString()))
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void namesADamagedImport() throws IOException {
        terminal.run("catalogue", "import", "--version", "v7", file.toString());
        Files.writeString(directory.resolve("home/catalogue/v7/worklist.json"), "{");

        assertThat(terminal.run("catalogue", "list")).isEqualTo(ExitCode.CANNOT_START);
        assertThat(terminal.err()).contains("worklist.json").contains("Mend it");
    }
}
