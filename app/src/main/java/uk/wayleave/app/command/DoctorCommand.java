package uk.wayleave.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import uk.wayleave.app.doctor.Doctor;
import uk.wayleave.app.doctor.Finding;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        header = "Says what is wrong with this installation, and how to mend it.",
        description = {
            "%nLooks at the configuration, the home, the master key, the database, the clock against the database's,"
                    + " the ports, and whether Street Manager can be reached. Changes nothing. Ends with 1 if"
                    + " something is broken.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./wayleave doctor",
            "  WAYLEAVE_HOME=/srv/wayleave WAYLEAVE_STREET_MANAGER_URL=https://api.example ./wayleave doctor"
        })
final class DoctorCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DoctorCommand(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        List<Finding> findings = new Doctor(environment, Path.of("").toAbsolutePath(), clock).examine();
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> print(finding, out));
        long broken = findings.stream().filter(Finding.Broken.class::isInstance).count();
        out.println();
        out.println(broken == 0 ? "Nothing is broken." : broken + " broken.");
        out.flush();
        return broken == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void print(Finding finding, PrintWriter out) {
        switch (finding) {
            case Finding.Sound(String subject, String detail) -> line(out, "ok", subject, detail);
            case Finding.Notice(String subject, String detail, String advice) -> {
                line(out, "note", subject, detail);
                line(out, "", "", advice);
            }
            case Finding.Broken(String subject, String why, String cure) -> {
                line(out, "BROKEN", subject, why);
                if (!cure.isEmpty()) line(out, "", "", "To mend it: " + cure);
            }
            case Finding.Skipped(String subject, String because) -> line(out, "skipped", subject, because);
        }
    }

    private static void line(PrintWriter out, String verdict, String subject, String text) {
        out.printf("%-8s %-22s %s%n", verdict, subject, text);
    }
}
