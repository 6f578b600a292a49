package uk.wayleave.app.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;

/** Runs a command as the shell would, and keeps what it printed. */
final class Terminal {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment;

    Terminal() {
        this(Map.of());
    }

    Terminal(Map<String, String> environment) {
        this.environment = environment;
    }

    int run(String... arguments) {
        CommandLine line = CommandLines.of(environment, Clock.systemUTC());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
