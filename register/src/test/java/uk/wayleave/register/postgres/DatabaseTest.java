package uk.wayleave.register.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private static final RoleKey KEY = RoleKey.of(new byte[32]);
    private static final UUID HERE = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID THERE = UUID.fromString("00000000-0000-0000-0000-00000000000b");

    private static DatabaseAddress address = TemporaryPostgres.newDatabase();
    private static Database database = Database.open(address, KEY);

    @BeforeAll
    static void makeATableOfTwoControllers() throws SQLException {
        asOwner("CREATE TABLE wayleave.thing (controller uuid NOT NULL, name text CONSTRAINT one_name UNIQUE)");
        asOwner("ALTER TABLE wayleave.thing ENABLE ROW LEVEL SECURITY");
        asOwner("CREATE POLICY own ON wayleave.thing USING (controller ="
                + " nullif(current_setting('wayleave.controller', true), '')::uuid)");
        asOwner("GRANT SELECT, INSERT, UPDATE, DELETE ON wayleave.thing TO " + quoted(DatabaseRole.TENANT));
        asOwner("INSERT INTO wayleave.thing VALUES ('" + HERE + "', 'ours'), ('" + THERE + "', 'theirs')");
    }

    @AfterAll
    static void close() {
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
            "SET ROLE wayleave",
            "SET SESSION AUTHORIZATION wayleave",
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

    private static void asOwner(String sql) throws SQLException {
        try (Connection connection = address.dataSource().getConnection()) {
            run(connection, sql);
        }
    }

    private static String quoted(DatabaseRole role) {
        return SqlIdentifier.quoted(role.nameIn(address.database()));
    }
}
