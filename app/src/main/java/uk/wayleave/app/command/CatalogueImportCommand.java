package uk.wayleave.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.wayleave.app.serve.Catalogues;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.description.ApiImport;
import uk.wayleave.streetmanager.description.ImportedApi;
import uk.wayleave.streetmanager.description.ImportedApiFiles;

@Command(
        name = "import",
        header = "Takes swagger files of Street Manager's API into the catalogue.",
        description = {
            "%nAn operation that the catalogue knows, by API, method and path, takes over its facts. Any other is off, and"
                    + " nothing of it is released, until its roles and the proof of whose records it shows are stated. A"
                    + " field that the catalogue does not know is withheld until somebody says what it holds.%n",
            "Writes vN/API.json and vN/classes.json in the directory catalogue of the home; both are to be edited by hand"
                    + " and say how. They are taken up when ./wayleave serve starts.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./wayleave catalogue import --version v7 work-swagger.json party-swagger.json",
            "  ./wayleave catalogue import --version v6 --replace work-swagger.json"
        })
final class CatalogueImportCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @SuppressWarnings("UnusedVariable") // picocli acts on it; the usual mixin would bring a --version of its own
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    @Parameters(paramLabel = "SWAGGER", arity = "1..*", description = "The files.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--version", paramLabel = "vN", required = true, description = "The version they describe.")
    private String version = "";

    @Option(
            names = "--api",
            paramLabel = "API",
            description = "The API they describe: work, reporting and so on (default: the one that each names).")
    private @Nullable String api;

    @Option(names = "--replace", description = "Take the place of an API that was imported before.")
    private boolean replace;

    CatalogueImportCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Catalogue catalogue = CatalogueOptions.catalogue(environment);
        CatalogueOptions options = new CatalogueOptions(spec, catalogue);
        ApiVersion into = options.version(version).orElseThrow();
        Path directory = Catalogues.directory(ServeCommand.settings(environment).home());
        ImportedApiFiles written = new ImportedApiFiles(directory);
        try {
            List<SwaggerFiles.Held> all = files.stream()
                    .map(file -> SwaggerFiles.read(file, options.version(version), options.api(api)))
                    .toList();
            for (SwaggerFiles.Held held : all) {
                if (Files.exists(written.fileOf(into, held.api())) && !replace) {
                    throw new SwaggerFiles.Unreadable("The " + held.api().segment() + " API of " + into
                            + " was imported before. Say --replace to take its place.");
                }
            }
            for (SwaggerFiles.Held held : all) {
                ImportedApi imported = ApiImport.of(catalogue, into, held.api(), held.description());
                written.write(into, held.api(), imported);
                print(held, imported, written);
            }
        } catch (SwaggerFiles.Unreadable unreadable) {
            spec.commandLine().getErr().println(unreadable.why());
            return ExitCode.CANNOT_START;
        } catch (IOException failed) {
            throw new CannotStart("The catalogue cannot be written to " + directory + ": " + failed.getMessage());
        }
        // What was written must be what the next start can read.
        Catalogues.of(ServeCommand.settings(environment).home());
        return ExitCode.OK;
    }

    private void print(SwaggerFiles.Held held, ImportedApi imported, ImportedApiFiles written) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(held.version() + "/" + held.api().segment() + ": "
                + imported.operations().size() + " operations in " + written.fileOf(held.version(), held.api()));
        list(out, "Off until enabled, for their roles are not documented", imported.off());
        list(out, "Refused until the proof of whose records they show is stated", imported.unproven());
        list(out, "Left out", imported.leftOut());
        list(
                out,
                "Withheld until said what they hold, in " + written.classesOf(held.version()),
                List.copyOf(imported.unclassified()));
        out.flush();
    }

    private static void list(PrintWriter out, String what, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println("  " + what + " (" + lines.size() + "):");
            lines.forEach(line -> out.println("    " + line));
        }
    }
}
