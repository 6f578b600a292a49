package uk.wayleave.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.app.serve.Storage;
import uk.wayleave.opendata.archive.ArchiveLoader;
import uk.wayleave.opendata.archive.ArchiveSource;
import uk.wayleave.opendata.store.EventStore;
import uk.wayleave.register.postgres.Annex;

@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        header = "Loads events from DfT's monthly archives.",
        description = {
            "%nTakes zip files as DfT publishes them (one JSON file for each notification), single JSON files, or all of"
                    + " both below a directory. Works beside a running ./wayleave serve on the same home. Interrupted, it"
                    + " goes on where it was when it is started again; loaded twice or in any order, nothing changes.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./wayleave opendata load permit-2026-09.zip",
            "  ./wayleave opendata load archives/ activities-2026-09.zip",
            "  ./wayleave opendata load https://opendata.manage-roadworks.service.gov.uk/permit/2026/09.zip"
        })
final class OpenDataLoadCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE.zip|DIRECTORY|URL", arity = "1..*", description = "What to load.")
    private List<String> sources = List.of();

    @Option(names = "--json", description = "One JSON object for scripts.")
    private boolean json;

    OpenDataLoadCommand(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<ArchiveSource> read;
        try {
            read = sources.stream().map(ArchiveSource::of).toList();
        } catch (IllegalArgumentException wrong) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
        try (Storage storage = Storage.beside(ServeCommand.settings(environment), err::println);
                Annex annex = storage.openData()) {
            ArchiveLoader loader = new ArchiveLoader(new EventStore(annex.dataSource()), clock);
            for (ArchiveSource source : read) {
                Instant began = clock.instant();
                ArchiveLoader.Progress all = loader.load(source, progressOn(err, began));
                out.println(json ? asJson(source, all) : inWords(source, all, began));
                out.flush();
            }
            return ExitCode.OK;
        } catch (IOException failed) {
            err.println("The load stopped: " + failed.getMessage()
                    + " What was loaded by then stays; start it again to go on.");
            return ExitCode.FAILED;
        }
    }

    private java.util.function.Consumer<ArchiveLoader.Progress> progressOn(PrintWriter err, Instant began) {
        AtomicReference<Instant> last = new AtomicReference<>(began);
        return progress -> {
            Instant now = clock.instant();
            if (Duration.between(last.get(), now).compareTo(BETWEEN_LINES) >= 0) {
                last.set(now);
                err.println(progress.archive() + ": " + counted(progress) + ", " + rate(progress, began) + " a second");
                err.flush();
            }
        };
    }

    private String inWords(ArchiveSource source, ArchiveLoader.Progress all, Instant began) {
        return source.name() + ": " + counted(all) + ", " + rate(all, began) + " a second.";
    }

    private static String counted(ArchiveLoader.Progress progress) {
        return String.format(
                Locale.ROOT,
                "%,d events, of which %,d new, %,d known, %,d unreadable; %,d loaded before",
                progress.read(),
                progress.fresh(),
                progress.repeated(),
                progress.unreadable(),
                progress.skipped());
    }

    private String rate(ArchiveLoader.Progress progress, Instant began) {
        double seconds =
                Math.max(0.001, Duration.between(began, clock.instant()).toMillis() / 1000.0);
        return String.format(Locale.ROOT, "%,.0f", progress.read() / seconds);
    }

    private static String asJson(ArchiveSource source, ArchiveLoader.Progress all) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("source", source.name())
                .put("events", all.read())
                .put("new", all.fresh())
                .put("known", all.repeated())
                .put("unreadable", all.unreadable())
                .put("loaded_before", all.skipped())
                .toString();
    }
}
