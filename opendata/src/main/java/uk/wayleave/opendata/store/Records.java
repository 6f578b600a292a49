package uk.wayleave.opendata.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.postgresql.PGStatement;
import uk.wayleave.opendata.event.ObjectKind;
import uk.wayleave.opendata.event.Provenance;
import uk.wayleave.opendata.geometry.Cells;

/**
 * Finds records as they are now.
 *
 * @see StoreUnavailable thrown by every method when the database cannot answer
 */
public final class Records {
    private static final String COLUMNS = "s.object, s.cell, s.kind, s.reference, s.works, s.properties, s.geometry,"
            + " s.number, s.type, s.time, s.hash, s.provenance";

    /** A page that takes longer is given up: anybody may ask, and other things share the database. */
    private static final int MOST_SECONDS = 8;

    private static final int WALK_SECONDS = 1;

    /** The planner cannot know how many lie in a range, and would at times read and sort all of each. */
    private static final String ALONG_THE_CURVE = "set local enable_bitmapscan = off; set local enable_sort = off";

    private static final double WIDE_METRES = 100_000;

    private final DataSource source;

    public Records(DataSource source) {
        this.source = source;
    }

    private record Row(Cursor place, OpenObject object) {}

    /** One record by its reference, in capitals or not. */
    public Optional<OpenObject> find(ObjectKind kind, String reference) {
        List<Row> rows = rows(
                "select " + COLUMNS + " from opendata.object o join opendata.state s on s.object = o.id"
                        + " where o.reference = ? and o.kind = ?",
                statement -> {
                    statement.setString(1, reference.toUpperCase(Locale.ROOT));
                    statement.setInt(2, kind.code());
                });
        return rows.stream().map(Row::object).findFirst();
    }

    /** The permits of some works, by their references. */
    public List<OpenObject> ofWorks(String works) {
        return rows(
                        "select " + COLUMNS + " from opendata.object o join opendata.state s on s.object = o.id"
                                + " where o.works = ? and o.works <> '' order by s.reference limit 1000",
                        statement -> statement.setString(1, works.toUpperCase(Locale.ROOT)))
                .stream()
                .map(Row::object)
                .toList();
    }

    /** A page of those that were asked for, in an order that stays. */
    public RecordPage page(RecordQuery query) {
        List<Row> found = new ArrayList<>();
        RecordQuery asked = query;
        while (true) {
            List<Row> rows = rows(asked);
            boolean more = rows.size() > asked.limit();
            for (Row row : more ? rows.subList(0, asked.limit()) : rows) {
                if (row.object()
                        .geometry()
                        .map(asked.within()::test)
                        .orElse(asked.box().isEmpty())) {
                    if (found.size() == query.limit()) {
                        return page(found);
                    }
                    found.add(row);
                }
            }
            if (!more) {
                return new RecordPage(found.stream().map(Row::object).toList(), Optional.empty());
            }
            asked = asked.from(Optional.of(rows.get(asked.limit() - 1).place()));
            if (found.size() == query.limit()) {
                return page(found);
            }
        }
    }

    private static RecordPage page(List<Row> found) {
        return new RecordPage(
                found.stream().map(Row::object).toList(),
                Optional.of(found.getLast().place()));
    }

    /**
     * In the order of the page, one record is looked at after the other until it is full. Where few are of the time that
     * is asked for, that never ends: then all that are of the time are found first.
     */
    private List<Row> rows(RecordQuery query) {
        if (query.isOfFewWeeks() && isAllOver(query)) {
            return ofTheTime(query);
        }
        try {
            return query.box().isPresent() ? inBox(query, query.box().get()) : anywhere(query);
        } catch (StoreUnavailable failed) {
            if (!failed.isTooSlow() || !query.isTimed()) {
                throw failed;
            }
            return ofTheTime(query);
        }
    }

    /** Where a walk would pass by very many that are of other times. */
    private static boolean isAllOver(RecordQuery query) {
        return query.box()
                .map(box -> Math.max(box.getWidth(), box.getHeight()) > WIDE_METRES)
                .orElse(true);
    }

    private List<Row> ofTheTime(RecordQuery query) {
        Conditions conditions = new Conditions(query);
        boolean boxed = query.box().isPresent();
        String key = boxed ? "(s.cell, s.object)" : "s.object";
        String sql = "with hit as materialized (select s.object, s.cell from opendata.state s where s.kind = ?"
                + (boxed ? " and s.west <= ? and s.east >= ? and s.south <= ? and s.north >= ?" : "") + conditions.sql()
                + (query.after().isPresent() ? " and " + key + (boxed ? " > (?, ?)" : " > ?") : "")
                + "), first as materialized (select s.object from hit s order by " + (boxed ? "s.cell, " : "")
                + "s.object limit ?)"
                + " select " + COLUMNS + " from first join opendata.state s on s.object = first.object order by "
                + (boxed ? "s.cell, " : "") + "s.object";
        return rows(sql, MOST_SECONDS, statement -> {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            int next = 1;
            statement.setInt(next++, query.kind().code());
            if (boxed) {
                next = corners(statement, next, query.box().get());
            }
            next = conditions.set(statement, next);
            if (query.after().isPresent()) {
                if (boxed) {
                    statement.setInt(next++, query.after().get().cell());
                }
                statement.setLong(next++, query.after().get().object());
            }
            statement.setInt(next, query.limit() + 1);
        });
    }

    private static int corners(PreparedStatement statement, int from, Envelope box) throws SQLException {
        int next = from;
        statement.setInt(next++, (int) Math.ceil(box.getMaxX()));
        statement.setInt(next++, (int) Math.floor(box.getMinX()));
        statement.setInt(next++, (int) Math.ceil(box.getMaxY()));
        statement.setInt(next++, (int) Math.floor(box.getMinY()));
        return next;
    }

    private List<Row> anywhere(RecordQuery query) {
        Conditions conditions = new Conditions(query);
        String sql = "select " + COLUMNS + " from opendata.state s where s.kind = ?" + conditions.sql()
                + (query.after().isPresent() ? " and s.object > ?" : "") + " order by s.object limit ?";
        return rows(sql, query.isTimed() ? WALK_SECONDS : MOST_SECONDS, statement -> {
            int next = 1;
            statement.setInt(next++, query.kind().code());
            next = conditions.set(statement, next);
            if (query.after().isPresent()) {
                statement.setLong(next++, query.after().get().object());
            }
            statement.setInt(next, query.limit() + 1);
        });
    }

    /**
     * Walks the ranges of the curve in their order, in the index alone where it can, and stops when the page is full; then
     * what is on the page is read. That it is found in order follows from how a nested loop runs; it is made sure of, since
     * a page that is not in order would lose records.
     */
    private List<Row> inBox(RecordQuery query, Envelope box) {
        int after = query.after().map(Cursor::cell).orElse(0);
        List<Cells.Range> ranges = Cells.covering(box).stream()
                .filter(range -> range.to() >= after)
                .toList();
        Conditions conditions = new Conditions(query);
        String sql = "with hit as materialized (select h.object, row_number() over () as place"
                + " from unnest(?::int[], ?::int[]) as r (lo, hi) cross join lateral ("
                + "select s.cell, s.object from opendata.state s where s.cell between r.lo and r.hi and s.kind = ?"
                + " and s.west <= ? and s.east >= ? and s.south <= ? and s.north >= ?" + conditions.sql()
                + (query.after().isPresent() ? " and (s.cell, s.object) > (?, ?)" : "")
                + " order by s.cell, s.object limit ?) h limit ?)"
                + " select " + COLUMNS + " from hit join opendata.state s on s.object = hit.object order by hit.place";
        List<Row> rows = rows(sql, query.isTimed() ? WALK_SECONDS : MOST_SECONDS, ALONG_THE_CURVE, statement -> {
            int next = 1;
            statement.setArray(
                    next++,
                    array(statement, ranges.stream().map(Cells.Range::from).toList()));
            statement.setArray(
                    next++,
                    array(statement, ranges.stream().map(Cells.Range::to).toList()));
            statement.setInt(next++, query.kind().code());
            next = corners(statement, next, box);
            next = conditions.set(statement, next);
            if (query.after().isPresent()) {
                statement.setInt(next++, query.after().get().cell());
                statement.setLong(next++, query.after().get().object());
            }
            statement.setInt(next++, query.limit() + 1);
            statement.setInt(next, query.limit() + 1);
        });
        for (int i = 1; i < rows.size(); i++) {
            Cursor before = rows.get(i - 1).place();
            Cursor here = rows.get(i).place();
            if (here.cell() < before.cell() || (here.cell() == before.cell() && here.object() <= before.object())) {
                throw new IllegalStateException("Records came out of their order.");
            }
        }
        return rows;
    }

    private static java.sql.Array array(PreparedStatement statement, List<Integer> numbers) throws SQLException {
        return statement.getConnection().createArrayOf("int4", numbers.toArray());
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @FunctionalInterface
    private interface Setting {
        void of(PreparedStatement statement) throws SQLException;
    }

    private List<Row> rows(String sql, Setting setting) {
        return rows(sql, MOST_SECONDS, setting);
    }

    private List<Row> rows(String sql, int seconds, Setting setting) {
        try (Connection connection = source.getConnection()) {
            return rows(sql, seconds, setting, connection);
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        }
    }

    /** @param planning what the planner is told for this one alone */
    private List<Row> rows(String sql, int seconds, String planning, Setting setting) {
        try (Connection connection = source.getConnection();
                Statement settings = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                settings.execute(planning);
                List<Row> rows = rows(sql, seconds, setting, connection);
                connection.commit();
                return rows;
            } catch (SQLException | RuntimeException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        }
    }

    private static List<Row> rows(String sql, int seconds, Setting setting, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(seconds);
            setting.of(statement);
            try (ResultSet row = statement.executeQuery();
                    Unpacking unpacking = new Unpacking()) {
                WKBReader geometries = new WKBReader();
                List<Row> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(row(row, geometries, unpacking));
                }
                return rows;
            }
        }
    }

    private static Row row(ResultSet row, WKBReader geometries, Unpacking unpacking) throws SQLException {
        byte[] geometry = row.getBytes(7);
        return new Row(
                new Cursor(row.getInt(2), row.getLong(1)),
                new OpenObject(
                        ObjectKind.of(row.getInt(3)),
                        row.getString(4),
                        row.getString(5),
                        new String(unpacking.unpacked(row.getBytes(6)), StandardCharsets.UTF_8),
                        geometry == null ? Optional.empty() : Optional.of(read(geometry, geometries)),
                        new Origin(
                                row.getLong(8),
                                row.getString(9),
                                row.getObject(10, OffsetDateTime.class).toInstant(),
                                HexFormat.of().formatHex(row.getBytes(11)),
                                Provenance.strongest(row.getInt(12)))));
    }

    private static Geometry read(byte[] geometry, WKBReader geometries) {
        try {
            return geometries.read(geometry);
        } catch (ParseException damaged) {
            throw new IllegalStateException("A stored geometry is damaged.", damaged);
        }
    }
}
