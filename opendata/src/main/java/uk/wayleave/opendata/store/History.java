package uk.wayleave.opendata.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import uk.wayleave.opendata.event.ObjectKind;
import uk.wayleave.opendata.event.Provenance;

/**
 * The events themselves.
 *
 * @see StoreUnavailable thrown by every method when the database cannot answer
 */
public final class History {
    private static final int AT_MOST = 5000;
    private static final String SELECT = """
            select e.id, o.kind, o.reference, o.works, e.number, e.type, e.time, e.hash, e.provenance, e.raw,
                (select min(v.published) from opendata.envelope v where v.event = e.id)
            from opendata.event e join opendata.object o on o.id = e.object""";

    private final DataSource source;

    public History(DataSource source) {
        this.source = source;
    }

    /** All events of a record, earliest first. */
    public List<StoredEvent> of(String reference) {
        return events(
                SELECT + " where o.reference = ? order by e.time, e.number, e.content limit " + AT_MOST,
                statement -> statement.setString(1, reference.toUpperCase(Locale.ROOT)));
    }

    /** All events of all permits of some works, earliest first. */
    public List<StoredEvent> ofWorks(String works) {
        return events(
                SELECT + " where o.works = ? and o.works <> '' order by e.time, e.number, e.content limit " + AT_MOST,
                statement -> statement.setString(1, works.toUpperCase(Locale.ROOT)));
    }

    /** Events in the order in which they were kept, after one of them. */
    public List<StoredEvent> after(long id, int limit) {
        return events(SELECT + " where e.id > ? and o.kind <> 9 order by e.id limit ?", statement -> {
            statement.setLong(1, id);
            statement.setInt(2, limit);
        });
    }

    /** The number of the last event that is kept; 0 where there is none. */
    public long last() {
        try (Connection connection = source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select coalesce(max(id), 0) from opendata.event");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        }
    }

    @FunctionalInterface
    private interface Setting {
        void of(PreparedStatement statement) throws SQLException;
    }

    private List<StoredEvent> events(String sql, Setting setting) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            setting.of(statement);
            try (ResultSet row = statement.executeQuery();
                    Unpacking unpacking = new Unpacking()) {
                List<StoredEvent> events = new ArrayList<>();
                while (row.next()) {
                    events.add(new StoredEvent(
                            row.getLong(1),
                            ObjectKind.of(row.getInt(2)),
                            row.getString(3),
                            row.getString(4),
                            new Origin(
                                    row.getLong(5),
                                    row.getString(6),
                                    row.getObject(7, OffsetDateTime.class).toInstant(),
                                    HexFormat.of().formatHex(row.getBytes(8)),
                                    Provenance.strongest(row.getInt(9))),
                            unpacking.unpacked(row.getBytes(10)),
                            instant(row.getString(11))));
                }
                return events;
            }
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        }
    }

    private static Optional<Instant> instant(@Nullable String published) {
        if (published == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(published));
        } catch (DateTimeException another) {
            return Optional.empty();
        }
    }
}
