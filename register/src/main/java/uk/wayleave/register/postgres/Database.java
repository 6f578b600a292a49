package uk.wayleave.register.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The register's database, ready for use, as each of its {@linkplain DatabaseRole roles}. All work is done in
 * transactions (read committed) that are committed when the work returns and rolled back when it throws. What the
 * driver, or Spring's JDBC classes around it, throw comes out as {@link ConstraintViolated} or else as
 * {@link DatabaseUnavailable}; whatever else the work throws comes out as it is.
 *
 * <p>One unit of work must not begin another: each needs a connection of its own, and a pool can run dry on that.
 */
public final class Database implements AutoCloseable {
    private final Map<DatabaseRole, HikariDataSource> pools;

    private Database(Map<DatabaseRole, HikariDataSource> pools) {
        this.pools = pools;
    }

    /** As the other, with the default sizes and time limits. */
    public static Database open(DatabaseAddress owner, RoleKey key) {
        return open(owner, key, PoolSizes.defaults(), DatabaseTimeouts.defaults());
    }

    /**
     * Makes the database ready (roles, migrations; nodes that start at once take turns) and opens it.
     *
     * @param owner signs in as the login that owns the schema and may create roles
     * @param key the same on every node
     * @throws DatabaseSetupFailed if it cannot be used as it is; says what to do
     * @throws DatabaseUnavailable if it failed meanwhile
     */
    public static Database open(DatabaseAddress owner, RoleKey key, PoolSizes sizes, DatabaseTimeouts timeouts) {
        var roles = new DatabaseRoles(owner, key);
        new Schema(owner, roles, timeouts).prepare();
        Map<DatabaseRole, HikariDataSource> pools = new EnumMap<>(DatabaseRole.class);
        for (DatabaseRole role : DatabaseRole.values())
            pools.put(role, pool(role, roles.addressOf(role), sizes.of(role), timeouts));
        return new Database(pools);
    }

    /**
     * Works as the tenant, on what belongs to one Controller: the transaction has {@code wayleave.controller} set to
     * it, which the policies of row-level security compare with. A connection that has been used before has the empty
     * string there outside such a transaction, so policies say {@code nullif(current_setting('wayleave.controller',
     * true), '')::uuid}.
     */
    public <T extends @Nullable Object> T inTenant(UUID controller, TransactionWork<T> work) {
        return transaction(DatabaseRole.TENANT, connection -> {
            setController(connection, controller);
            return work.in(connection);
        });
    }

    /** Works as the resolver, across Controllers, by the functions it was granted. */
    public <T extends @Nullable Object> T asResolver(TransactionWork<T> work) {
        return transaction(DatabaseRole.RESOLVER, work);
    }

    /** Works as the ledger's appender. */
    public <T extends @Nullable Object> T asAppender(TransactionWork<T> work) {
        return transaction(DatabaseRole.APPENDER, work);
    }

    /** Reads as the observer. */
    public <T extends @Nullable Object> T asObserver(TransactionWork<T> work) {
        return transaction(DatabaseRole.OBSERVER, work);
    }

    /** A role's pool, for what needs connections of its own: LISTEN, metrics. Its connections do not commit alone. */
    public DataSource poolOf(DatabaseRole role) {
        return pool(role);
    }

    /** Closes every connection; work that is under way fails. */
    @Override
    public void close() {
        pools.values().forEach(HikariDataSource::close);
    }

    private <T extends @Nullable Object> T transaction(DatabaseRole role, TransactionWork<T> work) {
        Connection connection;
        try {
            connection = pool(role).getConnection();
        } catch (SQLException e) {
            throw DatabaseUnavailable.because(e, false);
        }
        try {
            T result = worked(connection, work);
            commit(connection);
            return result;
        } finally {
            giveBack(connection);
        }
    }

    private static <T extends @Nullable Object> T worked(Connection connection, TransactionWork<T> work) {
        try {
            return work.in(connection);
        } catch (SQLException e) {
            throw SqlFailure.translated(e, false);
        } catch (RuntimeException e) {
            throw SqlFailure.behind(e)
                    .map(sql -> SqlFailure.translated(sql, false))
                    .orElse(e);
        }
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw SqlFailure.translated(e, true);
        }
    }

    /** The pool rolls back what was not committed. What fails here changes nothing in what became of the work. */
    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // The pool has dropped the connection; the next one to ask gets another, or is told.
        }
    }

    private static void setController(Connection connection, UUID controller) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT set_config('wayleave.controller', ?, true)")) {
            statement.setString(1, controller.toString());
            statement.execute();
        }
    }

    private HikariDataSource pool(DatabaseRole role) {
        HikariDataSource pool = pools.get(role);
        if (pool == null) throw new IllegalStateException("Every role has a pool, but not " + role + ".");
        return pool;
    }

    private static HikariDataSource pool(
            DatabaseRole role, DatabaseAddress address, int size, DatabaseTimeouts timeouts) {
        var config = new HikariConfig();
        config.setPoolName("wayleave-" + role.placeholder());
        config.setDataSource(source(role, address, timeouts));
        config.setAutoCommit(false);
        config.setReadOnly(role == DatabaseRole.OBSERVER);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(timeouts.connection().toMillis());
        config.setValidationTimeout(Math.min(2000, timeouts.connection().toMillis()));
        // A node that starts while the server is restarting waits for it in its calls, not here.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static PGSimpleDataSource source(DatabaseRole role, DatabaseAddress address, DatabaseTimeouts timeouts) {
        PGSimpleDataSource source = address.dataSource();
        int connectSeconds = Math.toIntExact(Math.ceilDiv(timeouts.connection().toMillis(), 1000L));
        source.setApplicationName("wayleave-" + role.placeholder());
        source.setCurrentSchema(Schema.NAME);
        source.setConnectTimeout(connectSeconds);
        source.setLoginTimeout(connectSeconds);
        source.setSocketTimeout(
                Math.toIntExact(Math.ceilDiv(timeouts.statement().toMillis(), 1000L) + DatabaseTimeouts.GRACE_SECONDS));
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        // The detail of a violated constraint quotes the row.
        source.setLogServerErrorDetail(false);
        source.setOptions("-c statement_timeout=" + timeouts.statement().toMillis()
                + " -c lock_timeout=" + timeouts.lock().toMillis()
                + " -c idle_in_transaction_session_timeout="
                + timeouts.statement().multipliedBy(2).toMillis());
        return source;
    }
}
