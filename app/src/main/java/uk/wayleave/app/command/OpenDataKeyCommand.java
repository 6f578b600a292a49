package uk.wayleave.app.command;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import uk.wayleave.app.serve.Storage;
import uk.wayleave.opendata.store.ApiKeys;
import uk.wayleave.opendata.store.ApiKeys.ApiKey;
import uk.wayleave.opendata.store.ApiKeys.Made;
import uk.wayleave.register.postgres.Annex;

@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        header = "Makes, lists and ends keys for more requests than an address may make.",
        description = {
            "%nReading open data needs no key. A key is sent in the header X-API-Key; it is shown once, when it is made,"
                    + " and kept nowhere. One that is ended is refused within ten seconds.%n"
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./wayleave opendata key make \"University of Thornshire\" --per-minute 6000",
            "  ./wayleave opendata key list --json",
            "  ./wayleave opendata key end 3"
        })
final class OpenDataKeyCommand implements Runnable {
    private static final int HOLDER_AT_MOST = 200;
    private static final int PER_MINUTE_AT_MOST = 1_000_000;

    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    OpenDataKeyCommand(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do with keys: make, list or end.");
    }

    @Command(name = "make", mixinStandardHelpOptions = true, description = "Makes a key and shows it, once.")
    int make(
            @Parameters(paramLabel = "HOLDER", description = "Whom it is for.") String holder,
            @Option(
                            names = "--per-minute",
                            paramLabel = "REQUESTS",
                            defaultValue = "6000",
                            description = "How many it is good for; ${DEFAULT-VALUE} if not given.")
                    int perMinute) {
        if (holder.isBlank() || holder.length() > HOLDER_AT_MOST) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Name whom the key is for, in at most " + HOLDER_AT_MOST + " characters.");
        }
        if (perMinute < 1 || perMinute > PER_MINUTE_AT_MOST) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--per-minute is a number from 1 to " + PER_MINUTE_AT_MOST + ".");
        }
        return with(keys -> {
            Made made = keys.make(holder.strip(), perMinute, clock.instant());
            out().println(made.secret());
            spec.commandLine().getErr().println("Key " + made.id() + " is made. It is not shown again.");
            return ExitCode.OK;
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists keys, those that were ended too.")
    int list(@Option(names = "--json", description = "One JSON array for scripts.") boolean json) {
        return with(keys -> {
            List<ApiKey> all = keys.all();
            if (json) {
                ArrayNode array = JsonMapper.shared().createArrayNode();
                all.forEach(key -> array.addObject()
                        .put("id", key.id())
                        .put("holder", key.holder())
                        .put("per_minute", key.perMinute())
                        .put("made", key.made().toString())
                        .put("ended", key.ended().map(Object::toString).orElse("")));
                out().println(array);
            } else if (all.isEmpty()) {
                out().println("There are no keys.");
            } else {
                all.forEach(key -> out().println(key.id() + "  " + key.perMinute() + " a minute  " + key.holder()
                        + key.ended().map(at -> "  ended " + at).orElse("")));
            }
            return ExitCode.OK;
        });
    }

    @Command(name = "end", mixinStandardHelpOptions = true, description = "Ends a key for good.")
    int end(@Parameters(paramLabel = "NUMBER", description = "As the list has it.") long id) {
        return with(keys -> {
            if (keys.end(id, clock.instant())) {
                out().println("Key " + id + " is ended.");
                return ExitCode.OK;
            }
            spec.commandLine().getErr().println("There is no key " + id + " in force; list has those that are.");
            return ExitCode.FAILED;
        });
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int with(ToIntFunction<ApiKeys> work) {
        try (Storage storage = Storage.beside(
                        ServeCommand.settings(environment), spec.commandLine().getErr()::println);
                Annex annex = storage.openData()) {
            int code = work.applyAsInt(new ApiKeys(annex.dataSource(), new SecureRandom()));
            out().flush();
            return code;
        }
    }
}
