package uk.wayleave.register.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What a database tells of itself. Looking changes nothing in it.
 *
 * @param version of the server, as in {@code 18.6}
 * @param time of the server's clock when it was asked
 * @param migration the last one applied to our schema; empty where there is no schema yet
 */
public record DatabaseProbe(String version, Instant time, Optional<String> migration) {
    private static final int PATIENCE_SECONDS = 10;

    /**
     * Asks once, signed in as the schema's owner.
     *
     * @throws DatabaseSetupFailed if it cannot be used as it is; says what to do
     * @throws DatabaseUnavailable if it failed otherwise
     */
    public static DatabaseProbe of(DatabaseAddress owner) {
        PGSimpleDataSource source = owner.dataSource();
        source.setApplicationName("wayleave-probe");
        source.setConnectTimeout(PATIENCE_SECONDS);
        source.setLoginTimeout(PATIENCE_SECONDS);
        source.setSocketTimeout(PATIENCE_SECONDS);
        source.setReadOnly(true);
        source.setLogServerErrorDetail(false);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            Optional<String> migration = hasSchema(statement) ? lastMigration(statement) : Optional.empty();
            try (ResultSet row =
                    statement.executeQuery("select current_setting('server_version'), clock_timestamp()")) {
                row.next();
                return new DatabaseProbe(
                        row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant(), migration);
            }
        } catch (SQLException e) {
            throw Schema.explained(owner, e);
        }
    }

    private static boolean hasSchema(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("select to_regclass('" + Schema.NAME + ".flyway_schema_history') is not null")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static Optional<String> lastMigration(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "select version from " + Schema.NAME
                        + ".flyway_schema_history where success and version is not null order by installed_rank desc limit 1")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }
}
