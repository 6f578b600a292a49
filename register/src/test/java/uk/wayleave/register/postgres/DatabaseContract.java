package uk.wayleave.register.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds on every PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseContract {
    private static final RoleKey KEY = RoleKey.of(new byte[32]);
    private static final RoleKey OTHER_KEY =
            RoleKey.of("another secret of 32 bytes, really".substring(0, 32).getBytes(US_ASCII));
    private static final DatabaseTimeouts HASTY = new DatabaseTimeouts(
            Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofMillis(250), Duration.ofSeconds(30));
    private static final UUID HERE = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID THERE = UUID.fromString("00000000-0000-0000-0000-00000000000b");

    private final DatabaseAddress address = newDatabase();
    private final Database database = Database.open(address, KEY);

    /** An empty database, signed in to as its owner, who may create roles and is no superuser. */
    abstract DatabaseAddress newDatabase();

    @BeforeAll
    void makeATableOfTwoControllers() throws SQLException {
        asOwner("CREATE TABLE wayleave.thing (controller uuid NOT NULL, name text CONSTRAINT one_name UNIQUE)");
        asOwner("ALTER TABLE wayleave.thing ENABLE ROW LEVEL SECURITY");
        asOwner("CREATE POLICY own ON wayleave.thing USING (controller ="
                + " nullif(current_setting('wayleave.controller', true), '')::uuid)");
        asOwner("GRANT SELECT, INSERT, UPDATE, DELETE ON wayleave.thing TO " + quoted(DatabaseRole.TENANT));
        asOwner("INSERT INTO wayleave.thing VALUES ('" + HERE + "', 'ours'), ('" + THERE + "', 'theirs')");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void showsATenantItsOwnRowsOnly() {
        assertThat(database.<String>inTenant(HERE, connection -> names(connection)))
                .isEqualTo("ours");
        assertThat(database.<String>inTenant(THERE, connection -> names(connection)))
                .isEqualTo("theirs");
    }

    @Test
    void showsNothingWhereNoControllerIsSet() throws SQLException {
        try (Connection connection = database.poolOf(DatabaseRole.TENANT).getConnection()) {
            assertThat(names(connection)).isEmpty();
        }
    }

    @Test
    void forgetsTheControllerWithTheTransaction() {
        assertThat(database.<String>inTenant(HERE, connection -> {
                    connection.commit();
                    return names(connection);
                }))
                .isEmpty();
    }

    @Test
    void refusesARowOfAnotherController() {
        var failure = catchThrowableOfType(
                DatabaseUnavailable.class, () -> database.inTenant(HERE, connection -> insert(connection, THERE, "x")));
        assertThat(failure.sqlState()).isEqualTo("42501");
        assertThat(failure.outcomeUnknown()).isFalse();
    }

    @Test
    void refusesEveryWayPastRowLevelSecurity() {
        for (String attempt : new String[] {
            "SET row_security = off; SELECT * FROM wayleave.thing",
            "ALTER TABLE wayleave.thing DISABLE ROW LEVEL SECURITY",
            "DROP POLICY own ON wayleave.thing",
            "ALTER ROLE " + quoted(DatabaseRole.TENANT) + " BYPASSRLS",
            "SET ROLE " + quoted(DatabaseRole.RESOLVER),
            "SET ROLE " + SqlIdentifier.quoted(address.user()),
            "SET SESSION AUTHORIZATION " + SqlIdentifier.quoted(address.user()),
            "CREATE TABLE wayleave.other (n int)",
            "CREATE TEMPORARY TABLE thing (n int)",
            "CREATE TABLE public.thing (n int)",
            "CREATE FUNCTION wayleave.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "TRUNCATE wayleave.thing",
            "COPY wayleave.thing TO PROGRAM 'cat'",
            "SELECT * FROM wayleave.flyway_schema_history",
        })
            assertThatThrownBy(() -> database.inTenant(HERE, connection -> run(connection, attempt)))
                    .as(attempt)
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("42501");
    }

    @Test
    void letsTheOtherRolesReadNothingTheyWereNotGranted() {
        String sql = "SELECT * FROM wayleave.thing";
        assertThatThrownBy(() -> database.asResolver(connection -> run(connection, sql)))
                .hasMessageContaining("42501");
        assertThatThrownBy(() -> database.asAppender(connection -> run(connection, sql)))
                .hasMessageContaining("42501");
        assertThatThrownBy(() -> database.asObserver(connection -> run(connection, sql)))
                .hasMessageContaining("42501");
    }

    @Test
    void letsTheObserverWriteNothing() {
        assertThatThrownBy(() -> database.asObserver(connection -> run(connection, "CREATE TEMPORARY TABLE x (n int)")))
                .isInstanceOf(DatabaseUnavailable.class);
        assertThat(database.<String>asObserver(connection -> {
                    try (var statement = connection.createStatement();
                            var row = statement.executeQuery("SHOW transaction_read_only")) {
                        row.next();
                        return row.getString(1);
                    }
                }))
                .isEqualTo("on");
    }

    @Test
    void rollsBackWhateverTheWorkThrows() {
        assertThatThrownBy(() -> database.inTenant(HERE, connection -> {
                    insert(connection, HERE, "never");
                    throw new IllegalStateException("changed our mind");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(database.<String>inTenant(HERE, connection -> names(connection)))
                .isEqualTo("ours");
    }

    @Test
    void namesAViolatedConstraintAndNoValue() {
        var failure = catchThrowableOfType(
                ConstraintViolated.class,
                () -> database.inTenant(HERE, connection -> insert(connection, HERE, "ours")));
        assertThat(failure.constraint()).isEqualTo("one_name");
        assertThat(failure.sqlState()).isEqualTo("23505");
        assertThat(failure).hasNoCause();
        assertThat(failure.getMessage()).doesNotContain("ours");
    }

    @Test
    void namesAViolatedConstraintOfABatchToo() {
        var failure = catchThrowableOfType(
                ConstraintViolated.class,
                () -> database.inTenant(HERE, connection -> {
                    try (var statement = connection.prepareStatement("INSERT INTO thing VALUES (?, ?)")) {
                        for (String name : new String[] {"new", "ours"}) {
                            statement.setObject(1, HERE);
                            statement.setString(2, name);
                            statement.addBatch();
                        }
                        return statement.executeBatch();
                    }
                }));
        assertThat(failure.constraint()).isEqualTo("one_name");
    }

    @Test
    void repeatsNoParameterInAFailure() {
        var failure = catchThrowableOfType(
                DatabaseUnavailable.class,
                () -> database.inTenant(HERE, connection -> {
                    try (var statement = connection.prepareStatement("SELECT ?::text::uuid")) {
                        statement.setString(1, "Jane Fictional");
                        return statement.execute();
                    }
                }));
        assertThat(failure.sqlState()).isEqualTo("22P02");
        assertThat(failure).hasNoCause();
        assertThat(failure.toString()).doesNotContain("Fictional");
    }

    @Test
    void opensAgainAndAtOnceOnSeveralNodes() throws Exception {
        DatabaseAddress fresh = newDatabase();
        try (var nodes = Executors.newFixedThreadPool(5)) {
            List<Callable<Database>> opening = Collections.nCopies(
                    5, () -> Database.open(fresh, KEY, new PoolSizes(1, 1, 1, 1), DatabaseTimeouts.defaults()));
            for (Future<Database> opened : nodes.invokeAll(opening))
                try (Database node = opened.get()) {
                    assertThat(node.<Boolean>inTenant(HERE, connection -> connection.isValid(1)))
                            .isTrue();
                }
        }
    }

    @Test
    void makesRolesWithoutPower() throws SQLException {
        String sql = "SELECT count(*) FROM pg_roles WHERE rolname ~ '^" + address.database()
                + "_(tenant|resolver|appender|observer)$' AND rolcanlogin AND NOT (rolsuper OR rolbypassrls OR rolinherit OR rolcreaterole OR rolcreatedb"
                + " OR rolreplication)";
        try (Connection connection = address.dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(DatabaseRole.values().length);
        }
    }

    @Test
    void refusesANodeWithAnotherMasterKey() {
        assertThatThrownBy(() -> Database.open(address, OTHER_KEY))
                .isInstanceOf(DatabaseSetupFailed.class)
                .hasMessageContaining("does not sign in with this node's master key");
        assertThat(database.<String>inTenant(HERE, connection -> names(connection)))
                .isEqualTo("ours");
    }

    @Test
    void takesOverRolesThatOutlivedAnEarlierDatabaseOfTheSameName() throws SQLException {
        DatabaseAddress fresh = newDatabase();
        try (Connection connection = fresh.dataSource().getConnection()) {
            for (DatabaseRole role : DatabaseRole.values())
                run(
                        connection,
                        "CREATE ROLE " + SqlIdentifier.quoted(role.nameIn(fresh.database()))
                                + " LOGIN NOINHERIT PASSWORD 'of long ago'");
        }
        try (Database opened = Database.open(fresh, KEY)) {
            assertThat(opened.<Boolean>inTenant(HERE, connection -> connection.isValid(1)))
                    .isTrue();
        }
    }

    @Test
    void refusesARoleThatSomebodyGaveMorePower() throws SQLException {
        DatabaseAddress fresh = newDatabase();
        try (Connection connection = fresh.dataSource().getConnection()) {
            run(
                    connection,
                    "CREATE ROLE " + SqlIdentifier.quoted(DatabaseRole.TENANT.nameIn(fresh.database()))
                            + " LOGIN NOINHERIT CREATEROLE");
        }
        assertThatThrownBy(() -> Database.open(fresh, KEY))
                .isInstanceOf(DatabaseSetupFailed.class)
                .hasMessageContaining("more power than it may have: creates roles")
                .hasMessageContaining("ALTER ROLE ");
    }

    @Test
    void tellsTheOperatorHowToLetUsCreateRoles() throws SQLException {
        DatabaseAddress fresh = newDatabase();
        String name = fresh.database() + "_weak";
        try (Connection connection = fresh.dataSource().getConnection()) {
            run(connection, "CREATE ROLE " + SqlIdentifier.quoted(name) + " LOGIN PASSWORD 'weak'");
            run(
                    connection,
                    "GRANT CREATE ON DATABASE " + SqlIdentifier.quoted(fresh.database()) + " TO "
                            + SqlIdentifier.quoted(name));
        }
        assertThatThrownBy(() -> Database.open(fresh.as(name, "weak"), KEY))
                .isInstanceOf(DatabaseSetupFailed.class)
                .hasMessageContaining("ALTER ROLE \"" + name + "\" CREATEROLE;");
    }

    @Test
    void saysWhatIsWrongWithTheSignInAndRepeatsNoPassword() {
        assertThatThrownBy(() -> Database.open(address.as(address.user(), "gu3ssed"), KEY))
                .isInstanceOf(DatabaseSetupFailed.class)
                .hasMessageContaining("check the user and password")
                .message()
                .doesNotContain("gu3ssed");
        assertThatThrownBy(() -> Database.open(address.withDatabase("nowhere"), KEY))
                .isInstanceOf(DatabaseSetupFailed.class)
                .hasMessageContaining("CREATE DATABASE \"nowhere\"");
    }

    @Test
    void givesUpAStatementThatTakesTooLong() {
        try (Database hasty = Database.open(address, KEY, new PoolSizes(1, 1, 1, 1), HASTY)) {
            var failure = catchThrowableOfType(
                    DatabaseUnavailable.class,
                    () -> hasty.inTenant(HERE, connection -> run(connection, "SELECT pg_sleep(60)")));
            assertThat(failure.sqlState()).isEqualTo("57014");
        }
    }

    @Test
    void givesUpWaitingForALock() {
        String lockIt = "SELECT * FROM thing FOR UPDATE";
        try (Database hasty = Database.open(address, KEY, new PoolSizes(1, 1, 1, 1), HASTY)) {
            var failure = catchThrowableOfType(
                    DatabaseUnavailable.class,
                    () -> database.inTenant(HERE, connection -> {
                        run(connection, lockIt);
                        return hasty.inTenant(HERE, other -> run(other, lockIt));
                    }));
            assertThat(failure.sqlState()).isEqualTo("55P03");
        }
    }

    @Test
    void givesUpWaitingForAConnection() {
        try (Database hasty = Database.open(address, KEY, new PoolSizes(1, 1, 1, 1), HASTY)) {
            var failure = catchThrowableOfType(
                    DatabaseUnavailable.class,
                    () -> hasty.inTenant(HERE, connection -> hasty.inTenant(HERE, other -> run(other, "SELECT 1"))));
            assertThat(failure).hasMessageContaining("no connection was to be had");
        }
    }

    private static int insert(Connection connection, UUID controller, String name) throws SQLException {
        try (var statement = connection.prepareStatement("INSERT INTO thing VALUES (?, ?)")) {
            statement.setObject(1, controller);
            statement.setString(2, name);
            return statement.executeUpdate();
        }
    }

    private static boolean run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private static String names(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT coalesce(string_agg(name, ','), '') FROM thing")) {
            row.next();
            return row.getString(1);
        }
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = address.dataSource().getConnection()) {
            run(connection, sql);
        }
    }

    private String quoted(DatabaseRole role) {
        return SqlIdentifier.quoted(role.nameIn(address.database()));
    }
}
