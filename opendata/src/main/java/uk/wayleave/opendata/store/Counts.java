package uk.wayleave.opendata.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.locationtech.jts.geom.Envelope;
import uk.wayleave.opendata.event.ObjectKind;

/**
 * How many permits there are, by one thing or another. It reads many rows, so a question that takes longer than
 * {@value #SECONDS} seconds is given up, and one that comes while {@value #AT_ONCE} are being answered is not taken.
 *
 * @see StoreUnavailable thrown when the database cannot answer
 */
public final class Counts {
    private static final int SECONDS = 8;
    /** Anybody may ask, and other things share the database. */
    private static final int AT_ONCE = 2;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final DataSource source;

    public Counts(DataSource source) {
        this.source = source;
    }

    /** Whether one more would be taken now. */
    boolean isTaking() {
        return places.availablePermits() > 0;
    }

    /** What permits are counted by. */
    public enum By {
        AUTHORITY("authority"),
        PROMOTER("promoter"),
        TRAFFIC_MANAGEMENT("traffic_management"),
        /** In which they begin, as in 2026-09, in London. */
        MONTH("to_char(starts at time zone 'Europe/London', 'YYYY-MM')");

        private final String sql;

        By(String sql) {
            this.sql = sql;
        }
    }

    /** So many of one. */
    public record Count(String of, long number) {}

    /** So many with their middle in a square, of which this is the south-western corner in metres on the grid. */
    public record Square(int east, int north, long number) {}

    /** Permits that are going on at some time within the interval: the most frequent first, months in their order. */
    public List<Count> by(By by, Instant from, Instant to, int limit) {
        String order = by == By.MONTH ? "1 desc" : "2 desc, 1";
        return rows(
                "select " + by.sql + ", count(*) from opendata.state where kind = ? and starts <= ?"
                        + " and coalesce(ends, starts) >= ? and " + by.sql + " is not null group by 1 order by " + order
                        + " limit ?",
                statement -> {
                    statement.setInt(1, ObjectKind.PERMIT.code());
                    statement.setObject(2, Records.at(to));
                    statement.setObject(3, Records.at(from));
                    statement.setInt(4, limit);
                },
                row -> new Count(row.getString(1), row.getLong(2)));
    }

    /** All permits with a place that were asked for, in squares of {@code side} metres. */
    public List<Square> squares(RecordQuery query, Envelope box, int side) {
        StringBuilder sql = new StringBuilder(
                "select ((west + east) / 2) / ? * ?, ((south + north) / 2) / ? * ?, count(*)"
                        + " from opendata.state where kind = ? and west <= ? and east >= ? and south <= ? and north >= ?");
        query.filters()
                .keySet()
                .forEach(filter -> sql.append(" and ").append(filter.column()).append(" = ?"));
        query.from().ifPresent(_ -> sql.append(" and coalesce(ends, starts) >= ?"));
        query.to().ifPresent(_ -> sql.append(" and starts <= ?"));
        return rows(
                sql.append(" group by 1, 2 order by 2 desc, 1").toString(),
                statement -> {
                    int next = 1;
                    for (int i = 0; i < 4; i++) {
                        statement.setInt(next++, side);
                    }
                    statement.setInt(next++, query.kind().code());
                    statement.setInt(next++, (int) box.getMaxX());
                    statement.setInt(next++, (int) box.getMinX());
                    statement.setInt(next++, (int) box.getMaxY());
                    statement.setInt(next++, (int) box.getMinY());
                    for (Map.Entry<Filter, String> filter : query.filters().entrySet()) {
                        statement.setString(next++, filter.getValue());
                    }
                    for (Optional<Instant> bound : List.of(query.from(), query.to())) {
                        if (bound.isPresent()) {
                            statement.setObject(next++, Records.at(bound.get()));
                        }
                    }
                },
                row -> new Square(row.getInt(1), row.getInt(2), row.getLong(3)));
    }

    @FunctionalInterface
    private interface Setting {
        void of(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String sql, Setting setting, Reading<T> reading) {
        if (!places.tryAcquire()) {
            throw new StoreUnavailable("Others are counting the open data already.");
        }
        try {
            return counted(sql, setting, reading);
        } finally {
            places.release();
        }
    }

    private <T> List<T> counted(String sql, Setting setting, Reading<T> reading) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(SECONDS);
            setting.of(statement);
            try (ResultSet row = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(reading.of(row));
                }
                return rows;
            }
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        }
    }
}
