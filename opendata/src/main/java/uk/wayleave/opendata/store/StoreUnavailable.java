package uk.wayleave.opendata.store;

import java.sql.SQLException;

/**
 * The database could not do what was asked. Nothing may be acknowledged because of it. Carries the SQLSTATE, never a
 * statement or a value.
 */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreUnavailable(SQLException cause) {
        super("The store of open data cannot be used (SQLSTATE " + cause.getSQLState() + ").");
        setStackTrace(cause.getStackTrace());
    }

    StoreUnavailable(String why) {
        super(why);
    }
}
