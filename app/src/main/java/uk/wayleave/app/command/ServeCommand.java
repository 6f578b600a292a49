package uk.wayleave.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import uk.wayleave.app.serve.Installation;
import uk.wayleave.app.serve.UntilStopped;
import uk.wayleave.app.settings.Fault;
import uk.wayleave.app.settings.Reading;
import uk.wayleave.app.settings.Settings;
import uk.wayleave.app.settings.SettingsReader;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        header = "Runs data plane and control plane, until it is stopped.",
        description = {
            "%nKeeps everything in its home (WAYLEAVE_HOME, else .wayleave here): an embedded PostgreSQL unless"
                    + " WAYLEAVE_DATABASE_URL names one, and the master key unless WAYLEAVE_MASTER_KEY_FILE or"
                    + " WAYLEAVE_MASTER_KEY gives it. The first start makes an administrator and says where the"
                    + " password is. SIGTERM or Ctrl-C stops it in order; after a kill it starts again on the same"
                    + " data. ./wayleave doctor says what is wrong with an installation.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./wayleave serve", "  WAYLEAVE_HOME=/srv/wayleave WAYLEAVE_DATA_PORT=9000 ./wayleave serve"})
final class ServeCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ServeCommand(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Installation running = Installation.start(
                settings(environment),
                Installation.People.REAL,
                clock,
                spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
        running.certificateDoors().ifPresent(doors -> out.println("Asks for client certificates: " + doors));
        out.println("Wayleave ready: data plane " + running.dataPlane() + ", control plane " + running.controlPlane());
        out.flush();
        UntilStopped.await(running);
        return ExitCode.OK;
    }

    /** The settings of an environment, or what is wrong with them. */
    static Settings settings(Map<String, String> environment) {
        return switch (SettingsReader.read(environment, Path.of("").toAbsolutePath())) {
            case Reading.Sound(Settings settings) -> settings;
            case Reading.Faulty(List<Fault> faults) ->
                throw new CannotStart(
                        faults.stream().map(Fault::toString).collect(Collectors.joining(System.lineSeparator())));
        };
    }
}
