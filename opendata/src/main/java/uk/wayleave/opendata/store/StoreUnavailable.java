package uk.wayleave.opendata.store;

import java.sql.SQLException;

/**
 * The database could not do what was asked. Nothing may be acknowledged because of it. Carries the SQLSTATE, never a
 * statement or a value.
 */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** SQLSTATE of a statement that was given up. */
    private static final String GIVEN_UP = "57014";

    private final boolean dataAtFault;
    private final boolean tooSlow;

    StoreUnavailable(SQLException cause) {
        super("The store of open data cannot be used (SQLSTATE " + cause.getSQLState() + ").");
        String state = String.valueOf(cause.getSQLState());
        dataAtFault = state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
        tooSlow = state.equals(GIVEN_UP);
        setStackTrace(cause.getStackTrace());
    }

    StoreUnavailable(String why) {
        super(why);
        dataAtFault = false;
        tooSlow = false;
    }

    /** Whether it was given up since it took too long. */
    boolean isTooSlow() {
        return tooSlow;
    }

    /** Whether the database refused a value, so that the same batch would fail again. */
    boolean isDataAtFault() {
        return dataAtFault;
    }
}
