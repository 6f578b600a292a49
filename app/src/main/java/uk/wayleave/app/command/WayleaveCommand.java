package uk.wayleave.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "wayleave",
        mixinStandardHelpOptions = true,
        version = "Wayleave 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CommandLine.HelpCommand.class,
        headerHeading = "%n",
        header = {
            "Lets a council or utility give a third party's product access to Street Manager",
            "without giving away its password, its data or its answerability.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./wayleave demo                  Everything on this machine, with a story of seven calls",
            "  ./wayleave catalogue list --version v6",
            "  ./wayleave doctor                What is wrong with this installation, and how to mend it",
            "  ./wayleave help serve            More of one command"
        })
final class WayleaveCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say which command to run.");
    }
}
