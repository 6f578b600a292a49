package uk.wayleave.app.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
import uk.wayleave.sandbox.door.Faults;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.people.Organisation;

@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        header = "Plays Street Manager on this machine, until it is stopped.",
        description = {
            "%nA stand-in for tests and demonstrations: fictional organisations with works, permits, inspections and"
                    + " notices, the same paths, shapes and errors as Street Manager V3.6 and V6. It listens on"
                    + " loopback only and forgets everything when it stops. GET /_sandbox/played lists what it"
                    + " plays.",
            "%nWhat goes wrong on purpose is set below when it starts, and at any time by POST /_sandbox/faults with any"
                    + " of%n  " + Faults.HELP + "%n"
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
            defaultValue = "240",
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

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed and time give the same works and people (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--latency", paramLabel = "MS", description = "Every call waits this long, in milliseconds.")
    private Optional<Integer> latency = Optional.empty();

    @Option(
            names = "--next-status",
            paramLabel = "STATUS",
            description = "Answer the first calls with this status, 429 or 503, say; see --times.")
    private Optional<Integer> nextStatus = Optional.empty();

    @Option(
            names = "--slow-bodies",
            paramLabel = "MS",
            description = "Send the bodies of the first answers in ten pieces with this pause before each.")
    private Optional<Integer> slowBodies = Optional.empty();

    @Option(
            names = "--cut-bodies",
            paramLabel = "BYTES",
            description = "Break the bodies of the first answers off after so many bytes.")
    private Optional<Integer> cutBodies = Optional.empty();

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many calls --next-status, --slow-bodies and --cut-bodies are for"
                    + " (default: ${DEFAULT-VALUE}).")
    private int times;

    @Option(
            names = "--token-life",
            paramLabel = "SECONDS",
            description = "How long id and access tokens last (default: an hour).")
    private Optional<Integer> tokenLife = Optional.empty();

    @Option(
            names = "--suspend",
            paramLabel = "SWA-CODE",
            description = "An organisation that is suspended: log-in is answered 412. May be repeated.")
    private List<String> suspended = List.of();

    SandboxCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        Sandbox sandbox = started();
        spoil(sandbox.faults());
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
            SandboxSettings settings = SandboxSettings.defaults()
                    .withPort(port)
                    .withSeed(seed)
                    .withWorks(works)
                    .withCallsPerMinute(callsPerMinute);
            String seed = passwordSeed;
            return seed == null ? settings : settings.withPasswordSeed(seed);
        } catch (IllegalArgumentException wrong) {
            throw new CommandLine.ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }

    private void spoil(Faults faults) {
        try {
            latency.map(Duration::ofMillis).ifPresent(faults::latency);
            tokenLife.map(Duration::ofSeconds).ifPresent(faults::tokenLife);
            nextStatus.ifPresent(status -> faults.next(status, times));
            slowBodies.ifPresent(pause -> faults.slowBodies(Duration.ofMillis(pause), times));
            cutBodies.ifPresent(bytes -> faults.cutBodies(bytes, times));
            suspended.forEach(faults::suspend);
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
