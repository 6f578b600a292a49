package uk.wayleave.register.notification;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.register.credential.RandomSecret;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.vault.Sealed;

/**
 * Notifications that came in, and their way to each subscribed receiver. What came in is durable, sealed for its
 * Controller, before it is acknowledged; a delivery is held by one node at a time and goes on with another when that one
 * is killed.
 */
public final class Deliveries {
    private static final String KIND = "notification";
    private static final int SHOWN = 200;

    private final Scopes scopes;
    private final Sealed sealed;

    public Deliveries(Scopes scopes, Sealed sealed) {
        this.scopes = scopes;
        this.sealed = sealed;
    }

    /** What became of a notification that came in. */
    public sealed interface Taken {
        /** Kept, for so many receivers. */
        record Kept(int receivers) implements Taken {}

        /** It had come before. */
        record Repeated() implements Taken {}

        /** No product is subscribed, so nothing was kept. */
        record NobodyWaits() implements Taken {}
    }

    /** How deliveries to a receiver stand. */
    public record Counts(Map<DeliveryState, Long> byState, Optional<Instant> nextTry) {
        public Counts {
            byState = Map.copyOf(byState);
        }
    }

    /**
     * Keeps a notification for every subscription that goes on under the agreement, in one transaction: when this
     * returns it is durable.
     *
     * @param key tells a repeat of the same notification: the same text of the same sender
     * @param kept for how long it may be delivered
     */
    public Taken take(UpstreamSubscription upstream, String key, byte[] payload, Duration kept) {
        var id = UUID.randomUUID();
        Instant now = scopes.now();
        byte[] bytes = sealed.close(payload, KIND, upstream.controller(), id);
        return scopes.in(upstream.controller(), sql -> {
            noteReceived(sql, upstream.id(), now);
            if (!isAnybodySubscribed(sql, upstream.agreement())) return new Taken.NobodyWaits();
            int inserted = sql.sql("""
                            insert into wayleave.notification (id, controller, upstream, key, received, expires, sealed)
                            values (:id, :controller, :upstream, :key, :at, :expires, :sealed)
                            on conflict (upstream, key) do nothing""")
                    .param("id", id)
                    .param("controller", upstream.controller().value())
                    .param("upstream", upstream.id().value())
                    .param("key", RandomSecret.digest(key))
                    .param("at", Rows.timestamp(now))
                    .param("expires", Rows.timestamp(now.plus(kept)))
                    .param("sealed", bytes)
                    .update();
            if (inserted == 0) return new Taken.Repeated();
            return new Taken.Kept(sql.sql("""
                            insert into wayleave.delivery (id, controller, notification, subscription, receiver, next_try)
                            select gen_random_uuid(), s.controller, :id, s.id, s.receiver, :at
                            from wayleave.subscription s where s.agreement = :agreement and s.ended is null""")
                    .param("id", id)
                    .param("at", Rows.timestamp(now))
                    .param("agreement", upstream.agreement().value())
                    .update());
        });
    }

    private static void noteReceived(JdbcClient sql, UpstreamId upstream, Instant now) {
        sql.sql("update wayleave.upstream_subscription set last_received = :at where id = :id")
                .param("at", Rows.timestamp(now))
                .param("id", upstream.value())
                .update();
    }

    private static boolean isAnybodySubscribed(JdbcClient sql, AgreementId agreement) {
        return sql.sql("""
                        select exists (select from wayleave.subscription
                                       where agreement = :agreement and ended is null)""")
                .param("agreement", agreement.value())
                .query(Boolean.class)
                .single();
    }

    /**
     * Deliveries to be made now, held until the lease is over.
     *
     * @param most in all
     * @param mostOfOne of one receiver, with those that are held already, whichever node holds them
     */
    public List<Claimed<DeliveryId>> claim(Duration lease, int most, int mostOfOne) {
        Instant now = scopes.now();
        Instant until = now.plus(lease);
        return scopes.asResolver(sql -> sql.sql(
                        "select delivery, controller from wayleave.claim_deliveries(:now, :lease, :most, :each)")
                .param("now", Rows.timestamp(now))
                .param("lease", Rows.timestamp(until))
                .param("most", most)
                .param("each", mostOfOne)
                .query((row, number) -> new Claimed<>(
                        new DeliveryId(row.getObject("delivery", UUID.class)),
                        new ControllerId(row.getObject("controller", UUID.class)),
                        until))
                .list());
    }

    /** What a held delivery carries; empty where it is held no more, or where what it carries does not open. */
    public Optional<WaitingDelivery> read(Claimed<DeliveryId> claimed) {
        return scopes.in(
                claimed.controller(),
                sql -> sql.sql("""
                                select d.id, d.attempts, d.subscription, s.agreement, s.person, d.receiver, r.url,
                                       n.id as notification, n.received, n.expires, n.sealed, u.role
                                from wayleave.delivery d
                                join wayleave.subscription s on s.id = d.subscription
                                join wayleave.receiver r on r.id = d.receiver
                                join wayleave.notification n on n.id = d.notification
                                join wayleave.upstream_subscription u on u.id = n.upstream
                                where d.id = :id and d.state = 'WAITING' and d.leased_until = :lease
                                  and n.sealed is not null""")
                        .param("id", claimed.thing().value())
                        .param("lease", Rows.timestamp(claimed.lease()))
                        .query((row, number) -> waiting(row, claimed.controller()))
                        .optional()
                        .flatMap(found -> found));
    }

    private Optional<WaitingDelivery> waiting(ResultSet row, ControllerId controller) throws SQLException {
        UUID notification = row.getObject("notification", UUID.class);
        Optional<byte[]> payload = sealed.open(row.getBytes("sealed"), KIND, controller, notification);
        if (payload.isEmpty()) return Optional.empty();
        return Optional.of(new WaitingDelivery(
                new DeliveryId(row.getObject("id", UUID.class)),
                controller,
                new AgreementId(row.getObject("agreement", UUID.class)),
                new SubscriptionId(row.getObject("subscription", UUID.class)),
                new PersonId(row.getObject("person", UUID.class)),
                new ReceiverId(row.getObject("receiver", UUID.class)),
                URI.create(row.getString("url")),
                notification,
                row.getString("role"),
                row.getInt("attempts"),
                Rows.instant(row, "received"),
                Rows.instant(row, "expires"),
                payload.get()));
    }

    /** It is over. What came in is forgotten with the last of its deliveries. */
    public void finish(Claimed<DeliveryId> claimed, DeliveryState state, String outcome, boolean attempted) {
        scopes.in(claimed.controller(), sql -> {
            int finished = sql.sql("""
                            update wayleave.delivery set state = :state, outcome = :outcome, finished = :at,
                                leased_until = null, attempts = attempts + :attempt
                            where id = :id and state = 'WAITING' and leased_until = :lease""")
                    .param("state", state.name())
                    .param("outcome", outcome)
                    .param("at", Rows.timestamp(scopes.now()))
                    .param("attempt", attempted ? 1 : 0)
                    .param("id", claimed.thing().value())
                    .param("lease", Rows.timestamp(claimed.lease()))
                    .update();
            if (finished == 1) {
                forgetPayload(sql, claimed.thing());
                if (attempted) noteReceiver(sql, claimed.thing(), outcome, state == DeliveryState.DELIVERED);
            }
            return finished;
        });
    }

    /**
     * It is to be tried again.
     *
     * @param receiverUntil until when the receiver is left in peace altogether
     */
    public void again(Claimed<DeliveryId> claimed, Instant next, Instant receiverUntil, String outcome) {
        scopes.in(claimed.controller(), sql -> {
            int waits = sql.sql("""
                            update wayleave.delivery set next_try = :next, outcome = :outcome, leased_until = null,
                                attempts = attempts + 1
                            where id = :id and state = 'WAITING' and leased_until = :lease""")
                    .param("next", Rows.timestamp(next))
                    .param("outcome", outcome)
                    .param("id", claimed.thing().value())
                    .param("lease", Rows.timestamp(claimed.lease()))
                    .update();
            if (waits == 1) {
                noteReceiver(sql, claimed.thing(), outcome, false);
                hold(sql, claimed.thing(), receiverUntil);
            }
            return waits;
        });
    }

    /** Nothing was sent, by no fault of the receiver: it is due again then. */
    public void putBack(Claimed<DeliveryId> claimed, Instant next) {
        scopes.in(
                claimed.controller(),
                sql -> sql.sql("""
                        update wayleave.delivery set next_try = :next, leased_until = null
                        where id = :id and state = 'WAITING' and leased_until = :lease""")
                        .param("next", Rows.timestamp(next))
                        .param("id", claimed.thing().value())
                        .param("lease", Rows.timestamp(claimed.lease()))
                        .update());
    }

    private static void noteReceiver(JdbcClient sql, DeliveryId delivery, String outcome, boolean took) {
        sql.sql("""
                        update wayleave.receiver set last_outcome = :outcome, last_tried = transaction_timestamp(),
                            failures = case when :took then 0 else failures + 1 end,
                            held_until = case when :took then null else held_until end
                        where id = (select d.receiver from wayleave.delivery d where d.id = :id)""")
                .param("outcome", outcome)
                .param("took", took)
                .param("id", delivery.value())
                .update();
    }

    private static void hold(JdbcClient sql, DeliveryId delivery, Instant until) {
        sql.sql("""
                        update wayleave.receiver set held_until = greatest(held_until, :until)
                        where id = (select d.receiver from wayleave.delivery d where d.id = :id)""")
                .param("until", Rows.timestamp(until))
                .param("id", delivery.value())
                .update();
    }

    private static void forgetPayload(JdbcClient sql, DeliveryId delivery) {
        sql.sql("""
                        update wayleave.notification n set sealed = null
                        where n.id = (select d.notification from wayleave.delivery d where d.id = :id)
                          and not exists (select from wayleave.delivery w
                                          where w.notification = n.id and w.state = 'WAITING')""").param("id", delivery.value()).update();
    }

    /** The failures in a row of a receiver. */
    public int failures(ControllerId controller, ReceiverId receiver) {
        return scopes.in(
                controller,
                sql -> sql.sql("select failures from wayleave.receiver where id = :id")
                        .param("id", receiver.value())
                        .query(Integer.class)
                        .optional()
                        .orElse(0));
    }

    public Counts counts(ControllerId controller, ReceiverId receiver) {
        return scopes.in(controller, sql -> {
            Map<DeliveryState, Long> byState = new EnumMap<>(DeliveryState.class);
            for (DeliveryState state : DeliveryState.values()) byState.put(state, 0L);
            sql.sql("select state, count(*) as number from wayleave.delivery where receiver = :id group by state")
                    .param("id", receiver.value())
                    .query((row, number) ->
                            Map.entry(DeliveryState.valueOf(row.getString("state")), row.getLong("number")))
                    .list()
                    .forEach(entry -> byState.put(entry.getKey(), entry.getValue()));
            Optional<Instant> next = sql.sql("""
                            select min(next_try) as next from wayleave.delivery
                            where receiver = :id and state = 'WAITING'""")
                    .param("id", receiver.value())
                    .query((row, number) -> Receivers.instant(row, "next"))
                    .single();
            return new Counts(byState, next);
        });
    }

    /** The latest deliveries to a receiver, the latest first. */
    public List<DeliveryView> latest(ControllerId controller, ReceiverId receiver) {
        return scopes.in(
                controller,
                sql -> sql.sql("""
                                select d.id, d.subscription, d.state, d.attempts, n.received, d.outcome, d.finished,
                                       case when d.state = 'WAITING' then d.next_try end as next_try
                                from wayleave.delivery d join wayleave.notification n on n.id = d.notification
                                where d.receiver = :id order by n.received desc, d.id limit :most""")
                        .param("id", receiver.value())
                        .param("most", SHOWN)
                        .query((row, number) -> new DeliveryView(
                                new DeliveryId(row.getObject("id", UUID.class)),
                                new SubscriptionId(row.getObject("subscription", UUID.class)),
                                DeliveryState.valueOf(row.getString("state")),
                                row.getInt("attempts"),
                                Rows.instant(row, "received"),
                                Receivers.instant(row, "next_try"),
                                Optional.ofNullable(row.getString("outcome")),
                                Receivers.instant(row, "finished")))
                        .list());
    }

    /** Forgets notifications that have been over for so long; how many. */
    public long forget(Duration over) {
        return scopes.asResolver(sql -> sql.sql("select wayleave.forget_notifications(:before)")
                .param("before", Rows.timestamp(scopes.now().minus(over)))
                .query(Long.class)
                .single());
    }
}
