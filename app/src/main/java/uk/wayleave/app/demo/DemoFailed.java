package uk.wayleave.app.demo;

/** The demonstration cannot go on; the message says at what. */
public final class DemoFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailed(String message) {
        super(message);
    }
}
