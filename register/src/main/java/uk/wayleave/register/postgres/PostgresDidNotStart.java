package uk.wayleave.register.postgres;

/** The embedded PostgreSQL cannot run here; the message says why and what to do, without secrets. */
public final class PostgresDidNotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PostgresDidNotStart(String message) {
        super(message);
    }

    PostgresDidNotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
