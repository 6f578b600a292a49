package uk.wayleave.opendata.store;

import java.sql.SQLException;

/**
 * The database could not do what was asked. Nothing may be acknowledged because of it. Carries the SQLSTATE, never a
 * statement or a value.
 */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean dataAtFault;

    StoreUnavailable(SQLException cause) {
        super("The store of open data cannot be used (SQLSTATE " + cause.getSQLState() + ").");
        String state = String.valueOf(cause.getSQLState());
        dataAtFault = state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
        setStackTrace(cause.getStackTrace());
    }

    StoreUnavailable(String why) {
        super(why);
        dataAtFault = false;
    }

    /** Whether the database refused a value, so that the same batch would fail again. */
    boolean isDataAtFault() {
        return dataAtFault;
    }
}
