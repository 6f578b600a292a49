package uk.wayleave.app.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.streetmanager.use.FieldAnswer;
import uk.wayleave.streetmanager.use.MayUse;
import uk.wayleave.streetmanager.use.Route;
import uk.wayleave.streetmanager.use.UseAnswer;
import uk.wayleave.streetmanager.use.UseAnswerJson;

@Command(
        name = "may-i",
        header = "Says from where something of Street Manager's may be had for a purpose.",
        description = {
            "%nThrough an agreement (and what that needs), from open data (and the link), or not at all, field by field."
                    + " It says what is possible; each call is judged by itself. Exit code 1 where none of it may be had.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./wayleave may-i work.GetPermit --field street_name,secondary_contact --purpose journey-planning",
            "  ./wayleave may-i GetWork --purpose manage-own-permits --json",
            "  ./wayleave may-i work.GetPermit --purpose research --with permitReferenceNumber=TSR1591199404915-01"
        })
final class MayICommand implements Callable<Integer> {
    /** Below the data plane's address, wherever that is. */
    private static final String OPEN_API = "/open";

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @SuppressWarnings("UnusedVariable") // picocli acts on it; the usual mixin would bring a --version of its own
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    @Parameters(paramLabel = "OPERATION", description = "As in work.GetPermit, or GetPermit where one API has it.")
    private String operation = "";

    @Option(names = "--purpose", paramLabel = "PURPOSE", required = true, description = "As in journey-planning.")
    private String purpose = "";

    @Option(
            names = "--field",
            paramLabel = "FIELD",
            split = ",",
            description = "A member of what it takes or answers, or a pointer to one; all if none is named.")
    private List<String> fields = List.of();

    @Option(names = "--version", paramLabel = "vN", description = "Of the API (default: the newest that has it).")
    private @Nullable String version;

    @Option(names = "--with", paramLabel = "NAME=VALUE", description = "A parameter of the call, for the link.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--json", description = "As JSON, as the open API answers at /open/may-i.")
    private boolean json;

    MayICommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        MayUse use = MayUse.of(CatalogueOptions.catalogue(environment));
        UseAnswer answer = switch (use.read(operation, Optional.ofNullable(version), purpose, fields, parameters)) {
            case MayUse.Reading.Understood understood -> use.answer(understood.question());
            case MayUse.Reading.NotUnderstood(String why) ->
                throw new CommandLine.ParameterException(spec.commandLine(), why);
        };
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(UseAnswerJson.of(answer, OPEN_API)));
        } else {
            print(answer, out);
        }
        out.flush();
        return answer.route() == Route.NOT_AT_ALL ? ExitCode.FAILED : ExitCode.OK;
    }

    private static void print(UseAnswer answer, PrintWriter out) {
        out.println(answer.operation() + " for " + answer.purpose().wireName() + ": "
                + answer.route().meaning() + ". " + answer.why());
        if (!answer.needs().isEmpty()) {
            out.println();
            out.println("What it needs:");
            answer.needs().forEach(need -> out.println("  " + need));
        }
        answer.open().ifPresent(target -> {
            out.println();
            out.println("Open data: " + OPEN_API + target);
            if (!answer.leftOut().isEmpty()) {
                out.println("  without " + String.join(", ", answer.leftOut()));
            }
        });
        if (!answer.fields().isEmpty()) {
            out.println();
            int places = answer.fields().stream()
                    .mapToInt(field -> field.place().length())
                    .max()
                    .orElse(1);
            answer.fields().forEach(field -> out.println(line(field, places)));
        }
    }

    private static String line(FieldAnswer field, int places) {
        String name = field.openName().map(open -> " Open as " + open + ".").orElse("");
        return String.format(
                "  %-" + places + "s  %-20s  %s%s", field.place(), field.route().meaning(), field.why(), name);
    }
}
