package uk.wayleave.opendata.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Where events are missing, as far as that can be seen: DfT numbers events, but not by topic, so a gap shows only in how
 * many there are. Ten minutes are compared with the same ten minutes of the week in the other weeks.
 */
public final class Gaps {
    /** The width of what is compared. */
    public static final Duration STEP = Duration.ofMinutes(10);

    private static final String COUNTS = """
            with bounds as (
                select date_bin('10 minutes', greatest(?::timestamptz, min(time)), 'epoch') as from_time,
                    date_bin('10 minutes', least(?::timestamptz, max(time)), 'epoch') as to_time
                from opendata.event where time >= ? and time < ?),
            counted as (
                select date_bin('10 minutes', time, 'epoch') as step, count(*) as events
                from opendata.event where time >= ? and time < ? group by 1),
            every as (
                select step, coalesce(events, 0) as events,
                    (extract(epoch from step at time zone 'Europe/London')::bigint / 600) % 1008 as of_week
                from bounds cross join lateral generate_series(from_time, to_time - interval '1 second', '10 minutes') as step
                left join counted using (step)),
            usual as (
                select of_week, percentile_cont(0.5) within group (order by events) as median, count(*) as weeks
                from every group by of_week)
            select step, events, median from every join usual using (of_week)
            where (weeks >= 3 and median >= 5 and events < median * 0.25) or (weeks < 3 and events = 0)
            order by step""";

    private final DataSource source;

    public Gaps(DataSource source) {
        this.source = source;
    }

    /**
     * Thin stretches between two times, those that adjoin put together. Where fewer than three weeks are there to compare
     * with, only stretches without any event count.
     */
    public List<Gap> between(Instant from, Instant to) {
        OffsetDateTime start = from.atOffset(ZoneOffset.UTC);
        OffsetDateTime end = to.atOffset(ZoneOffset.UTC);
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(COUNTS)) {
            for (int i = 1; i <= 6; i++) {
                statement.setObject(i, i % 2 == 1 ? start : end);
            }
            try (ResultSet row = statement.executeQuery()) {
                List<Gap> gaps = new ArrayList<>();
                while (row.next()) {
                    Instant step = row.getObject(1, OffsetDateTime.class).toInstant();
                    add(new Gap(step, step.plus(STEP), row.getLong(2), row.getDouble(3)), gaps);
                }
                return gaps;
            }
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        }
    }

    private static void add(Gap gap, List<Gap> into) {
        if (!into.isEmpty() && into.getLast().to().equals(gap.from())) {
            Gap last = into.removeLast();
            into.add(new Gap(last.from(), gap.to(), last.events() + gap.events(), last.usual() + gap.usual()));
        } else {
            into.add(gap);
        }
    }
}
