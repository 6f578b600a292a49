package uk.wayleave.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScreenCommandTest {
    @TempDir
    private Path directory;

    private final Terminal terminal = new Terminal();

    @Test
    void saysWhereItFoundWhatButNotTheTextItself() throws IOException {
        String file = file("comments.txt", "Renew 4m of main\nSpoke to Mr Haddow on 07700 900123\n");

        assertThat(terminal.run("screen", file)).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.out())
                .contains(file + ":2: 9-18 name (name.title, 0.97)")
                .contains("telephone (telephone.national, 0.95)")
                .contains("2 texts, 1 with personal data")
                .doesNotContain("Haddow");
    }

    @Test
    void showsTheTextFoundWhereAskedTo() throws IOException {
        assertThat(terminal.run("screen", "--show", file("comments.txt", "Spoke to Mr Haddow")))
                .isEqualTo(ExitCode.FAILED);
        assertThat(terminal.out()).contains("Mr Haddow");
    }

    @Test
    void endsWithNoughtWhereThereIsNothing() throws IOException {
        assertThat(terminal.run("screen", file("works.txt", "Renew 4m of main\nOutside no 14\n")))
                .isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("2 texts, 0 with personal data");
    }

    @Test
    void writesALineOfJsonForEachText() throws IOException {
        terminal.run("screen", "--json", file("comments.txt", "Renew 4m of main\nSpoke to Mr Haddow\n"));
        List<JsonNode> lines =
                terminal.out().lines().map(JsonMapper.shared()::readTree).toList();

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().toString()).isEqualTo("{\"line\":1,\"findings\":[]}");
        assertThat(lines.getLast().toString())
                .isEqualTo("{\"line\":2,\"findings\":[{\"class\":\"name\",\"start\":9,\"end\":18,\"confidence\":0.97,"
                        + "\"rule\":\"name.title\"}]}");
        assertThat(terminal.err()).contains("2 texts, 1 with personal data");
    }

    @Test
    void readsTheCellsOfCsv() throws IOException {
        String file = file("export.csv", "ref,comment\r\nA1,\"first line\nSpoke to Mr Haddow, today\"\r\nA2,fine\r\n");

        assertThat(terminal.run("screen", file)).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.out())
                .contains(file + ":2: ")
                .contains("name.title")
                .contains("6 texts, 1 with");
    }

    @Test
    void readsTheStringsOfJsonAndOfNdjson() throws IOException {
        String json = file("one.json", "{\"a\": [\"fine\",\n \"Spoke to Mr Haddow\"]}");
        String ndjson = file("many.ndjson", "{\"a\":\"fine\"}\n{\"a\":\"Spoke to Mr Haddow\"}\n");

        assertThat(terminal.run("screen", json, ndjson)).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.out())
                .contains(json + ":2: ")
                .contains(ndjson + ":2: ")
                .contains("4 texts, 2 with");
    }

    @Test
    void saysWhatCannotBeRead() throws IOException {
        assertThat(terminal.run("screen", directory.resolve("none.txt").toString()))
                .isEqualTo(ExitCode.CANNOT_START);
        assertThat(terminal.err()).contains("there is no such file");
        assertThat(terminal.run("screen", file("broken.json", "{\"a\": oops}"))).isEqualTo(ExitCode.CANNOT_START);
        assertThat(terminal.err()).contains("not JSON at line 1");
        assertThat(terminal.run("screen")).isEqualTo(ExitCode.USAGE);
    }

    private String file(String name, String content) throws IOException {
        return Files.write(directory.resolve(name), content.getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
