package uk.wayleave.opendata.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.locationtech.jts.geom.Envelope;
import org.postgresql.PGStatement;

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

    /** What permits are counted by, and how the tally calls it. */
    public enum By {
        AUTHORITY(1, "of"),
        PROMOTER(2, "of"),
        TRAFFIC_MANAGEMENT(3, "of"),
        /** In which they begin, as in 2026-09, in London; the tally has each permit once for each of the others. */
        MONTH(1, "to_char(month, 'YYYY-MM')");

        private final int per;
        private final String sql;

        By(int per, String sql) {
            this.per = per;
            this.sql = sql;
        }
    }

    /** So many of one. */
    public record Count(String of, long number) {}

    /** So many with their middle in a square, of which this is the south-western corner in metres on the grid. */
    public record Square(int east, int north, long number) {}

    /** Permits that begin in one of the months: the most frequent first, months with the latest first. */
    public List<Count> by(By by, YearMonth from, YearMonth to, int limit) {
        String order = by == By.MONTH ? "1 desc" : "2 desc, 1";
        return rows(
                "select " + by.sql + ", sum(number) from opendata.tally where per = ? and month between ? and ?"
                        + (by == By.MONTH ? "" : " and of <> ''") + " group by 1 having sum(number) > 0 order by "
                        + order + " limit ?",
                statement -> {
                    statement.setInt(1, by.per);
                    statement.setObject(2, from.atDay(1));
                    statement.setObject(3, to.atDay(1));
                    statement.setInt(4, limit);
                },
                row -> new Count(row.getString(1), row.getLong(2)));
    }

    /** All permits with a place that were asked for, in squares of {@code side} metres. */
    public List<Square> squares(RecordQuery query, Envelope box, int side) {
        Conditions conditions = new Conditions(query);
        return rows(
                "select ((s.west + s.east) / 2) / ? * ?, ((s.south + s.north) / 2) / ? * ?, count(*) from opendata.state s"
                        + " where s.kind = ? and s.west <= ? and s.east >= ? and s.south <= ? and s.north >= ?"
                        + conditions.sql() + " group by 1, 2 order by 2 desc, 1",
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
                    conditions.set(statement, next);
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
            // Planned for the times that were asked for: for any, it would be planned badly for all.
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
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
