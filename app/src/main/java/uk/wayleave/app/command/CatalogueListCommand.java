package uk.wayleave.app.command;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Edition;

@Command(
        name = "list",
        header = "Lists every operation of Street Manager's API that Wayleave knows.",
        description = {
            "%nWhat is not in this list is refused. Columns: version and API, method and path below them, read or"
                    + " write, tier of what a normal answer may hold (T0 open, T1 any Street Manager user, T2 own"
                    + " organisation, T3 special), what the gateway does with it, and the roles that may call it.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./wayleave catalogue list --version v6",
            "  ./wayleave catalogue list --version v3 --json | jq '.[] | select(.effect == \"write\") | .path'"
        })
final class CatalogueListCommand implements Callable<Integer> {
    private static final int WIDEST_PATH = 72;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @SuppressWarnings("UnusedVariable") // picocli acts on it; the usual mixin would bring a --version of its own
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    @Option(names = "--version", paramLabel = "vN", description = "Only this version of the API (default: all).")
    private @Nullable String version;

    @Option(names = "--json", description = "As a JSON array, one object for each operation.")
    private boolean json;

    CatalogueListCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Catalogue catalogue = CatalogueOptions.catalogue(environment);
        List<CatalogueRow> rows = rows(catalogue, chosenVersion(catalogue));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(rows));
        } else {
            print(rows, out);
            imported(catalogue).forEach(out::println);
        }
        out.flush();
        return ExitCode.OK;
    }

    private Optional<ApiVersion> chosenVersion(Catalogue catalogue) {
        String asked = version;
        if (asked == null) return Optional.empty();
        Optional<ApiVersion> known = catalogue.version(asked);
        if (known.isEmpty())
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "There is no version '" + asked + "' in the catalogue; there are "
                            + String.join(
                                    ", ",
                                    catalogue.versions().stream()
                                            .map(ApiVersion::segment)
                                            .toList())
                            + ".");
        return known;
    }

    /** What an operator brought, and the number it has. */
    private static List<String> imported(Catalogue catalogue) {
        return catalogue.versions().stream()
                .flatMap(version -> catalogue.edition(version).stream())
                .filter(Edition::isImported)
                .map(edition -> edition.version() + " is imported in part or whole, from " + edition.number())
                .toList();
    }

    private static List<CatalogueRow> rows(Catalogue catalogue, Optional<ApiVersion> only) {
        return catalogue.versions().stream()
                .filter(one -> only.isEmpty() || only.get().equals(one))
                .sorted()
                .flatMap(one -> catalogue.operations(one).stream())
                .map(CatalogueRow::of)
                .toList();
    }

    private static void print(List<CatalogueRow> rows, PrintWriter out) {
        int methods = width(rows, CatalogueRow::method);
        int apis = width(rows, row -> row.version() + "/" + row.api());
        int paths = Math.min(WIDEST_PATH, width(rows, CatalogueRow::path));
        int effects = width(rows, CatalogueRow::effect);
        int treatments = width(rows, CatalogueRow::treatment);
        for (CatalogueRow row : rows) {
            String line = String.format(
                    "%-" + apis + "s  %-" + methods + "s  %-" + paths + "s  %-" + effects + "s  %s  %-" + treatments
                            + "s  %s",
                    row.version() + "/" + row.api(),
                    row.method(),
                    row.path(),
                    row.effect(),
                    row.tier(),
                    row.treatment(),
                    String.join(", ", row.roles()));
            out.println(line.stripTrailing());
        }
        out.println(rows.size() + " operations");
    }

    private static int width(List<CatalogueRow> rows, Function<CatalogueRow, String> column) {
        return rows.stream()
                .map(column)
                .map(String::length)
                .max(Comparator.naturalOrder())
                .orElse(1);
    }
}
