package uk.wayleave.register.postgres;

/** The database cannot be made ready as it is; the message says why and what its operator can do, without secrets. */
public final class DatabaseSetupFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseSetupFailed(String message) {
        super(message);
    }
}
