package uk.wayleave.opendata.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import uk.wayleave.register.postgres.Annex;
import uk.wayleave.register.postgres.DatabaseTimeouts;
import uk.wayleave.register.postgres.RoleKey;
import uk.wayleave.register.postgres.TemporaryPostgres;

/** Fresh stores for tests, and looks into them. */
public final class Stores {
    private Stores() {}

    public static Annex.Plan plan() {
        return new Annex.Plan(
                OpenDataSchema.NAME,
                OpenDataSchema.MIGRATIONS,
                8,
                new DatabaseTimeouts(
                        Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofMinutes(1), Duration.ofMinutes(5)));
    }

    public static Annex open() {
        return Annex.open(TemporaryPostgres.newDatabase(), RoleKey.of(new byte[32]), plan());
    }

    /** Rows as text, with columns separated by {@code |}. */
    public static List<String> rows(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    text.append(i > 1 ? "|" : "").append(row.getString(i));
                }
                rows.add(text.toString());
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
