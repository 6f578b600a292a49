package uk.wayleave.bench.opendata;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import uk.wayleave.opendata.event.OpenEvent;
import uk.wayleave.opendata.event.Reading;
import uk.wayleave.opendata.geometry.Place;
import uk.wayleave.opendata.store.Arrival;

/** The peer: SQLite with its R*Tree doing the same work: events once, the latest state of each, found by box. */
final class Sqlite implements AutoCloseable {
    private final Connection connection;

    Sqlite(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = full");
            statement.execute("pragma cache_size = -200000");
            statement.execute(
                    "create table event (reference text, time integer, number integer, content blob, hash blob,"
                            + " raw blob, primary key (reference, time, number, content)) without rowid");
            statement.execute("create table state (id integer primary key, reference text unique, time integer, number"
                    + " integer, content blob, authority text, promoter text, usrn text, street text, status text, starts"
                    + " integer, ends integer, properties text)");
            statement.execute("create index state_authority on state (authority, id)");
            statement.execute("create index state_promoter on state (promoter, id)");
            statement.execute("create index state_usrn on state (usrn, id)");
            statement.execute("create index state_street on state (street, id)");
            statement.execute("create virtual table place using rtree (id, west, east, south, north)");
        }
        connection.setAutoCommit(false);
    }

    void write(List<Arrival> arrivals) throws SQLException {
        try (PreparedStatement event =
                        connection.prepareStatement("insert or ignore into event values (?, ?, ?, ?, ?, ?)");
                PreparedStatement state = connection.prepareStatement(
                        "insert into state (reference, time, number, content, authority, promoter, usrn, street, status,"
                                + " starts, ends, properties) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict"
                                + " (reference) do update set time = excluded.time, number = excluded.number, content ="
                                + " excluded.content, status = excluded.status, starts = excluded.starts, ends ="
                                + " excluded.ends, properties = excluded.properties where (excluded.time, excluded.number,"
                                + " excluded.content) > (time, number, content) returning id");
                PreparedStatement place =
                        connection.prepareStatement("insert or replace into place values (?, ?, ?, ?, ?)")) {
            for (Arrival arrival : arrivals) {
                if (arrival.reading() instanceof Reading.Read(OpenEvent read)) {
                    write(arrival, read, event, state, place);
                }
            }
        }
        connection.commit();
    }

    private static void write(
            Arrival arrival, OpenEvent read, PreparedStatement event, PreparedStatement state, PreparedStatement place)
            throws SQLException {
        byte[] content = ByteBuffer.allocate(16)
                .putLong(read.content().getMostSignificantBits())
                .putLong(read.content().getLeastSignificantBits())
                .array();
        event.setString(1, read.reference());
        event.setLong(2, read.time().toEpochMilli());
        event.setLong(3, read.number());
        event.setBytes(4, content);
        event.setBytes(5, arrival.hash());
        event.setBytes(6, arrival.published());
        event.executeUpdate();
        state.setString(1, read.reference());
        state.setLong(2, read.time().toEpochMilli());
        state.setLong(3, read.number());
        state.setBytes(4, content);
        state.setString(5, read.record().authority().orElse(""));
        state.setString(6, read.record().promoter().orElse(""));
        state.setString(7, read.record().usrn().orElse(""));
        state.setString(8, read.record().street().orElse(""));
        state.setString(9, read.record().status().orElse(""));
        state.setLong(
                10, read.record().starts().map(java.time.Instant::toEpochMilli).orElse(0L));
        state.setLong(
                11, read.record().ends().map(java.time.Instant::toEpochMilli).orElse(0L));
        state.setString(12, read.record().properties().toString());
        try (ResultSet row = state.executeQuery()) {
            if (row.next() && read.record().place() instanceof Place.Known(Geometry geometry)) {
                Envelope box = geometry.getEnvelopeInternal();
                place.setLong(1, row.getLong(1));
                place.setDouble(2, box.getMinX());
                place.setDouble(3, box.getMaxX());
                place.setDouble(4, box.getMinY());
                place.setDouble(5, box.getMaxY());
                place.executeUpdate();
            }
        }
    }

    /** A page of what touches the box, with its properties. */
    List<String> box(double[] box, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select s.reference, s.properties from place p join state s on s.id = p.id where p.west <= ? and p.east >= ?"
                        + " and p.south <= ? and p.north >= ? order by p.id limit ?")) {
            statement.setDouble(1, box[2]);
            statement.setDouble(2, box[0]);
            statement.setDouble(3, box[3]);
            statement.setDouble(4, box[1]);
            statement.setInt(5, limit);
            try (ResultSet row = statement.executeQuery()) {
                List<String> found = new ArrayList<>();
                while (row.next()) {
                    found.add(row.getString(1) + row.getString(2).length());
                }
                return found;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
