package uk.wayleave.register.postgres;

import static uk.wayleave.register.postgres.SqlIdentifier.quoted;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A schema of another module in the register's database, with a history of migrations and a login of its own. The login
 * has no right on anything of the register, and the register's have none on it.
 */
public final class Annex implements AutoCloseable {
    private final HikariDataSource pool;

    private Annex(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * What is to be there.
     *
     * @param schema its name; the login is called after the database and it
     * @param migrations where Flyway finds them, as in {@code classpath:…}; they call the login {@code ${login}} and the
     *     database {@code ${database}}
     * @param connections the most that one node opens
     */
    public record Plan(String schema, String migrations, int connections, DatabaseTimeouts timeouts) {}

    /**
     * Makes it ready, on one node at a time, and opens it.
     *
     * @param owner signs in as the login that owns the schemas and may create roles
     * @param key the same on every node
     * @throws DatabaseSetupFailed if the database cannot be used as it is; says what to do
     * @throws DatabaseUnavailable if it failed meanwhile
     */
    public static Annex open(DatabaseAddress owner, RoleKey key, Plan plan) {
        DatabaseRoles roles = new DatabaseRoles(owner, key);
        String login = owner.database() + "_" + plan.schema();
        new Schema(
                        owner,
                        plan.schema(),
                        plan.migrations(),
                        Map.of("login", quoted(login)),
                        migrator ->
                                roles.prepare(migrator, login, !DatabaseRoles.schemaExists(migrator, plan.schema())),
                        plan.timeouts())
                .prepare();
        return new Annex(pool(roles.addressOf(login).dataSource(), login, plan));
    }

    /** Signed in as the schema's own login. Its connections commit what each statement does. */
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static HikariDataSource pool(PGSimpleDataSource source, String login, Plan plan) {
        DatabaseTimeouts timeouts = plan.timeouts();
        int connectSeconds = Math.toIntExact(Math.ceilDiv(timeouts.connection().toMillis(), 1000L));
        source.setApplicationName("wayleave-" + plan.schema());
        source.setCurrentSchema(plan.schema());
        source.setConnectTimeout(connectSeconds);
        source.setLoginTimeout(connectSeconds);
        source.setSocketTimeout(
                Math.toIntExact(Math.ceilDiv(timeouts.statement().toMillis(), 1000L) + DatabaseTimeouts.GRACE_SECONDS));
        source.setTcpKeepAlive(true);
        source.setLogServerErrorDetail(false);
        source.setOptions("-c statement_timeout=" + timeouts.statement().toMillis()
                + " -c lock_timeout=" + timeouts.lock().toMillis()
                + " -c idle_in_transaction_session_timeout="
                + timeouts.statement().multipliedBy(2).toMillis());
        HikariConfig config = new HikariConfig();
        config.setPoolName(login);
        config.setDataSource(source);
        config.setMaximumPoolSize(plan.connections());
        config.setMinimumIdle(Math.min(2, plan.connections()));
        config.setConnectionTimeout(timeouts.connection().toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
