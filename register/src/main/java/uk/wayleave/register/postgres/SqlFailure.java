package uk.wayleave.register.postgres;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** Reads the driver's exceptions (SQLSTATE: PostgreSQL documentation, appendix A). */
final class SqlFailure {
    private SqlFailure() {}

    /** The SQL exception behind a failure, such as one that Spring has wrapped. */
    static Optional<SQLException> behind(Throwable failure) {
        for (@Nullable Throwable one = failure; one != null; one = one.getCause())
            if (one instanceof SQLException sql) return Optional.of(sql);
        return Optional.empty();
    }

    static RuntimeException translated(SQLException failure, boolean committing) {
        return stateOf(failure).startsWith("23")
                ? ConstraintViolated.because(failure)
                : DatabaseUnavailable.because(failure, committing);
    }

    static String stateOf(SQLException failure) {
        @Nullable String state = informative(failure).getSQLState();
        return state == null || state.length() != 5 ? "00000" : state;
    }

    static String constraintOf(SQLException failure) {
        if (!(informative(failure) instanceof PSQLException server)) return "";
        var message = server.getServerErrorMessage();
        if (message == null) return "";
        @Nullable String constraint = message.getConstraint();
        return constraint == null ? "" : constraint;
    }

    /** Whether a commit that failed so has certainly not happened. */
    static boolean isDefiniteRollback(String state) {
        return state.startsWith("23") || state.startsWith("25") || state.startsWith("40") || state.startsWith("P0");
    }

    static String explain(String state) {
        return switch (state) {
            case "57014" -> "a statement took longer than allowed";
            case "55P03" -> "a lock was not given in time";
            case "40001", "40P01" -> "it gave way to another transaction";
            case "25P03" -> "the transaction did nothing for too long";
            case "42501" -> "the role lacks a right to it";
            case "25006" -> "the server takes no writes; it may be a standby";
            case "3D000" -> "there is no such database";
            case "00000" -> "no connection was to be had, or the answer could not be read";
            default ->
                switch (state.substring(0, 2)) {
                    case "08" -> "the connection failed, or none was to be had";
                    case "28" -> "it refuses our sign-in";
                    case "53" -> "the server has run out of a resource";
                    case "57" -> "the server is stopping, starting or was told to end our session";
                    case "58", "XX" -> "the server has trouble of its own";
                    default -> "it refused a statement";
                };
        };
    }

    /** A batch's own exception says little; the one chained to it is the server's. */
    private static SQLException informative(SQLException failure) {
        if (failure instanceof PSQLException) return failure;
        @Nullable SQLException next = failure.getNextException();
        if (next != null) return next;
        return failure.getCause() instanceof SQLException cause ? cause : failure;
    }
}
