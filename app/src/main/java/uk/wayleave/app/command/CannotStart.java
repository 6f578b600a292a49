package uk.wayleave.app.command;

/** Ends a command with {@link ExitCode#CANNOT_START}; the message says why and what to do. */
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotStart(String message) {
        super(message);
    }
}
