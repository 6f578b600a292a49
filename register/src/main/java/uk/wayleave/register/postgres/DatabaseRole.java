package uk.wayleave.register.postgres;

/**
 * A login of the program with no more rights than one kind of work needs. None owns anything, is a superuser, passes
 * row-level security or belongs to another role. The login that owns the schema (the migrator) is not among them: it is
 * the one in the configured address, and used only while the database is made ready.
 */
public enum DatabaseRole {
    /** Reads and writes what belongs to the one Controller set for the transaction. */
    TENANT,
    /** Calls the narrow functions that map a token or a client id to its Controller. */
    RESOLVER,
    /** Appends to the ledger. */
    APPENDER,
    /** Reads the views made for observing; its transactions are read-only. */
    OBSERVER;

    /** The role's name in a cluster, where roles of several databases live together. */
    String nameIn(String database) {
        return database + "_" + placeholder();
    }

    /** What migrations call it: {@code ${tenant}} and so on. */
    String placeholder() {
        return switch (this) {
            case TENANT -> "tenant";
            case RESOLVER -> "resolver";
            case APPENDER -> "appender";
            case OBSERVER -> "observer";
        };
    }
}
