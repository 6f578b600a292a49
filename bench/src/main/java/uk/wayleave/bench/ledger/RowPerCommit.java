package uk.wayleave.bench.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** The plain way: a connection for each thread, which commits each row by itself. */
final class RowPerCommit implements Subject {
    /** About as long as the canonical bytes of a release. */
    private static final int BODY_BYTES = 700;

    /** Opens one more connection to the database. */
    @FunctionalInterface
    interface Connections {
        Connection open() throws SQLException;
    }

    private final Connections database;

    private RowPerCommit(Connections database) {
        this.database = database;
    }

    static RowPerCommit in(Connections database) throws SQLException {
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE entry (
                        sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                        id uuid NOT NULL UNIQUE,
                        controller uuid NOT NULL,
                        at timestamptz NOT NULL,
                        body bytea NOT NULL)""");
        }
        return new RowPerCommit(database);
    }

    @Override
    public String title() {
        return "one commit for each row";
    }

    @Override
    public Appender appender() throws SQLException {
        Connection connection = database.open();
        PreparedStatement insert =
                connection.prepareStatement("INSERT INTO entry (id, controller, at, body) VALUES (?, ?, ?, ?)");
        UUID controller = UUID.randomUUID();
        byte[] body = new byte[BODY_BYTES];
        return new Appender() {
            @Override
            public void append() throws SQLException {
                insert.setObject(1, UUID.randomUUID());
                insert.setObject(2, controller);
                insert.setObject(3, Instant.now().atOffset(ZoneOffset.UTC));
                insert.setBytes(4, body);
                insert.executeUpdate();
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }
}
