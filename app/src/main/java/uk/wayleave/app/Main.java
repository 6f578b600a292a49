package uk.wayleave.app;

import uk.wayleave.app.command.CommandLines;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(CommandLines.run(arguments, System.getenv()));
    }
}
