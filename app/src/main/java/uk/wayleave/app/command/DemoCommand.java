package uk.wayleave.app.command;

import java.io.Console;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.wayleave.app.demo.Demo;
import uk.wayleave.app.serve.UntilStopped;
import uk.wayleave.app.settings.Variable;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Everything on this machine, with a story of seven calls; no set-up.",
        description = {
            "%nStarts an embedded PostgreSQL, a sandbox of Street Manager, the gateway and its control plane, loads"
                    + " two fictional Controllers and two integrators through the admin API, and shows seven calls with"
                    + " the decision, the clauses and the receipt of each. Then it stays up, prints curl lines to try,"
                    + " and writes demo.json into its home for scripts. Started again, it goes on with the same"
                    + " data.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./wayleave demo", "  ./wayleave demo --once", "  ./wayleave demo --home /tmp/wayleave-demo"})
final class DemoCommand implements Callable<Integer> {
    /** A demonstration is of this machine alone, and keeps its fictional people out of anybody's database. */
    private static final List<Variable> NOT_FOR_A_DEMONSTRATION = List.of(
            Variable.DATABASE_URL,
            Variable.BIND,
            Variable.TLS_KEYSTORE,
            Variable.TLS_KEYSTORE_PASSWORD_FILE,
            Variable.PUBLIC_CONTROL_URL);

    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--once", description = "End after the story; 0 only if every step went as it should.")
    private boolean once;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where its data are kept (default: WAYLEAVE_HOME, else .wayleave here).")
    private @Nullable Path home;

    DemoCommand(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> here = new HashMap<>(environment);
        NOT_FOR_A_DEMONSTRATION.forEach(variable -> here.remove(variable.key()));
        Path chosen = home;
        if (chosen != null) {
            here.put(Variable.HOME.key(), chosen.toAbsolutePath().toString());
        }
        boolean colour = Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent()
                && !environment.containsKey("NO_COLOR");
        Demo demo =
                Demo.play(ServeCommand.settings(here), clock, spec.commandLine().getOut(), colour);
        if (once) {
            demo.close();
            return demo.wentAsItShould() ? ExitCode.OK : ExitCode.FAILED;
        }
        demo.showWhatToTry();
        spec.commandLine().getOut().println();
        spec.commandLine().getOut().println("Ctrl-C stops it. ./wayleave ledger verify checks the ledger meanwhile.");
        spec.commandLine().getOut().flush();
        UntilStopped.await(demo);
        return ExitCode.OK;
    }
}
