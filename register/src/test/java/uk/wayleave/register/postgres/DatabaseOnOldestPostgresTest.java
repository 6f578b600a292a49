package uk.wayleave.register.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The oldest version we promise to run on: Debian 12's, as an operator's own server would be. */
class DatabaseOnOldestPostgresTest extends DatabaseContract {
    private static final DebianPostgres SERVER = DebianPostgres.start(15);

    @Override
    DatabaseAddress newDatabase() {
        return SERVER.newDatabase();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void isThatVersion() throws SQLException {
        try (Connection connection = newDatabase().dataSource().getConnection()) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(15);
        }
    }
}
