package uk.wayleave.opendata.store;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Webhooks, each its key's own: no method finds one by another key. Delivery is leased: one node at a time has a webhook,
 * and what it reports after its lease is over changes nothing.
 *
 * @see StoreUnavailable thrown by every method when the database cannot answer
 */
public final class Webhooks {
    private static final Duration DAY = Duration.ofDays(1);
    private static final String COLUMNS =
            "w.id, w.url, w.filters, w.state, w.made, w.cursor, w.failures, w.failing_since, w.outcome";
    private static final String RELEASED = ", lease = null, leased_until = null";

    private final DataSource source;

    public Webhooks(DataSource source) {
        this.source = source;
    }

    /**
     * How many one key may have.
     *
     * @param inForce at a time
     * @param aDay made within a day, removed ones too: each makes us call an address that nobody has proven yet
     */
    public record Limits(int inForce, int aDay) {}

    /** What came of a registration. */
    public sealed interface Registered {
        record Done(Webhook webhook) implements Registered {}

        /** The key has as many as it may. */
        record TooMany(String why) implements Registered {}

        /** The key is not known, or was ended. */
        record UnknownKey() implements Registered {}
    }

    /**
     * A webhook that this node has for a while.
     *
     * @param lease proves it
     */
    public record Claimed(Webhook webhook, UUID lease) {}

    /** The number of a key in force. */
    public Optional<Long> key(String secret) {
        return read(
                        "select id from opendata.api_key where hash = ? and ended is null",
                        statement -> {
                            statement.setBytes(1, ApiKeys.hash(secret));
                        },
                        row -> row.getLong(1))
                .stream()
                .findFirst();
    }

    /**
     * Registers one, to be challenged. Registrations of one key come one after the other, so that its limits hold.
     *
     * @param from events after this one are sent
     */
    public Registered register(long key, URI url, Map<Filter, String> filters, long from, Limits limits, Instant now) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Registered registered = register(connection, key, url, filters, from, limits, now);
                connection.commit();
                return registered;
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

    private static Registered register(
            Connection connection,
            long key,
            URI url,
            Map<Filter, String> filters,
            long from,
            Limits limits,
            Instant now)
            throws SQLException {
        try (PreparedStatement locked = connection.prepareStatement(
                "select from opendata.api_key where id = ? and ended is null for no key update")) {
            locked.setLong(1, key);
            try (ResultSet row = locked.executeQuery()) {
                if (!row.next()) {
                    return new Registered.UnknownKey();
                }
            }
        }
        try (PreparedStatement old = connection.prepareStatement(
                "delete from opendata.webhook where api_key = ? and state = 'removed' and made < ?")) {
            old.setLong(1, key);
            old.setObject(2, Records.at(now.minus(DAY)));
            old.executeUpdate();
        }
        try (PreparedStatement counted = connection.prepareStatement(
                "select count(*) filter (where state <> 'removed'), count(*) filter (where made >= ?)"
                        + " from opendata.webhook where api_key = ?")) {
            counted.setObject(1, Records.at(now.minus(DAY)));
            counted.setLong(2, key);
            try (ResultSet row = counted.executeQuery()) {
                row.next();
                if (row.getInt(1) >= limits.inForce()) {
                    return new Registered.TooMany("This key has " + limits.inForce()
                            + " webhooks, as many as it may. Remove one first, disabled ones too.");
                }
                if (row.getInt(2) >= limits.aDay()) {
                    return new Registered.TooMany("This key has made " + limits.aDay()
                            + " webhooks within a day, as many as it may. Wait until tomorrow.");
                }
            }
        }
        Webhook webhook = new Webhook(
                UUID.randomUUID(), url, filters, Webhook.State.UNPROVEN, now, from, 0, Optional.empty(), "");
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into opendata.webhook (id, api_key, url, filters, state, made, cursor, next_try)"
                        + " values (?, ?, ?, ?, 'unproven', ?, ?, ?)")) {
            insert.setObject(1, webhook.id());
            insert.setLong(2, key);
            insert.setString(3, url.toString());
            insert.setString(4, written(filters));
            insert.setObject(5, Records.at(now));
            insert.setLong(6, from);
            insert.setObject(7, Records.at(now));
            insert.executeUpdate();
        }
        return new Registered.Done(webhook);
    }

    /** Those of a key, earliest first. */
    public List<Webhook> of(long key) {
        return read(
                "select " + COLUMNS + " from opendata.webhook w where w.api_key = ? and w.state <> 'removed'"
                        + " order by w.made, w.id",
                statement -> statement.setLong(1, key),
                Webhooks::webhook);
    }

    /** One of a key's own. */
    public Optional<Webhook> find(long key, UUID id) {
        return read(
                        "select " + COLUMNS + " from opendata.webhook w where w.api_key = ? and w.id = ?"
                                + " and w.state <> 'removed'",
                        statement -> {
                            statement.setLong(1, key);
                            statement.setObject(2, id);
                        },
                        Webhooks::webhook)
                .stream()
                .findFirst();
    }

    /** Takes one of a key's own away; what is being posted may still arrive. False where there is none. */
    public boolean remove(long key, UUID id) {
        return change(
                "update opendata.webhook set state = 'removed'" + RELEASED
                        + " where api_key = ? and id = ? and state <> 'removed'",
                statement -> {
                    statement.setLong(1, key);
                    statement.setObject(2, id);
                });
    }

    /**
     * Takes those that have something to be sent and that no node has, for as long as the lease.
     *
     * @param limit 1 or more
     */
    public List<Claimed> claim(int limit, Duration lease, Instant now) {
        UUID mine = UUID.randomUUID();
        return read(
                "with due as materialized (select d.id"
                        + " from opendata.webhook d join opendata.api_key k on k.id = d.api_key and k.ended is null"
                        + " where d.state in ('unproven', 'active') and d.next_try <= ?"
                        + " and (d.leased_until is null or d.leased_until < ?)"
                        + " and (d.state = 'unproven' or d.cursor < (select max(e.id) from opendata.event e))"
                        + " order by d.next_try limit ? for update of d skip locked)"
                        + " update opendata.webhook w set lease = ?, leased_until = ? from due where w.id = due.id"
                        + " returning " + COLUMNS,
                statement -> {
                    statement.setObject(1, Records.at(now));
                    statement.setObject(2, Records.at(now));
                    statement.setInt(3, limit);
                    statement.setObject(4, mine);
                    statement.setObject(5, Records.at(now.plus(lease)));
                },
                row -> new Claimed(webhook(row), mine));
    }

    /**
     * How its receiver has done lately.
     *
     * @param failures in a row
     */
    public record Standing(int failures, Optional<Instant> failingSince) {}

    /** As it is now; nothing against it where it is not ours any more. */
    public Standing standing(Claimed claimed) {
        return read(
                        "select failures, failing_since from opendata.webhook where id = ? and lease = ?",
                        statement -> set(statement, 1, claimed),
                        row -> new Standing(
                                row.getInt(1),
                                Optional.ofNullable(row.getObject(2, OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant)))
                .stream()
                .findFirst()
                .orElse(new Standing(0, Optional.empty()));
    }

    /** The receiver has answered the challenge. */
    public boolean proven(Claimed claimed, Instant now) {
        return change(
                "update opendata.webhook set state = 'active', failures = 0, failing_since = null,"
                        + " outcome = 'proven', next_try = ?" + RELEASED + " where id = ? and lease = ?",
                statement -> {
                    statement.setObject(1, Records.at(now));
                    set(statement, 2, claimed);
                });
    }

    /**
     * The receiver has taken everything up to an event; the lease goes on from now. False where the lease is not ours any
     * more, after which nothing more may be sent. The key is looked at again: what was ended gets nothing more.
     */
    public boolean taken(Claimed claimed, long cursor, Duration lease, Instant now) {
        return change(
                "update opendata.webhook w set cursor = greatest(cursor, ?), failures = 0, failing_since = null,"
                        + " outcome = 'taken', leased_until = ? where id = ? and lease = ? and exists (select"
                        + " from opendata.api_key k where k.id = w.api_key and k.ended is null)",
                statement -> {
                    statement.setLong(1, cursor);
                    statement.setObject(2, Records.at(now.plus(lease)));
                    set(statement, 3, claimed);
                });
    }

    /** Everything up to an event is taken or passed over; whoever comes first goes on. */
    public boolean passed(Claimed claimed, long cursor, Instant now) {
        return change(
                "update opendata.webhook set cursor = greatest(cursor, ?), next_try = ?" + RELEASED
                        + " where id = ? and lease = ?",
                statement -> {
                    statement.setLong(1, cursor);
                    statement.setObject(2, Records.at(now));
                    set(statement, 3, claimed);
                });
    }

    /** It failed, and is tried again at a time. */
    public boolean failed(Claimed claimed, String outcome, Instant now, Instant next) {
        return change(
                "update opendata.webhook set failures = failures + 1, failing_since = coalesce(failing_since, ?),"
                        + " outcome = ?, next_try = ?" + RELEASED + " where id = ? and lease = ?",
                statement -> {
                    statement.setObject(1, Records.at(now));
                    statement.setString(2, outcome);
                    statement.setObject(3, Records.at(next));
                    set(statement, 4, claimed);
                });
    }

    /** Nothing is sent there any more. Its cursor stays, for its holder to go on from. */
    public boolean disable(Claimed claimed, String outcome, Instant now) {
        return change(
                "update opendata.webhook set state = 'disabled', failures = failures + 1,"
                        + " failing_since = coalesce(failing_since, ?), outcome = ?" + RELEASED
                        + " where id = ? and lease = ?",
                statement -> {
                    statement.setObject(1, Records.at(now));
                    statement.setString(2, outcome);
                    set(statement, 3, claimed);
                });
    }

    private static void set(PreparedStatement statement, int from, Claimed claimed) throws SQLException {
        statement.setObject(from, claimed.webhook().id());
        statement.setObject(from + 1, claimed.lease());
    }

    private static String written(Map<Filter, String> filters) {
        ObjectNode written = JsonMapper.shared().createObjectNode();
        filters.forEach((filter, value) -> written.put(filter.parameters().getLast(), value));
        return written.toString();
    }

    private static Map<Filter, String> filters(String written) {
        Map<Filter, String> filters = new EnumMap<>(Filter.class);
        for (Map.Entry<String, JsonNode> one :
                JsonMapper.shared().readTree(written).properties()) {
            // A filter that is not known would let everything pass.
            Filter filter = Filter.of(one.getKey())
                    .orElseThrow(() -> new IllegalStateException("A webhook has a filter that is not known."));
            filters.put(filter, one.getValue().asString());
        }
        return filters;
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                row.getObject(1, UUID.class),
                URI.create(row.getString(2)),
                filters(row.getString(3)),
                Webhook.State.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getLong(6),
                row.getInt(7),
                Optional.ofNullable(row.getObject(8, OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                row.getString(9));
    }

    @FunctionalInterface
    private interface Setting {
        void of(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> read(String sql, Setting setting, Row<T> reading) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            setting.of(statement);
            try (ResultSet row = statement.executeQuery()) {
                List<T> read = new ArrayList<>();
                while (row.next()) {
                    read.add(reading.read(row));
                }
                return read;
            }
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        }
    }

    private boolean change(String sql, Setting setting) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            setting.of(statement);
            return statement.executeUpdate() == 1;
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        }
    }
}
