package uk.wayleave.register.postgres;

import java.sql.SQLException;
import java.util.Locale;

/**
 * The database could not do what was asked: gone, hanging, overloaded or refusing. Nothing may be allowed or released
 * because of it. Carries the SQLSTATE and where it happened, never a statement, a parameter or the server's message,
 * which may quote either.
 */
public final class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sqlState;
    private final boolean outcomeUnknown;

    private DatabaseUnavailable(String message, String sqlState, boolean outcomeUnknown) {
        super(message);
        this.sqlState = sqlState;
        this.outcomeUnknown = outcomeUnknown;
    }

    /** @param committing whether the commit had been asked for */
    static DatabaseUnavailable because(SQLException cause, boolean committing) {
        String state = SqlFailure.stateOf(cause);
        boolean unknown = committing && !SqlFailure.isDefiniteRollback(state);
        String message = String.format(
                Locale.ROOT,
                "The database could not do this: %s (SQLSTATE %s).%s",
                SqlFailure.explain(state),
                state,
                unknown ? " Whether the transaction was committed is unknown." : "");
        var failure = new DatabaseUnavailable(message, state, unknown);
        // Where it happened, without the driver's message.
        failure.setStackTrace(cause.getStackTrace());
        return failure;
    }

    /** SQLSTATE, five characters (PostgreSQL documentation, appendix A); {@code 00000} where there was none. */
    public String sqlState() {
        return sqlState;
    }

    /** Whether the transaction may have been committed all the same: the connection was lost at its commit. */
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }
}
