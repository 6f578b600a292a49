package uk.wayleave.register.postgres;

import static uk.wayleave.register.postgres.SqlIdentifier.quoted;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Makes a database ready: its roles, then its schema by Flyway, on one node at a time. Signs in as the schema's owner
 * and not for longer than that takes. Needs a connection that keeps its session, so no transaction-pooling proxy.
 */
final class Schema {
    static final String NAME = "wayleave";

    /** Any number that other programs in the same database are unlikely to lock. */
    private static final long ADVISORY_LOCK = 0x5741_594C_4541_5645L;

    private static final String LOCATION = "classpath:uk/wayleave/register/migration";

    private final DatabaseAddress owner;
    private final String name;
    private final String location;
    private final Map<String, String> placeholders;
    private final RolesPreparation roles;
    private final DatabaseTimeouts timeouts;

    /** Makes sure of the roles that the migrations name, before they run. */
    @FunctionalInterface
    interface RolesPreparation {
        void prepare(Connection migrator) throws SQLException;
    }

    /** The register's own. */
    Schema(DatabaseAddress owner, DatabaseRoles roles, DatabaseTimeouts timeouts) {
        this(owner, NAME, LOCATION, placeholders(roles), roles::prepare, timeouts);
    }

    Schema(
            DatabaseAddress owner,
            String name,
            String location,
            Map<String, String> placeholders,
            RolesPreparation roles,
            DatabaseTimeouts timeouts) {
        this.owner = owner;
        this.name = name;
        this.location = location;
        this.placeholders = new HashMap<>(placeholders);
        this.placeholders.put("database", quoted(owner.database()));
        this.roles = roles;
        this.timeouts = timeouts;
    }

    void prepare() {
        PGSimpleDataSource source = ownersSource();
        try (Connection connection = source.getConnection()) {
            takeTurn(connection);
            connection.setAutoCommit(false);
            roles.prepare(connection);
            connection.commit();
            migrate(source);
        } catch (SQLException e) {
            throw explained(owner, e);
        }
    }

    /** Held by the session, and so until the connection closes, whatever becomes of this node. */
    private void takeTurn(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + ADVISORY_LOCK + ")");
        } catch (SQLException e) {
            if (!SqlFailure.stateOf(e).equals("55P03")) throw e;
            throw new DatabaseSetupFailed("Another node has been preparing " + owner.place() + " for "
                    + timeouts.preparation().toSeconds() + " s. Start this one again when that has finished.");
        }
    }

    private void migrate(PGSimpleDataSource source) {
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(source)
                    .locations(location)
                    .defaultSchema(name)
                    .createSchemas(true)
                    .cleanDisabled(true)
                    .failOnMissingLocations(true)
                    .placeholders(placeholders)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw SqlFailure.behind(e)
                    .map(sql -> explained(owner, sql))
                    .orElseGet(() -> new DatabaseSetupFailed(
                            "The schema of " + owner.place() + " cannot be brought up to date: " + e.getMessage()));
        }
    }

    private static Map<String, String> placeholders(DatabaseRoles roles) {
        Map<String, String> placeholders = new HashMap<>();
        for (DatabaseRole role : DatabaseRole.values())
            placeholders.put(role.placeholder(), quoted(roles.nameOf(role)));
        return placeholders;
    }

    private PGSimpleDataSource ownersSource() {
        PGSimpleDataSource source = owner.dataSource();
        int seconds = Math.toIntExact(timeouts.preparation().toSeconds());
        long millis = timeouts.preparation().toMillis();
        source.setApplicationName("wayleave-migrator");
        int connectSeconds = Math.toIntExact(Math.ceilDiv(timeouts.connection().toMillis(), 1000L));
        source.setConnectTimeout(connectSeconds);
        // For all of it: what takes a connection and then says nothing would be given the time of a migration.
        source.setLoginTimeout(connectSeconds + DatabaseTimeouts.GRACE_SECONDS);
        source.setSocketTimeout(seconds + DatabaseTimeouts.GRACE_SECONDS);
        source.setTcpKeepAlive(true);
        source.setLogServerErrorDetail(false);
        // The wait for a lock must end before the statement does, to be told apart.
        source.setOptions("-c statement_timeout=" + millis + " -c lock_timeout=" + (millis - 100));
        return source;
    }

    /** What came of signing in as the owner, with what to do about it. */
    static RuntimeException explained(DatabaseAddress owner, SQLException e) {
        String state = SqlFailure.stateOf(e);
        String place = owner.place();
        if (state.equals("28P01") || state.equals("28000"))
            return new DatabaseSetupFailed("The server of " + place + " refuses the user " + quoted(owner.user())
                    + ": check the user and password in " + DatabaseChoice.VARIABLE
                    + ", and the server's pg_hba.conf.");
        if (state.equals("3D000"))
            return new DatabaseSetupFailed("There is no database " + place
                    + ". An administrator can make it with: CREATE DATABASE " + quoted(owner.database()) + " OWNER "
                    + quoted(owner.user()) + ";");
        if (state.equals("42501"))
            return new DatabaseSetupFailed("The user " + quoted(owner.user()) + " lacks a right in " + place
                    + ". An administrator can make it the database's owner, which has them all, with: ALTER DATABASE "
                    + quoted(owner.database()) + " OWNER TO " + quoted(owner.user()) + "; ALTER ROLE "
                    + quoted(owner.user()) + " CREATEROLE;");
        if (state.startsWith("08"))
            return new DatabaseSetupFailed("The server of " + place + " cannot be reached, or its certificate is not"
                    + " trusted: check that it runs and that host and port in " + DatabaseChoice.VARIABLE
                    + " are its own. A server that is not on loopback must prove itself by TLS unless sslmode in the"
                    + " address says otherwise (" + e.getMessage() + ").");
        return DatabaseUnavailable.because(e, false);
    }
}
