package uk.wayleave.register.notification;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/** What products subscribed to; one for each receiver at a time. */
public final class Subscriptions {
    private static final String SELECT = """
            select s.id, s.controller, s.agreement, s.product, s.instruction, s.person, s.receiver, r.url,
                   s.description, s.began, s.ended, s.ended_because
            from wayleave.subscription s join wayleave.receiver r on r.id = s.receiver\s""";

    private static final RowMapper<Subscription> SUBSCRIPTION = (row, number) -> {
        @Nullable String because = row.getString("ended_because");
        return new Subscription(
                new SubscriptionId(row.getObject("id", UUID.class)),
                new ControllerId(row.getObject("controller", UUID.class)),
                new AgreementId(row.getObject("agreement", UUID.class)),
                new ProductId(row.getObject("product", UUID.class)),
                new InstructionId(row.getObject("instruction", UUID.class)),
                new PersonId(row.getObject("person", UUID.class)),
                new ReceiverId(row.getObject("receiver", UUID.class)),
                URI.create(row.getString("url")),
                Optional.ofNullable(row.getString("description")),
                Rows.instant(row, "began"),
                because == null
                        ? Optional.empty()
                        : Optional.of(new Subscription.Ended(Rows.instant(row, "ended"), because)));
    };

    private static final Duration LEFT_AFTER = Duration.ofMinutes(1);

    private final Scopes scopes;

    public Subscriptions(Scopes scopes) {
        this.scopes = scopes;
    }

    /**
     * Begins a subscription for a receiver that has proven itself. One that goes on for it under the same instruction,
     * credential and person is answered instead; one under another ends.
     */
    public Outcome<Subscription> begin(ControllerId controller, NewSubscription wanted) {
        return scopes.change(new Body.OfController(controller), new Actor.Machine(wanted.product()), change -> {
            requireProven(change, wanted);
            UUID credential = credentialOf(change, wanted);
            Optional<Subscription> same = sameAs(change, wanted, credential);
            if (same.isPresent()) return same.get();
            endAllFor(change, wanted.receiver(), "replaced");
            var id = new SubscriptionId(UUID.randomUUID());
            change.sql()
                    .sql("""
                            insert into wayleave.subscription (id, controller, agreement, product, credential,
                                instruction, person, receiver, description, began)
                            values (:id, :controller, :agreement, :product, :credential, :instruction, :person,
                                :receiver, :description, :at)""")
                    .param("id", id.value())
                    .param("controller", controller.value())
                    .param("agreement", wanted.agreement().value())
                    .param("product", wanted.product().value())
                    .param("credential", credential)
                    .param("instruction", wanted.instruction().value())
                    .param("person", wanted.person().value())
                    .param("receiver", wanted.receiver().value())
                    .param("description", wanted.description().orElse(null))
                    .param("at", change.timestamp())
                    .update();
            lookAfter(change, wanted.agreement(), controller);
            change.record(
                    "subscription.began",
                    Map.of(
                            "subscription", id.toString(),
                            "receiver", wanted.receiver().toString(),
                            "agreement", wanted.agreement().toString(),
                            "instruction", wanted.instruction().toString(),
                            "person", wanted.person().toString()));
            return required(change.sql(), id);
        });
    }

    /** Ends a subscription that goes on, since its receiver is gone or it is no longer permitted. */
    public Outcome<SubscriptionId> end(ControllerId controller, SubscriptionId id, ProductId product, String because) {
        return end(controller, id, product, because, Duration.ZERO);
    }

    /**
     * Ends one that goes on at its product's own call. The call itself tells Street Manager when nobody is left; upkeep
     * follows only after a while, in case it could not.
     */
    public Outcome<SubscriptionId> unsubscribe(ControllerId controller, SubscriptionId id, ProductId product) {
        return end(controller, id, product, "unsubscribed", LEFT_AFTER);
    }

    private Outcome<SubscriptionId> end(
            ControllerId controller, SubscriptionId id, ProductId product, String because, Duration upkeepIn) {
        return scopes.change(new Body.OfController(controller), new Actor.Machine(product), change -> {
            int ended = change.sql()
                    .sql("""
                            update wayleave.subscription set ended = :at, ended_because = :because
                            where id = :id and product = :product and ended is null""")
                    .param("at", change.timestamp())
                    .param("because", because)
                    .param("id", id.value())
                    .param("product", product.value())
                    .update();
            if (ended == 0) throw Refusal.because("There is no such subscription that goes on.", "Name one that does.");
            change.record("subscription.ended", Map.of("subscription", id.toString(), "because", because));
            nudgeUpkeepOf(change, id, upkeepIn);
            return id;
        });
    }

    /** Ends what goes on for a receiver. */
    static void endAllFor(Change change, ReceiverId receiver, String because) {
        List<UUID> ended = change.sql()
                .sql("""
                        update wayleave.subscription set ended = :at, ended_because = :because
                        where receiver = :receiver and ended is null returning id""")
                .param("at", change.timestamp())
                .param("because", because)
                .param("receiver", receiver.value())
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
        for (UUID id : ended) {
            change.record("subscription.ended", Map.of("subscription", id.toString(), "because", because));
            nudgeUpkeepOf(change, new SubscriptionId(id), Duration.ZERO);
        }
    }

    public Optional<Subscription> find(ControllerId controller, SubscriptionId id) {
        return scopes.in(
                controller,
                sql -> sql.sql(SELECT + "where s.id = :id")
                        .param("id", id.value())
                        .query(SUBSCRIPTION)
                        .optional());
    }

    /** All of one Controller, those that ended too; the latest 1,000. */
    public List<Subscription> of(ControllerId controller) {
        return scopes.in(
                controller,
                sql -> sql.sql(SELECT + "order by s.began desc, s.id limit 1000")
                        .query(SUBSCRIPTION)
                        .list());
    }

    /** Those that go on under an agreement, the oldest first. */
    public List<Subscription> goingOn(ControllerId controller, AgreementId agreement) {
        return scopes.in(
                controller,
                sql -> sql.sql(SELECT + "where s.agreement = :agreement and s.ended is null order by s.began, s.id")
                        .param("agreement", agreement.value())
                        .query(SUBSCRIPTION)
                        .list());
    }

    private static Subscription required(JdbcClient sql, SubscriptionId id) {
        return sql.sql(SELECT + "where s.id = :id")
                .param("id", id.value())
                .query(SUBSCRIPTION)
                .single();
    }

    private static void requireProven(Change change, NewSubscription wanted) {
        boolean proven = change.sql()
                .sql("""
                        select exists (select from wayleave.receiver where id = :id and agreement = :agreement
                            and product = :product and state = 'PROVEN')""")
                .param("id", wanted.receiver().value())
                .param("agreement", wanted.agreement().value())
                .param("product", wanted.product().value())
                .query(Boolean.class)
                .single();
        if (!proven)
            throw Refusal.because("The receiver has not proven itself, or was removed.", "Wait until it is proven.");
    }

    private static UUID credentialOf(Change change, NewSubscription wanted) {
        return change.sql()
                .sql("select id from wayleave.credential where client_id = :client and agreement = :agreement")
                .param("client", wanted.clientId())
                .param("agreement", wanted.agreement().value())
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> Refusal.because("The credential is not known.", "Sign in again."));
    }

    private static Optional<Subscription> sameAs(Change change, NewSubscription wanted, UUID credential) {
        return change.sql()
                .sql(SELECT + """
                        where s.receiver = :receiver and s.ended is null and s.instruction = :instruction
                          and s.person = :person and s.credential = :credential""")
                .param("receiver", wanted.receiver().value())
                .param("instruction", wanted.instruction().value())
                .param("person", wanted.person().value())
                .param("credential", credential)
                .query(SUBSCRIPTION)
                .optional();
    }

    private static void lookAfter(Change change, AgreementId agreement, ControllerId controller) {
        change.sql()
                .sql("""
                        insert into wayleave.subscription_upkeep (agreement, controller, next_at)
                        values (:agreement, :controller, :at)
                        on conflict (agreement) do update set next_at = excluded.next_at, tries = 0""")
                .param("agreement", agreement.value())
                .param("controller", controller.value())
                .param("at", change.timestamp())
                .update();
    }

    /** So that our own subscription ends soon after the last product's. */
    private static void nudgeUpkeepOf(Change change, SubscriptionId id, Duration in) {
        change.sql()
                .sql("""
                        update wayleave.subscription_upkeep set next_at = :at, tries = 0
                        where agreement = (select s.agreement from wayleave.subscription s where s.id = :id)""")
                .param("at", change.timestamp().plus(in))
                .param("id", id.value())
                .update();
    }
}
