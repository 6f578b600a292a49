package uk.wayleave.app;

import java.io.IOException;
import uk.wayleave.app.command.CommandLines;
import uk.wayleave.screening.file.PdfProgram;

/** Where the program begins. */
public final class Main {
    private Main() {}

    /** @throws IOException if it is to read PDFs for another process of this program, which went away */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1 && arguments[0].equals(PdfProgram.ARGUMENT)) {
            PdfProgram.main(arguments);
            return;
        }
        System.exit(CommandLines.run(arguments, System.getenv()));
    }
}
