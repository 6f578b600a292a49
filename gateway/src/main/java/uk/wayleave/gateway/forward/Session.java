package uk.wayleave.gateway.forward;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.register.vault.AccountOpening;
import uk.wayleave.register.vault.OpenedAccount;

/**
 * One account of one Controller under one agreement at Street Manager: its tokens, and when it is to be left alone. Calls
 * at the same time share one login. While the tokens are good a call only reads two volatile fields.
 */
final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    /** A token refused sooner than this after it was given is a sign of trouble, not of age. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    private static final int YOUNG_REFUSALS_TAKEN = 2;

    private final SessionKey key;
    private final SignIn wire;
    private final AccountSecrets secrets;
    private final Surroundings around;
    private final Host host;
    private final ReentrantLock lock = new ReentrantLock();

    private volatile Optional<Tokens> tokens = Optional.empty();
    private volatile Hold hold = Hold.NONE;
    /** After a renewal that failed for now, while the old tokens are still good. */
    private volatile Instant renewNotBefore = Instant.MIN;

    private volatile boolean over;
    private volatile int youngRefusals;
    // Guarded by the lock.
    private Optional<CompletableFuture<Readiness>> underWay = Optional.empty();
    private boolean logOutWhenOver;

    /** The API version that was signed in to last; set under the lock. */
    private String signedInWith = "";
    // Written only by the one login under way.
    private volatile Optional<Tokens> refreshable = Optional.empty();
    private volatile Optional<AlarmKind> alarmed = Optional.empty();
    private int failures;

    /** What all sessions have in common. */
    record Surroundings(
            HoldOffs holdOffs,
            BackOff backOff,
            LoginAttempts attempts,
            AccountOpening vault,
            Clock clock,
            Alarm alarm) {}

    Session(SessionKey key, SignIn wire, AccountSecrets secrets, Host host, Surroundings around) {
        this.key = key;
        this.wire = wire;
        this.secrets = secrets;
        this.host = host;
        this.around = around;
    }

    Host host() {
        return host;
    }

    /** Tokens to send with; logs in where there are none, and waits for it no longer than the deadline. */
    Readiness ready(String version, Deadline deadline) {
        Instant now = around.clock().instant();
        Optional<Sent.NotSent> held = hold.at(now);
        if (held.isPresent()) {
            return new Readiness.NotReady(held.get());
        }
        Optional<Tokens> known = usable(now);
        if (known.isEmpty()) {
            return await(renewal(version), deadline);
        }
        if (known.get().isToBeRenewed(now) && !now.isBefore(renewNotBefore)) {
            // Nobody waits for it: the tokens at hand are still good.
            var _ = renewal(version);
        }
        return new Readiness.Ready(known.get());
    }

    private Optional<Tokens> usable(Instant now) {
        return tokens.filter(known -> known.isUsable(now));
    }

    private static Readiness await(CompletableFuture<Readiness> renewal, Deadline deadline) {
        try {
            return renewal.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return new Readiness.NotReady(Sent.NotSent.because(Cause.TIMED_OUT));
        } catch (InterruptedException nobodyWaits) {
            Thread.currentThread().interrupt();
            return new Readiness.NotReady(Sent.NotSent.because(Cause.CANCELLED));
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("A renewal never ends so.", impossible);
        }
    }

    /** The renewal under way, or a new one; on a thread of its own, since it is not for one caller alone. */
    private CompletableFuture<Readiness> renewal(String version) {
        lock.lock();
        try {
            if (over) {
                return CompletableFuture.completedFuture(new Readiness.Over());
            }
            if (underWay.isPresent()) {
                return underWay.get();
            }
            Optional<Readiness> settled = settledMeanwhile();
            if (settled.isPresent()) {
                return CompletableFuture.completedFuture(settled.get());
            }
            CompletableFuture<Readiness> started = new CompletableFuture<>();
            underWay = Optional.of(started);
            Thread.ofVirtual().name("street-manager-login").start(() -> renew(version, started));
            return started;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Readiness> settledMeanwhile() {
        Instant now = around.clock().instant();
        Optional<Sent.NotSent> held = hold.at(now);
        if (held.isPresent()) {
            return held.map(Readiness.NotReady::new);
        }
        return usable(now)
                .filter(known -> !known.isToBeRenewed(now) || now.isBefore(renewNotBefore))
                .map(Readiness.Ready::new);
    }

    private void renew(String version, CompletableFuture<Readiness> started) {
        Readiness result;
        try {
            result = renewed(version);
        } catch (RuntimeException | Error failed) {
            // An error too: whoever waits must be told, and the next login must be possible.
            LOG.error(
                    "The login of account {} failed in the gateway: {}",
                    key.account().id(),
                    failed.getClass().getName());
            result = later(Cause.LOGIN_FAILED, Optional.empty());
        }
        started.complete(settle(version, result));
    }

    private Readiness settle(String version, Readiness result) {
        boolean toLogOut;
        lock.lock();
        try {
            underWay = Optional.empty();
            signedInWith = version;
            toLogOut = over && logOutWhenOver;
            if (!over) {
                return result;
            }
        } finally {
            lock.unlock();
        }
        Optional<Tokens> ended = tokens;
        tokens = Optional.empty();
        if (toLogOut) {
            ended.ifPresent(given -> wire.logOut(version, given));
        }
        return new Readiness.Over();
    }

    private Readiness renewed(String version) {
        Instant now = around.clock().instant();
        Optional<Sent.NotSent> away = host.keptAway(now);
        if (away.isPresent()) {
            return notSent(away.get());
        }
        Optional<Tokens> old = refreshable;
        Optional<String> refreshToken = old.flatMap(known -> known.refresh(now));
        if (old.isEmpty() || refreshToken.isEmpty()) {
            return loggedIn(version);
        }
        return switch (wire.refresh(version, old.get(), refreshToken.get())) {
            case SignIn.Said.Yes yes -> accepted(yes.tokens());
            case SignIn.Said.No no -> loggedIn(version);
            case SignIn.Said.NotNow(Cause cause, Optional<Duration> retryAfter) -> notNow(cause, retryAfter);
            case SignIn.Said.Nothing nothing -> notNow(nothing.cause(), Optional.empty());
        };
    }

    private Readiness loggedIn(String version) {
        refreshable = Optional.empty();
        Optional<OpenedAccount> opened;
        try {
            opened = around.vault().open(key.controller(), key.agreement(), key.account());
        } catch (RuntimeException failed) {
            LOG.error(
                    "The vault could not be read for account {}: {}",
                    key.account().id(),
                    failed.getClass().getName());
            return new Readiness.NotReady(Sent.NotSent.because(Cause.VAULT_UNAVAILABLE));
        }
        return opened.map(account -> loggedIn(version, account))
                .orElseGet(() -> new Readiness.NotReady(Sent.NotSent.because(Cause.NO_PASSWORD)));
    }

    private Readiness loggedIn(String version, OpenedAccount account) {
        var login = new LoginAttempts.Login(key.controller(), key.account().host(), account.emailAddress());
        Optional<Duration> tooMany = around.attempts().begin(login);
        if (tooMany.isPresent()) {
            return holdOff(Cause.WRONG_PASSWORD, tooMany.get());
        }
        boolean mayHaveFailed = true;
        secrets.opened(key, account);
        try {
            SignIn.Said said = wire.logIn(version, account);
            mayHaveFailed = said instanceof SignIn.Said.Nothing
                    || (said instanceof SignIn.Said.No(Cause cause, var ignored) && cause == Cause.WRONG_PASSWORD);
            return followed(version, said);
        } finally {
            around.attempts().settle(login, mayHaveFailed);
        }
    }

    private Readiness followed(String version, SignIn.Said said) {
        return switch (said) {
            case SignIn.Said.Yes(Tokens given, Optional<String> organisation) ->
                organisation.equals(Optional.of(key.account().organisationReference()))
                        ? accepted(given)
                        : wrongOrganisation(version, given);
            case SignIn.Said.No(Cause cause, Optional<Duration> retryAfter) -> refused(cause, retryAfter);
            case SignIn.Said.NotNow(Cause cause, Optional<Duration> retryAfter) -> notNow(cause, retryAfter);
            case SignIn.Said.Nothing nothing -> notNow(nothing.cause(), Optional.empty());
        };
    }

    private Readiness accepted(Tokens given) {
        secrets.given(key, given.texts());
        refreshable = Optional.of(given);
        tokens = Optional.of(given);
        hold = Hold.NONE;
        renewNotBefore = Instant.MIN;
        failures = 0;
        alarmed = Optional.empty();
        return new Readiness.Ready(given);
    }

    private Readiness wrongOrganisation(String version, Tokens given) {
        hold = Hold.forGood(Cause.WRONG_ORGANISATION);
        tokens = Optional.empty();
        alarm(AlarmKind.WRONG_ORGANISATION);
        wire.logOut(version, given);
        return new Readiness.NotReady(Sent.NotSent.because(Cause.WRONG_ORGANISATION));
    }

    private Readiness refused(Cause cause, Optional<Duration> retryAfter) {
        HoldOffs times = around.holdOffs();
        return switch (cause) {
            case WRONG_PASSWORD -> {
                alarm(AlarmKind.WRONG_PASSWORD);
                yield holdOff(cause, times.wrongPassword());
            }
            case INVITATION_OPEN -> {
                alarm(AlarmKind.INVITATION_OPEN);
                yield holdOff(cause, times.wrongPassword());
            }
            case ORGANISATION_SUSPENDED -> {
                alarm(AlarmKind.ORGANISATION_SUSPENDED);
                yield holdOff(cause, times.suspended());
            }
            case ACCOUNT_LOCKED -> {
                alarm(AlarmKind.ACCOUNT_LOCKED);
                yield holdOff(cause, longer(times.locked(), retryAfter));
            }
            default -> later(cause, retryAfter);
        };
    }

    private static Duration longer(Duration one, Optional<Duration> other) {
        return other.filter(stated -> stated.compareTo(one) > 0).orElse(one);
    }

    /** Good tokens stay in use while new ones cannot be had. */
    private Readiness notNow(Cause cause, Optional<Duration> retryAfter) {
        return switch (cause) {
            case TOO_MANY_CALLS -> notSent(Sent.NotSent.heldOff(cause, host.tooManyCalls(retryAfter)));
            case OVER_BUDGET -> notSent(new Sent.NotSent(cause, retryAfter));
            default -> later(cause, retryAfter);
        };
    }

    /** It is not this account's fault, so nothing is held against it. */
    private Readiness notSent(Sent.NotSent why) {
        return usableAnyway(why.retryAfter().orElse(Duration.ZERO)).orElseGet(() -> new Readiness.NotReady(why));
    }

    private Readiness later(Cause cause, Optional<Duration> retryAfter) {
        failures++;
        Duration pause = longer(around.backOff().pause(failures), retryAfter);
        LOG.warn("Account {} cannot be logged in now: {}", key.account().id(), cause);
        return usableAnyway(pause).orElseGet(() -> holdOff(cause, pause));
    }

    private Optional<Readiness> usableAnyway(Duration pause) {
        Instant now = around.clock().instant();
        Optional<Tokens> known = usable(now);
        if (known.isPresent()) {
            renewNotBefore = now.plus(pause);
        }
        return known.map(Readiness.Ready::new);
    }

    private Readiness holdOff(Cause cause, Duration time) {
        tokens = Optional.empty();
        hold = new Hold(around.clock().instant().plus(time), cause);
        return new Readiness.NotReady(Sent.NotSent.heldOff(cause, time));
    }

    private void alarm(AlarmKind kind) {
        LOG.warn("Account {} cannot be logged in: {}", key.account().id(), kind);
        if (alarmed.equals(Optional.of(kind))) {
            return;
        }
        alarmed = Optional.of(kind);
        try {
            around.alarm().raise(kind, key.controller(), key.account().id());
        } catch (RuntimeException failed) {
            LOG.error(
                    "The alarm {} for account {} was not taken",
                    kind,
                    key.account().id());
        }
    }

    /** Street Manager took the token. */
    void worked() {
        if (youngRefusals != 0) {
            youngRefusals = 0;
        }
    }

    /** Street Manager did not take a token we thought good: it is not used again. */
    void refused(Tokens refused) {
        lock.lock();
        try {
            if (!tokens.filter(known -> known == refused).isPresent()) {
                return;
            }
            tokens = Optional.empty();
            Instant now = around.clock().instant();
            youngRefusals = refused.age(now).compareTo(YOUNG) < 0 ? youngRefusals + 1 : 0;
            if (youngRefusals > YOUNG_REFUSALS_TAKEN) {
                Duration pause = around.backOff().pause(youngRefusals - YOUNG_REFUSALS_TAKEN);
                hold = new Hold(now.plus(pause), Cause.TOKEN_REFUSED);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A call was answered 423. */
    void locked(Optional<Duration> retryAfter) {
        Duration time = longer(around.holdOffs().locked(), retryAfter);
        hold = new Hold(around.clock().instant().plus(time), Cause.ACCOUNT_LOCKED);
    }

    /** A call was answered 412: Street Manager has suspended the organisation. */
    void suspended(Optional<Duration> retryAfter) {
        Duration time = longer(around.holdOffs().suspended(), retryAfter);
        hold = new Hold(around.clock().instant().plus(time), Cause.ORGANISATION_SUSPENDED);
        alarm(AlarmKind.ORGANISATION_SUSPENDED);
    }

    /** No call uses it any more. With {@code logOut}, neither does anybody who has its tokens. */
    void end(boolean logOut) {
        Optional<Tokens> ended;
        String version;
        lock.lock();
        try {
            over = true;
            logOutWhenOver = logOutWhenOver || logOut;
            ended = tokens;
            tokens = Optional.empty();
            version = signedInWith;
        } finally {
            lock.unlock();
        }
        if (logOut) {
            ended.ifPresent(given -> wire.logOut(version, given));
        }
    }

    /** Ends it if it is worth nothing any more: it had tokens or a hold-off, and they are past. */
    boolean endIfStale(Instant now) {
        lock.lock();
        try {
            boolean used = refreshable.isPresent() || !hold.equals(Hold.NONE);
            boolean past = hold.at(now).isEmpty()
                    && usable(now).isEmpty()
                    && refreshable.flatMap(known -> known.refresh(now)).isEmpty();
            over = over || (used && past && underWay.isEmpty());
            return over;
        } finally {
            lock.unlock();
        }
    }
}
