package uk.wayleave.opendata.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import uk.wayleave.register.postgres.Annex;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.postgres.DatabaseAddress;
import uk.wayleave.register.postgres.DatabaseRole;
import uk.wayleave.register.postgres.RoleKey;
import uk.wayleave.register.postgres.TemporaryPostgres;

/** In one database with the register, neither reaches the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BesideTheRegisterTest {
    private final DatabaseAddress address = TemporaryPostgres.newDatabase();
    private final RoleKey key = RoleKey.of(new byte[32]);
    private final Database register = Database.open(address, key);
    private final Annex annex = Annex.open(address, key, Stores.plan());

    @AfterAll
    void close() {
        annex.close();
        register.close();
    }

    private List<String> tablesOf(String schema) throws Exception {
        List<String> names = new ArrayList<>();
        try (Connection connection = annex.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select c.relname from pg_class c join pg_namespace n on n.oid ="
                        + " c.relnamespace where n.nspname = '" + schema + "' and c.relkind in ('r', 'v', 'p')")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    @Test
    void openDatasLoginHasNoRightOnAnythingOfTheRegister() throws Exception {
        List<String> tables = tablesOf("wayleave");
        assertThat(tables).hasSizeGreaterThan(10);
        try (Connection connection = annex.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                assertThatThrownBy(() -> statement.executeQuery("select 1 from wayleave." + table))
                        .as(table)
                        .hasMessageContaining("permission denied");
            }
            try (ResultSet row = statement.executeQuery("""
                    select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = 'wayleave' and c.relkind in ('r', 'v', 'S')
                        and has_table_privilege(c.oid, 'select, insert, update, delete, truncate, references, trigger')
                    """)) {
                row.next();
                assertThat(row.getInt(1)).isZero();
            }
            try (ResultSet row = statement.executeQuery("""
                    select count(*) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                    where n.nspname = 'wayleave' and has_function_privilege(p.oid, 'execute')""")) {
                row.next();
                assertThat(row.getInt(1)).isZero();
            }
        }
    }

    @Test
    void theRegistersLoginsHaveNoRightOnOpenData() throws Exception {
        for (DatabaseRole role : DatabaseRole.values()) {
            try (Connection connection = register.poolOf(role).getConnection();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.executeQuery("select 1 from opendata.state"))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void isMadeReadyAgainWithoutHarm() {
        try (Annex again = Annex.open(address, key, Stores.plan())) {
            assertThat(Stores.rows(again.dataSource(), "select count(*) from opendata.writer_turn"))
                    .containsExactly("1");
        }
    }
}
