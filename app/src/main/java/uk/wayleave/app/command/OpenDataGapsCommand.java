package uk.wayleave.app.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import uk.wayleave.app.serve.Storage;
import uk.wayleave.opendata.store.Gap;
import uk.wayleave.opendata.store.Gaps;
import uk.wayleave.register.postgres.Annex;

@Command(
        name = "gaps",
        mixinStandardHelpOptions = true,
        header = "Says from which minutes open data looks thin.",
        description = {
            "%nDfT's stream does not tell that something is missing. This compares each ten minutes with the same ten"
                    + " minutes of the week in the other weeks of the time looked at, and names those with less than a"
                    + " quarter of the usual. Load the month's archive to mend them.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./wayleave opendata gaps", "  ./wayleave opendata gaps --days 90 --json"})
final class OpenDataGapsCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--days", paramLabel = "DAYS", description = "How far to look back; ${DEFAULT-VALUE} if not given.")
    private int days = 35;

    @Option(names = "--json", description = "One JSON array for scripts.")
    private boolean json;

    OpenDataGapsCommand(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Storage storage = Storage.beside(
                        ServeCommand.settings(environment), spec.commandLine().getErr()::println);
                Annex annex = storage.openData()) {
            Instant now = clock.instant();
            List<Gap> gaps = new Gaps(annex.dataSource()).between(now.minus(Duration.ofDays(days)), now);
            if (json) {
                ArrayNode array = JsonMapper.shared().createArrayNode();
                gaps.forEach(gap -> array.addObject()
                        .put("from", gap.from().toString())
                        .put("to", gap.to().toString())
                        .put("events", gap.events())
                        .put("usual", gap.usual()));
                out.println(array);
            } else if (gaps.isEmpty()) {
                out.println("No stretch of the last " + days + " days looks thin.");
            } else {
                gaps.forEach(gap -> out.println(String.format(
                        Locale.ROOT,
                        "%s to %s: %,d events, usually %,.0f",
                        gap.from(),
                        gap.to(),
                        gap.events(),
                        gap.usual())));
            }
            out.flush();
            return gaps.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }
    }
}
