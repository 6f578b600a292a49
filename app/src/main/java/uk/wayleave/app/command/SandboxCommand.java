package uk.wayleave.app.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.wayleave.app.serve.UntilStopped;
import uk.wayleave.sandbox.Sandbox;
import uk.wayleave.sandbox.SandboxSettings;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.people.Organisation;

@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        header = "Plays Street Manager on this machine, until it is stopped.",
        description = {
            "%nA stand-in for tests and demonstrations: fictional organisations with works, permits and comments, the"
                    + " same paths, shapes and errors as Street Manager V3.6 and V6. It listens on loopback only and"
                    + " forgets everything when it stops. GET /_sandbox/played lists what it plays.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./wayleave sandbox --port 8099",
            "  curl -s http://127.0.0.1:8099/v6/work/authenticate -H 'Content-Type: application/json' \\",
            "       -d '{\"emailAddress\":\"ACCOUNT\",\"password\":\"PASSWORD\"}'"
        })
final class SandboxCommand implements Callable<Integer> {
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8099",
            description = "Port on 127.0.0.1; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--works",
            paramLabel = "N",
            defaultValue = "24",
            description = "How many works there are to begin with (default: ${DEFAULT-VALUE}).")
    private int works;

    @Option(
            names = "--calls-per-minute",
            paramLabel = "N",
            defaultValue = "0",
            description = "Answer 429 to a source that makes more; DfT speaks of 200 (default: no limit).")
    private int callsPerMinute;

    @Option(
            names = "--password-seed",
            paramLabel = "TEXT",
            description = "Derive the accounts' passwords from this, so that they are the same after a restart.")
    private @Nullable String passwordSeed;

    SandboxCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        Sandbox sandbox = started();
        describe(sandbox, spec.commandLine().getOut());
        UntilStopped.await(sandbox);
        return ExitCode.OK;
    }

    private Sandbox started() {
        try {
            return Sandbox.start(settings(), clock);
        } catch (IllegalStateException failed) {
            throw new CannotStart(failed.getMessage() + " Choose another with --port, or --port 0 for a free one.");
        }
    }

    private SandboxSettings settings() {
        try {
            SandboxSettings settings =
                    SandboxSettings.defaults().withPort(port).withWorks(works).withCallsPerMinute(callsPerMinute);
            String seed = passwordSeed;
            return seed == null ? settings : settings.withPasswordSeed(seed);
        } catch (IllegalArgumentException wrong) {
            throw new CommandLine.ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }

    private static void describe(Sandbox sandbox, PrintWriter out) {
        out.println("Sandbox ready: " + sandbox.baseUri());
        out.println();
        for (Account account : sandbox.accounts()) {
            Organisation organisation = sandbox.organisations().stream()
                    .filter(one -> one.swaCode().equals(account.swaCode()))
                    .findFirst()
                    .orElseThrow();
            out.println("  " + account.swaCode() + "  " + organisation.name() + ", "
                    + account.role().label() + (account.invited() ? ", invited only" : ""));
            out.println("        " + account.emailAddress() + "  " + account.password());
        }
        out.println();
        out.println("Ctrl-C stops it, and it forgets everything.");
        out.flush();
    }
}
