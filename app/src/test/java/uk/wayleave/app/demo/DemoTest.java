package uk.wayleave.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.app.command.CommandLines;

/** The main job with everything real: PostgreSQL, sandbox, gateway, control plane, HTTP. */
class DemoTest {
    private record Run(int exitCode, String output) {}

    private static Run run(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = CommandLines.of(environment, Clock.systemUTC())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return new Run(line.execute(arguments), out + "" + err);
    }

    @Test
    void tellsTheWholeStoryAsItShouldAndAgainOnTheSameData(@TempDir Path home) throws Exception {
        Run first = run(Map.of(), "demo", "--once", "--home", home.toString());
        assertThat(first.exitCode()).as(first.output()).isZero();
        assertThat(first.output())
                .contains("Street Manager's own history of", "names Jo Marlow")
                .contains("refused under A1", "A5c", "refused under B4, C5", "refused under B1", "refused under A3")
                .contains("rel=\"alternate\"")
                .contains("intact:")
                .contains("Every step went as it should.");
        assertThat(home.resolve("demo.json"))
                .satisfies(file -> assertThat(Files.getPosixFilePermissions(file))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        isAsScriptsExpect(JsonMapper.shared().readTree(Files.readString(home.resolve("demo.json"))));

        // The second start, with a usual port taken by somebody else.
        try (ServerSocket taken = new ServerSocket(0)) {
            Run second = run(
                    Map.of("WAYLEAVE_DATA_PORT", Integer.toString(taken.getLocalPort())),
                    "demo",
                    "--once",
                    "--home",
                    home.toString());
            assertThat(second.exitCode()).as(second.output()).isZero();
            assertThat(second.output()).contains("Every step went as it should.");
        }
        isAsScriptsExpect(JsonMapper.shared().readTree(Files.readString(home.resolve("demo.json"))));

        Run verified = run(Map.of("WAYLEAVE_HOME", home.toString()), "ledger", "verify", "--json");
        assertThat(verified.exitCode()).as(verified.output()).isZero();
        assertThat(verified.output()).contains("\"intact\":true");
    }

    private static void isAsScriptsExpect(JsonNode demo) {
        for (String base : new String[] {"data_plane", "control_plane", "sandbox"}) {
            assertThat(demo.path(base).asString()).startsWith("http://127.0.0.1:");
        }
        assertThat(demo.path("controllers")).hasSize(2).allSatisfy(controller -> {
            assertThat(controller.path("name").asString()).isNotEmpty();
            assertThat(controller.path("swa_codes")).isNotEmpty();
            assertThat(controller.path("works")).isNotEmpty();
            assertThat(controller.path("instructions")).isNotEmpty().allSatisfy(instruction -> {
                assertThat(instruction.path("id").asString()).hasSize(36);
                assertThat(instruction.path("product").asString()).isNotEmpty();
                assertThat(instruction.path("purpose").asString()).isNotEmpty();
                assertThat(instruction.path("operations")).isNotEmpty();
            });
        });
        assertThat(demo.at("/controllers/0/foreign_works")).isNotEmpty();
        assertThat(demo.path("products")).hasSizeGreaterThanOrEqualTo(2).allSatisfy(product -> {
            for (String member : new String[] {"name", "integrator", "controller", "client_id", "client_secret"}) {
                assertThat(product.path(member).asString()).isNotEmpty();
            }
        });
        assertThat(demo.path("people")).isNotEmpty().allSatisfy(person -> {
            assertThat(person.path("name").asString()).isNotEmpty();
            assertThat(person.path("role").asString()).isNotEmpty();
            assertThat(person.at("/sign_in/name").asString()).isNotEmpty();
            assertThat(person.at("/sign_in/password").asString()).hasSizeGreaterThan(11);
        });
    }
}
