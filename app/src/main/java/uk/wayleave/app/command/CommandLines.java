package uk.wayleave.app.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;
import uk.wayleave.app.demo.DemoFailed;
import uk.wayleave.app.settings.Variable;
import uk.wayleave.opendata.store.StoreUnavailable;
import uk.wayleave.register.postgres.DatabaseSetupFailed;
import uk.wayleave.register.postgres.DatabaseUnavailable;
import uk.wayleave.register.postgres.PostgresDidNotStart;

/** The commands, put together. */
public final class CommandLines {
    private CommandLines() {}

    /** Runs what the arguments ask for; the result is the program's exit code. */
    public static int run(String[] arguments, Map<String, String> environment) {
        return of(environment, Clock.systemUTC()).execute(arguments);
    }

    /** For callers that want to choose where output goes. */
    public static CommandLine of(Map<String, String> environment, Clock clock) {
        CommandLine serve = new CommandLine(new ServeCommand(environment, clock));
        explainSettings(serve);
        CommandLine line = new CommandLine(new WayleaveCommand())
                .addSubcommand(new DemoCommand(environment, clock))
                .addSubcommand(serve)
                .addSubcommand(new SandboxCommand(clock))
                .addSubcommand(new CommandLine(new CatalogueCommand())
                        .addSubcommand(new CatalogueListCommand(environment))
                        .addSubcommand(new CatalogueCheckCommand(environment))
                        .addSubcommand(new CatalogueImportCommand(environment)))
                .addSubcommand(new CommandLine(new OpenDataCommand())
                        .addSubcommand(new OpenDataLoadCommand(environment, clock))
                        .addSubcommand(new OpenDataGapsCommand(environment, clock))
                        .addSubcommand(new OpenDataKeyCommand(environment, clock)))
                .addSubcommand(new CommandLine(new LedgerCommand()).addSubcommand(new LedgerVerifyCommand(environment)))
                .addSubcommand(new MayICommand(environment))
                .addSubcommand(new ScreenCommand())
                .addSubcommand(new CodeCommand(clock))
                .addSubcommand(new DoctorCommand(environment, clock));
        explainExitCodes(line);
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(environment.containsKey("NO_COLOR") ? Ansi.OFF : Ansi.AUTO));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(100);
        line.setExecutionExceptionHandler((failure, failed, _) -> explain(failure, failed));
        return line;
    }

    private static void explainSettings(CommandLine serve) {
        UsageMessageSpec help = serve.getCommandSpec().usageMessage();
        List<String> footer = new ArrayList<>(List.of(help.footer()));
        footer.add("");
        footer.add("Settings, from the environment:");
        for (Variable variable : Variable.values()) {
            footer.add("  " + variable.key());
            footer.add("      " + variable.meaning() + " (without it: " + variable.without() + ")");
        }
        help.footer(footer.toArray(String[]::new));
    }

    private static void explainExitCodes(CommandLine line) {
        line.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.explained());
        line.getSubcommands().values().forEach(CommandLines::explainExitCodes);
    }

    private static int explain(Exception failure, CommandLine line) {
        PrintWriter err = line.getErr();
        switch (failure) {
            case CannotStart expected -> err.println(expected.getMessage());
            case DemoFailed expected -> {
                err.println(expected.getMessage());
                return ExitCode.FAILED;
            }
            case PostgresDidNotStart expected -> err.println(expected.getMessage());
            case DatabaseSetupFailed expected -> err.println(expected.getMessage());
            case StoreUnavailable expected -> err.println(expected.getMessage());
            case DatabaseUnavailable expected -> err.println("The database cannot be used: " + expected.getMessage());
            default -> {
                err.println("Something failed that should not have: " + failure);
                LoggerFactory.getLogger(CommandLines.class).error("{} failed.", line.getCommandName(), failure);
                return ExitCode.FAILED;
            }
        }
        return ExitCode.CANNOT_START;
    }
}
