package uk.wayleave.opendata.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
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
            List<Row> rows = asked.box().isPresent() ? inBox(asked, asked.box().get()) : anywhere(asked);
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

    private List<Row> anywhere(RecordQuery query) {
        Conditions conditions = new Conditions(query);
        String sql = "select " + COLUMNS + " from opendata.state s where s.kind = ?" + conditions.sql()
                + (query.after().isPresent() ? " and s.object > ?" : "") + " order by s.object limit ?";
        return rows(sql, statement -> {
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
     * Walks the ranges of the curve in their order and stops when the page is full. That the rows come in order follows
     * from how a nested loop runs; it is made sure of, since a page that is not in order would lose records.
     */
    private List<Row> inBox(RecordQuery query, Envelope box) {
        int after = query.after().map(Cursor::cell).orElse(0);
        List<Cells.Range> ranges = Cells.covering(box).stream()
                .filter(range -> range.to() >= after)
                .toList();
        Conditions conditions = new Conditions(query);
        String sql = "select " + COLUMNS + " from unnest(?::int[], ?::int[]) as r (lo, hi) cross join lateral ("
                + "select * from opendata.state s where s.cell between r.lo and r.hi and s.kind = ?"
                + " and s.west <= ? and s.east >= ? and s.south <= ? and s.north >= ?" + conditions.sql()
                + (query.after().isPresent() ? " and (s.cell, s.object) > (?, ?)" : "")
                + " order by s.cell, s.object limit ?) s limit ?";
        List<Row> rows = rows(sql, statement -> {
            int next = 1;
            statement.setArray(
                    next++,
                    array(statement, ranges.stream().map(Cells.Range::from).toList()));
            statement.setArray(
                    next++,
                    array(statement, ranges.stream().map(Cells.Range::to).toList()));
            statement.setInt(next++, query.kind().code());
            statement.setInt(next++, (int) Math.ceil(box.getMaxX()));
            statement.setInt(next++, (int) Math.floor(box.getMinX()));
            statement.setInt(next++, (int) Math.ceil(box.getMaxY()));
            statement.setInt(next++, (int) Math.floor(box.getMinY()));
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

    /** What all of the filters say in SQL. */
    private record Conditions(RecordQuery query) {
        String sql() {
            StringBuilder sql = new StringBuilder();
            query.filters()
                    .keySet()
                    .forEach(filter ->
                            sql.append(" and s.").append(filter.column()).append(" = ?"));
            query.from().ifPresent(_ -> sql.append(" and coalesce(s.ends, s.starts) >= ?"));
            query.to().ifPresent(_ -> sql.append(" and s.starts <= ?"));
            return sql.toString();
        }

        int set(PreparedStatement statement, int from) throws SQLException {
            int next = from;
            for (Map.Entry<Filter, String> filter : query.filters().entrySet()) {
                statement.setString(next++, filter.getValue());
            }
            if (query.from().isPresent()) {
                statement.setObject(next++, at(query.from().get()));
            }
            if (query.to().isPresent()) {
                statement.setObject(next++, at(query.to().get()));
            }
            return next;
        }
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @FunctionalInterface
    private interface Setting {
        void of(PreparedStatement statement) throws SQLException;
    }

    private List<Row> rows(String sql, Setting setting) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            setting.of(statement);
            try (ResultSet row = statement.executeQuery()) {
                WKBReader geometries = new WKBReader();
                List<Row> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(row(row, geometries));
                }
                return rows;
            }
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        }
    }

    private static Row row(ResultSet row, WKBReader geometries) throws SQLException {
        byte[] geometry = row.getBytes(7);
        return new Row(
                new Cursor(row.getInt(2), row.getLong(1)),
                new OpenObject(
                        ObjectKind.of(row.getInt(3)),
                        row.getString(4),
                        row.getString(5),
                        new String(Packing.unpacked(row.getBytes(6)), StandardCharsets.UTF_8),
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
