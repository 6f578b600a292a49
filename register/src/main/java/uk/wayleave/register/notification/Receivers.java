package uk.wayleave.register.notification;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.messages.receiver.ReceiverUrl;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/**
 * Where products take notifications. Only an administrator of the Controller registers one (framework A2: what was asked
 * for goes to nobody else), and it is used only after it has answered a challenge.
 */
public final class Receivers {
    /** Receivers of one agreement that are not removed. */
    public static final int MOST = 50;

    private static final String SELECT = """
            select r.id, r.controller, r.agreement, r.product, r.url, r.state, r.registered, r.proven, r.failures,
                   r.last_outcome, r.last_tried,
                   case when r.state = 'UNPROVEN' then r.challenge_at
                        else (select greatest(r.held_until, min(d.next_try)) from wayleave.delivery d
                              where d.receiver = r.id and d.state = 'WAITING') end as next_try
            from wayleave.receiver r\s""";

    private static final RowMapper<Receiver> RECEIVER = (row, number) -> new Receiver(
            new ReceiverId(row.getObject("id", UUID.class)),
            new ControllerId(row.getObject("controller", UUID.class)),
            new AgreementId(row.getObject("agreement", UUID.class)),
            new ProductId(row.getObject("product", UUID.class)),
            URI.create(row.getString("url")),
            ReceiverState.valueOf(row.getString("state")),
            Rows.instant(row, "registered"),
            instant(row, "proven"),
            row.getInt("failures"),
            instant(row, "next_try"),
            Optional.ofNullable(row.getString("last_outcome")),
            instant(row, "last_tried"));

    private final Scopes scopes;

    public Receivers(Scopes scopes) {
        this.scopes = scopes;
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** Registers a receiver; it is challenged as soon as a node comes to it. */
    public Outcome<Receiver> register(
            ControllerId controller, AgreementId agreement, ProductId product, URI url, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            URI normal = ReceiverUrl.normal(url)
                    .orElseThrow(() -> Refusal.because(
                            "Notifications are sent over TLS only, except on loopback.",
                            "Give an https address without user name and fragment, of at most " + ReceiverUrl.LONGEST
                                    + " characters."));
            IntegratorId integrator = integratorOf(change, agreement);
            requireProduct(change, integrator, product);
            requireRoom(change, agreement);
            requireNew(change, agreement, product, normal);
            var id = new ReceiverId(UUID.randomUUID());
            change.sql()
                    .sql("""
                            insert into wayleave.receiver
                                (id, controller, agreement, integrator, product, url, registered, challenge_at)
                            values (:id, :controller, :agreement, :integrator, :product, :url, :at, :at)""")
                    .param("id", id.value())
                    .param("controller", controller.value())
                    .param("agreement", agreement.value())
                    .param("integrator", integrator.value())
                    .param("product", product.value())
                    .param("url", normal.toString())
                    .param("at", change.timestamp())
                    .update();
            change.record(
                    "receiver.registered",
                    Map.of(
                            "receiver", id.toString(),
                            "agreement", agreement.toString(),
                            "product", product.toString()));
            return required(change, id);
        });
    }

    /** Has it challenged again, as soon as a node comes to it. */
    public Outcome<Receiver> challenge(ControllerId controller, ReceiverId id, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            if (required(change, id).state() != ReceiverState.UNPROVEN)
                throw Refusal.because("The receiver has proven itself already.", "Use it, or remove it.");
            change.sql()
                    .sql("update wayleave.receiver set challenge_at = :at, challenges = 0 where id = :id")
                    .param("at", change.timestamp())
                    .param("id", id.value())
                    .update();
            change.record("receiver.challenged", Map.of("receiver", id.toString()));
            return required(change, id);
        });
    }

    /** Ends a receiver, and the subscription that is for it: nothing is sent there from now on. */
    public Outcome<ReceiverId> remove(ControllerId controller, ReceiverId id, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            required(change, id);
            Subscriptions.endAllFor(change, id, "receiver-removed");
            change.sql()
                    .sql("""
                            update wayleave.receiver set state = 'REMOVED', removed = :at, challenge_at = null
                            where id = :id""")
                    .param("at", change.timestamp())
                    .param("id", id.value())
                    .update();
            change.record("receiver.removed", Map.of("receiver", id.toString()));
            return id;
        });
    }

    public Optional<Receiver> find(ControllerId controller, ReceiverId id) {
        return scopes.in(
                controller,
                sql -> sql.sql(SELECT + "where r.id = :id")
                        .param("id", id.value())
                        .query(RECEIVER)
                        .optional());
    }

    /** Those of one Controller that are not removed, the oldest first. */
    public List<Receiver> of(ControllerId controller) {
        return scopes.in(
                controller,
                sql -> sql.sql(SELECT + "where r.state <> 'REMOVED' order by r.registered, r.id")
                        .query(RECEIVER)
                        .list());
    }

    /** The receiver that is registered for a product under an agreement at exactly this address. */
    public Optional<Receiver> at(ControllerId controller, AgreementId agreement, ProductId product, URI url) {
        return scopes.in(
                controller,
                sql -> sql.sql(SELECT + """
                                where r.agreement = :agreement and r.product = :product and r.url = :url
                                  and r.state <> 'REMOVED'""")
                        .param("agreement", agreement.value())
                        .param("product", product.value())
                        .param("url", url.toString())
                        .query(RECEIVER)
                        .optional());
    }

    /** Receivers to be challenged now; each is due again when the lease is over, unless its answer is kept before. */
    public List<Claimed<ReceiverId>> claimChallenges(Duration lease, int most) {
        Instant now = scopes.now();
        Instant until = now.plus(lease);
        return scopes.asResolver(sql -> sql.sql(
                        "select receiver, controller from wayleave.claim_challenges(:now, :lease, :most)")
                .param("now", Rows.timestamp(now))
                .param("lease", Rows.timestamp(until))
                .param("most", most)
                .query((row, number) -> new Claimed<>(
                        new ReceiverId(row.getObject("receiver", UUID.class)),
                        new ControllerId(row.getObject("controller", UUID.class)),
                        until))
                .list());
    }

    /** It has answered the challenge: its product has proven that it expects us there. */
    public Outcome<ReceiverId> proven(Receiver receiver) {
        return scopes.change(
                new Body.OfController(receiver.controller()), new Actor.Machine(receiver.product()), change -> {
                    int proven = change.sql()
                            .sql("""
                                    update wayleave.receiver set state = 'PROVEN', proven = :at, challenge_at = null,
                                        failures = 0, held_until = null, last_outcome = 'proven', last_tried = :at
                                    where id = :id and state = 'UNPROVEN'""")
                            .param("at", change.timestamp())
                            .param("id", receiver.id().value())
                            .update();
                    if (proven == 0) throw Refusal.because("The receiver is not waiting for that.", "Leave it.");
                    change.record(
                            "receiver.proven", Map.of("receiver", receiver.id().toString()));
                    return receiver.id();
                });
    }

    /**
     * It has not answered the challenge.
     *
     * @param next when to challenge it again; empty for not before it is asked for
     */
    public void notProven(Claimed<ReceiverId> claimed, String outcome, Optional<Instant> next) {
        @Nullable OffsetDateTime at = next.map(Rows::timestamp).orElse(null);
        scopes.in(
                claimed.controller(),
                sql -> sql.sql("""
                        update wayleave.receiver set challenge_at = :next, challenges = challenges + 1,
                            failures = failures + 1, last_outcome = :outcome, last_tried = :at
                        where id = :id and state = 'UNPROVEN' and challenge_at = :lease""")
                        .param("next", at, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("outcome", outcome)
                        .param("at", Rows.timestamp(scopes.now()))
                        .param("id", claimed.thing().value())
                        .param("lease", Rows.timestamp(claimed.lease()))
                        .update());
    }

    /** How often it was challenged in vain since it was registered or last asked for. */
    public int challenges(ControllerId controller, ReceiverId id) {
        return scopes.in(
                controller,
                sql -> sql.sql("select challenges from wayleave.receiver where id = :id")
                        .param("id", id.value())
                        .query(Integer.class)
                        .optional()
                        .orElse(0));
    }

    private static Receiver required(Change change, ReceiverId id) {
        return change.sql()
                .sql(SELECT + "where r.id = :id and r.state <> 'REMOVED'")
                .param("id", id.value())
                .query(RECEIVER)
                .optional()
                .orElseThrow(() -> Refusal.because("The Controller has no such receiver.", "Name one it has."));
    }

    private static IntegratorId integratorOf(Change change, AgreementId agreement) {
        return change.sql()
                .sql("select integrator from wayleave.agreement where id = :id and state <> 'ENDED'")
                .param("id", agreement.value())
                .query(UUID.class)
                .optional()
                .map(IntegratorId::new)
                .orElseThrow(() -> Refusal.because(
                        "The Controller has no such agreement, or it has ended.", "Name one that has not."));
    }

    private static void requireProduct(Change change, IntegratorId integrator, ProductId product) {
        boolean known = change.sql()
                .sql("""
                        select exists (select from wayleave.product
                                       where id = :id and integrator = :integrator and standing <> 'ENDED')""")
                .param("id", product.value())
                .param("integrator", integrator.value())
                .query(Boolean.class)
                .single();
        if (!known)
            throw Refusal.because(
                    "The agreement's integrator has no such product, or it has ended.", "Name another product.");
    }

    private static void requireRoom(Change change, AgreementId agreement) {
        long there = change.sql()
                .sql("select count(*) from wayleave.receiver where agreement = :id and state <> 'REMOVED'")
                .param("id", agreement.value())
                .query(Long.class)
                .single();
        if (there >= MOST)
            throw Refusal.because(
                    "The agreement has " + MOST + " receivers already.", "Remove one that is not used any more.");
    }

    private static void requireNew(Change change, AgreementId agreement, ProductId product, URI url) {
        boolean there = change.sql()
                .sql("""
                        select exists (select from wayleave.receiver where agreement = :agreement
                            and product = :product and url = :url and state <> 'REMOVED')""")
                .param("agreement", agreement.value())
                .param("product", product.value())
                .param("url", url.toString())
                .query(Boolean.class)
                .single();
        if (there)
            throw Refusal.because("This receiver is registered already.", "Use it, or remove it and register it anew.");
    }
}
