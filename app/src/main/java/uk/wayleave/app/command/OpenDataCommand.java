package uk.wayleave.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "opendata",
        mixinStandardHelpOptions = true,
        header = "Loads Street Manager's open data, says what is missing of it, and makes keys to it.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./wayleave opendata load 09.zip",
            "  ./wayleave opendata gaps --days 7",
            "  ./wayleave opendata key list"
        })
final class OpenDataCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what to do with open data: load, gaps or key.");
    }
}
