package uk.wayleave.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Edition;
import uk.wayleave.streetmanager.description.CatalogueDescriptions;
import uk.wayleave.streetmanager.description.Comparison;
import uk.wayleave.streetmanager.description.Description;
import uk.wayleave.streetmanager.description.Difference;

@Command(
        name = "check",
        header = "Compares swagger files of Street Manager's API with what Wayleave knows of it.",
        description = {
            "%nPrints what is new, gone or changed, by operation and field. The files are as Street Manager serves them"
                    + " at /VERSION/API/swagger.json: OpenAPI 3 or Swagger 2, JSON or YAML, one API each. Nothing that"
                    + " they point at is fetched. Compared are methods and paths, roles, query parameters, statuses, and"
                    + " the fields of JSON bodies with their types and lists of values; not the parts of forms.%n",
            "A new value of a list, or another name for the same thing, is told but harmless: the exit code is 1 only"
                    + " where something else differs, and 3 where a file cannot be used.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./wayleave catalogue check --version v6 work-swagger.json reporting-swagger.json",
            "  ./wayleave catalogue check --version v6 --json work-swagger.json | jq '.[] | select(.harmless | not)'"
        })
final class CatalogueCheckCommand implements Callable<Integer> {
    private static final int MOST_CALLS = 3;

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

    @Option(
            names = "--version",
            paramLabel = "vN",
            description = "The version they describe (default: the one that each names).")
    private @Nullable String version;

    @Option(
            names = "--api",
            paramLabel = "API",
            description = "The API they describe: work, reporting and so on (default: the one that each names).")
    private @Nullable String api;

    @Option(names = "--json", description = "As a JSON array, one object for each difference.")
    private boolean json;

    CatalogueCheckCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /** One difference, as {@code --json} writes it. */
    private record Row(
            String version,
            String api,
            String kind,
            List<String> operations,
            String place,
            String was,
            String is,
            boolean harmless) {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Catalogue catalogue = CatalogueOptions.catalogue(environment);
        CatalogueOptions options = new CatalogueOptions(spec, catalogue);
        List<Row> rows = new ArrayList<>();
        try {
            for (Path file : files) {
                SwaggerFiles.Held held = SwaggerFiles.read(file, options.version(version), options.api(api));
                List<Difference> differences = Comparison.of(known(catalogue, held), held.description());
                differences.forEach(difference -> rows.add(row(held, difference)));
                if (!json) {
                    print(held, differences, out);
                }
            }
        } catch (SwaggerFiles.Unreadable unreadable) {
            spec.commandLine().getErr().println(unreadable.why());
            return ExitCode.CANNOT_START;
        }
        if (json) {
            out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(rows));
        }
        out.flush();
        return rows.stream().allMatch(Row::harmless) ? ExitCode.OK : ExitCode.FAILED;
    }

    /** What is known of the API: nothing, where the catalogue lacks the version or the API. */
    private static Description known(Catalogue catalogue, SwaggerFiles.Held held) {
        Optional<Edition.Chapter> chapter = catalogue
                .edition(held.version())
                .flatMap(edition -> Optional.ofNullable(edition.chapters().get(held.api())));
        return CatalogueDescriptions.of(
                held.api().segment(),
                "",
                chapter.orElseGet(() -> new Edition.Chapter(List.of(), Map.of(), Map.of(), false)));
    }

    private static Row row(SwaggerFiles.Held held, Difference difference) {
        return new Row(
                held.version().segment(),
                held.api().segment(),
                difference.kind().name().toLowerCase(Locale.ROOT),
                difference.calls(),
                difference.place(),
                difference.was(),
                difference.is(),
                difference.harmless());
    }

    private static void print(SwaggerFiles.Held held, List<Difference> differences, PrintWriter out) {
        out.println(held.version().segment() + "/" + held.api().segment() + ", "
                + held.file().getFileName() + ": " + summary(differences));
        for (Difference difference : differences) {
            out.println(("  " + String.format("%-8s", difference.kind().name().toLowerCase(Locale.ROOT))
                            + what(difference) + (difference.harmless() ? " (harmless)" : ""))
                    .stripTrailing());
            calls(difference).forEach(call -> out.println("            " + call));
        }
    }

    private static String summary(List<Difference> differences) {
        long harmless = differences.stream().filter(Difference::harmless).count();
        return differences.isEmpty()
                ? "the same"
                : differences.size()
                        + (differences.size() == 1 ? " difference" : " differences")
                        + (harmless == 0 ? "" : ", " + harmless + " of them harmless");
    }

    private static String what(Difference difference) {
        if (difference.place().isEmpty()) {
            return difference.calls().getFirst() + "  " + difference.was() + difference.is();
        }
        return difference.place() + ": "
                + switch (difference.kind()) {
                    case NEW -> difference.is();
                    case GONE -> difference.was();
                    case CHANGED -> "was " + orNone(difference.was()) + ", is " + orNone(difference.is());
                };
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "none" : text;
    }

    private static List<String> calls(Difference difference) {
        if (difference.place().isEmpty()) {
            return List.of();
        }
        List<String> all = difference.calls();
        if (all.size() <= MOST_CALLS) {
            return all;
        }
        List<String> some = new ArrayList<>(all.subList(0, MOST_CALLS));
        some.add("and " + (all.size() - MOST_CALLS) + " more");
        return some;
    }
}
