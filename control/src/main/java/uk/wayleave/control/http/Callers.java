package uk.wayleave.control.http;

/** Finds who a bearer token belongs to. */
@FunctionalInterface
public interface Callers {
    /**
     * @param token as it came in {@code Authorization: Bearer}
     * @throws uk.wayleave.register.postgres.DatabaseUnavailable if the register cannot tell
     */
    Caller of(String token);
}
