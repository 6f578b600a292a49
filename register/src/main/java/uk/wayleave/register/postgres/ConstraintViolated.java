package uk.wayleave.register.postgres;

import java.sql.SQLException;

/**
 * The transaction was rolled back because what it would have written breaks a constraint of the schema. Names the
 * constraint, never the values.
 */
public final class ConstraintViolated extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String constraint;
    private final String sqlState;

    private ConstraintViolated(String constraint, String sqlState) {
        super("The database refused a change that breaks " + (constraint.isEmpty() ? "a constraint" : constraint)
                + " (SQLSTATE " + sqlState + ").");
        this.constraint = constraint;
        this.sqlState = sqlState;
    }

    static ConstraintViolated because(SQLException cause) {
        var failure = new ConstraintViolated(SqlFailure.constraintOf(cause), SqlFailure.stateOf(cause));
        failure.setStackTrace(cause.getStackTrace());
        return failure;
    }

    /** The constraint's name in the schema; empty where the server named none (a NOT NULL column). */
    public String constraint() {
        return constraint;
    }

    /** SQLSTATE of class 23: {@code 23505} for something that exists already, and so on. */
    public String sqlState() {
        return sqlState;
    }
}
