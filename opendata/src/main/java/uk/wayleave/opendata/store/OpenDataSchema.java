package uk.wayleave.opendata.store;

/** Where the open data lives in the database. */
public final class OpenDataSchema {
    /** The schema's name. */
    public static final String NAME = "opendata";

    /** Where its migrations are, for Flyway. */
    public static final String MIGRATIONS = "classpath:uk/wayleave/opendata/migration";

    private OpenDataSchema() {}
}
