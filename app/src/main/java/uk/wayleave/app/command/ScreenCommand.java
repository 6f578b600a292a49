package uk.wayleave.app.command;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.wayleave.app.screen.ScreenRun;
import uk.wayleave.screening.Screening;

@Command(
        name = "screen",
        mixinStandardHelpOptions = true,
        header = "Looks for personal data in texts about street works.",
        description = {
            "%nA file named .csv is read as CSV (every cell is a text), .json or .ndjson as JSON (every string is one), any"
                    + " other as plain text, a text a line; - is standard input, as plain text. UTF-8. Says where and what"
                    + " class, never the text found, unless --show is given. Ends with 0 where nothing was found, 1 where"
                    + " something was, 3 where a file cannot be read.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./wayleave screen comments.csv",
            "  some-export | ./wayleave screen --json - | jq 'select(.findings != [])'"
        })
final class ScreenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to read; - is standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--json",
            description =
                    "A line for each text: {\"line\":n,\"findings\":[{\"class\",\"start\",\"end\",\"confidence\",\"rule\"}]}.")
    private boolean json;

    @Option(names = "--show", description = "The text found, too. It is personal data: take care where it goes.")
    private boolean show;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        ScreenRun run = new ScreenRun(Screening.standard(), out, err, json, show);
        for (String file : files) {
            try (Reader in = open(file)) {
                run.screen(file, in);
            } catch (IOException unreadable) {
                out.flush();
                throw new CannotStart(file + " cannot be read: " + reason(unreadable));
            }
        }
        run.summarise();
        return run.foundAny() ? ExitCode.FAILED : ExitCode.OK;
    }

    private static Reader open(String file) throws IOException {
        return file.equals("-")
                ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
                : Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8);
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case java.nio.file.NoSuchFileException _ -> "there is no such file.";
            case java.nio.charset.CharacterCodingException _ -> "it is not UTF-8.";
            default -> failure.getMessage() + ".";
        };
    }
}
