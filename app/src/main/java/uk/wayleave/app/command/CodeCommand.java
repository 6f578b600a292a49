package uk.wayleave.app.command;

import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.commons.codec.binary.Base32;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.wayleave.register.session.OneTimeCodes;

@Command(
        name = "code",
        mixinStandardHelpOptions = true,
        header = "Prints the one-time code of a key, as an authenticator app does.",
        description = {
            "%nFor signing in as one of the demonstration's people where no such app is at hand. The console shows the key"
                    + " when a person signs in for the first time. A key of a real person belongs into that person's app,"
                    + " not into a terminal.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./wayleave code JBSWY3DPEHPK3PXP"})
final class CodeCommand implements Callable<Integer> {
    private static final int SHORTEST = 16;

    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "KEY", description = "As the console shows it, in base 32; spaces do not count.")
    private String key = "";

    CodeCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        String compact = key.replace(" ", "").toUpperCase(Locale.ROOT);
        if (compact.length() < SHORTEST || !new Base32().isInAlphabet(compact))
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "This is no key: it has at least 16 letters and figures 2 to 7.");
        var out = spec.commandLine().getOut();
        out.println(OneTimeCodes.codeOf(new Base32().decode(compact), clock.instant()));
        out.flush();
        return ExitCode.OK;
    }
}
