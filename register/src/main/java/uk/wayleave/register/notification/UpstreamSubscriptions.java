package uk.wayleave.register.notification;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.credential.RandomSecret;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.snapshot.Account;

/** Our own subscriptions with Street Manager: at most one that goes on for each account. */
public final class UpstreamSubscriptions {
    private static final String SELECT = """
            select id, controller, agreement, account, host, role, asked, reference, topic, confirmed, last_received,
                   ended is not null as ended
            from wayleave.upstream_subscription\s""";

    private static final RowMapper<UpstreamSubscription> UPSTREAM = (row, number) -> new UpstreamSubscription(
            new UpstreamId(row.getObject("id", UUID.class)),
            new ControllerId(row.getObject("controller", UUID.class)),
            new AgreementId(row.getObject("agreement", UUID.class)),
            new AccountId(row.getObject("account", UUID.class)),
            row.getString("host"),
            row.getString("role"),
            Rows.instant(row, "asked"),
            Optional.ofNullable(row.getString("reference")),
            Optional.ofNullable(row.getString("topic")),
            Receivers.instant(row, "confirmed"),
            Receivers.instant(row, "last_received"),
            row.getBoolean("ended"));

    private final Scopes scopes;
    private final SecureRandom random;

    public UpstreamSubscriptions(Scopes scopes, SecureRandom random) {
        this.scopes = scopes;
        this.random = random;
    }

    /**
     * One that is about to be asked for.
     *
     * @param secret of its receiver's path; kept nowhere, only its digest is
     */
    public record Begun(UpstreamId id, String secret) {
        @Override
        public String toString() {
            return "Begun[" + id + "]";
        }
    }

    /**
     * An agreement whose subscriptions are to be looked at.
     *
     * @param tries how often in a row that did not succeed
     */
    public record Upkeep(AgreementId agreement, int tries) {}

    /** Makes the path for an account; empty where the account has one that goes on. */
    public Optional<Begun> begin(ControllerId controller, AgreementId agreement, Account account) {
        var id = new UpstreamId(UUID.randomUUID());
        String secret = RandomSecret.next(random, "");
        int begun = scopes.in(
                controller,
                sql -> sql.sql("""
                        insert into wayleave.upstream_subscription
                            (id, controller, agreement, account, swa_code, host, role, secret_digest, asked)
                        values (:id, :controller, :agreement, :account, :code, :host, :role, :digest, :at)
                        on conflict do nothing""")
                        .param("id", id.value())
                        .param("controller", controller.value())
                        .param("agreement", agreement.value())
                        .param("account", account.id().value())
                        .param("code", account.swaCode().value())
                        .param("host", account.host().toString())
                        .param("role", account.role())
                        .param("digest", RandomSecret.digest(secret))
                        .param("at", Rows.timestamp(scopes.now()))
                        .update());
        return begun == 1 ? Optional.of(new Begun(id, secret)) : Optional.empty();
    }

    /** Street Manager has answered with its name for it. */
    public void made(ControllerId controller, UpstreamId id, String reference) {
        change(controller, id, "reference = :value", reference);
    }

    /** Amazon SNS was told that we want it. From now on only this topic's notifications are taken. */
    public void confirmed(ControllerId controller, UpstreamId id, String topic) {
        change(controller, id, "topic = coalesce(topic, :value), confirmed = coalesce(confirmed, :at)", topic);
    }

    /** It goes on no more: its path is not answered from now on. */
    public void end(ControllerId controller, UpstreamId id, String because) {
        change(controller, id, "ended = :at, ended_because = :value", because);
    }

    private void change(ControllerId controller, UpstreamId id, String what, String value) {
        scopes.in(
                controller,
                sql -> sql.sql("update wayleave.upstream_subscription set " + what
                                + " where id = :id and ended is null and cast(:at as timestamptz) is not null")
                        .param("value", value)
                        .param("at", Rows.timestamp(scopes.now()))
                        .param("id", id.value())
                        .update());
    }

    /** Whose path ends with this secret; empty for any other text, and for one that has ended. */
    public Optional<UpstreamSubscription> ofSecret(String secret) {
        return scopes.asResolver(sql -> sql.sql("select upstream, controller from wayleave.upstream_of_secret(:digest)")
                        .param("digest", RandomSecret.digest(secret))
                        .query((row, number) -> new Claimed<>(
                                new UpstreamId(row.getObject("upstream", UUID.class)),
                                new ControllerId(row.getObject("controller", UUID.class)),
                                Instant.EPOCH))
                        .optional())
                .flatMap(found -> find(found.controller(), found.thing()))
                .filter(upstream -> !upstream.ended());
    }

    public Optional<UpstreamSubscription> find(ControllerId controller, UpstreamId id) {
        return scopes.in(
                controller,
                sql -> sql.sql(SELECT + "where id = :id")
                        .param("id", id.value())
                        .query(UPSTREAM)
                        .optional());
    }

    /** Those that go on under an agreement. */
    public List<UpstreamSubscription> goingOn(ControllerId controller, AgreementId agreement) {
        return scopes.in(
                controller,
                sql -> sql.sql(SELECT + "where agreement = :agreement and ended is null order by asked, id")
                        .param("agreement", agreement.value())
                        .query(UPSTREAM)
                        .list());
    }

    /** Agreements to be looked at now; each is due again when the lease is over, or when {@link #lookAgain} says. */
    public List<Claimed<Upkeep>> claimUpkeep(Duration lease, int most) {
        Instant now = scopes.now();
        Instant until = now.plus(lease);
        return scopes.asResolver(sql -> sql.sql(
                        "select agreement, controller, tries from wayleave.claim_upkeep(:now, :lease, :most)")
                .param("now", Rows.timestamp(now))
                .param("lease", Rows.timestamp(until))
                .param("most", most)
                .query((row, number) -> new Claimed<>(
                        new Upkeep(new AgreementId(row.getObject("agreement", UUID.class)), row.getInt("tries")),
                        new ControllerId(row.getObject("controller", UUID.class)),
                        until))
                .list());
    }

    /** When an agreement is to be looked at again, unless it was asked for sooner meanwhile. */
    public void lookAgain(Claimed<Upkeep> claimed, Instant at, int tries) {
        scopes.in(
                claimed.controller(),
                sql -> sql.sql("""
                        update wayleave.subscription_upkeep set next_at = :at, tries = :tries
                        where agreement = :agreement and next_at = :lease""")
                        .param("at", Rows.timestamp(at))
                        .param("tries", tries)
                        .param("agreement", claimed.thing().agreement().value())
                        .param("lease", Rows.timestamp(claimed.lease()))
                        .update());
    }
}
