package uk.wayleave.gateway.forward;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.gateway.governor.Admission;
import uk.wayleave.gateway.governor.Governor;
import uk.wayleave.gateway.governor.Place;
import uk.wayleave.gateway.governor.Shortage;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.vault.AccountOpening;

/**
 * The client of Street Manager; one for each process, for any number of threads. It logs in with the Controllers' own
 * accounts, keeps their tokens to itself, is never a burden (one login for many calls, back-off, no write sent twice),
 * and tells exactly what became of each call.
 */
public final class StreetManager implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreetManager.class);

    /** Street Manager says 401 for a bad token and for a lack of rights alike; only this text tells them apart. */
    private static final String LACK_OF_RIGHTS = "access restricted";

    private static final int LONGEST_REASON = 4096;
    private static final int MOST_RESTARTS = 3;
    private static final int MOST_HOSTS_ASKED = 4;

    private final ForwardSettings settings;
    private final AllowedHosts hosts;
    private final Upstream upstream;
    private final Governor governor;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final BackOff backOff;
    private final Session.Surroundings around;
    private final StatusProbe probe;
    private final Map<SessionKey, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Host> knownHosts = new ConcurrentHashMap<>();
    private final Map<ControllerId, AccountSecrets> secrets = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private StreetManager(
            ForwardSettings settings,
            AllowedHosts hosts,
            Upstream upstream,
            Governor governor,
            AccountOpening vault,
            Clock clock,
            Alarm alarm) {
        this.settings = settings;
        this.hosts = hosts;
        this.upstream = upstream;
        this.governor = governor;
        this.clock = clock;
        this.backOff = new BackOff(settings.holdOffs(), random);
        this.probe = new StatusProbe(
                upstream, governor, host -> Optional.ofNullable(knownHosts.get(AllowedHosts.origin(host))), clock);
        this.around =
                new Session.Surroundings(settings.holdOffs(), backOff, new LoginAttempts(clock), vault, clock, alarm);
    }

    /**
     * Starts the client; nothing is sent yet.
     *
     * @param governor of this process; closed by whoever started it, after this
     * @param vault asked for a password at each login, and only then
     * @throws IllegalArgumentException if the settings name a host that is neither https nor on loopback
     * @throws IllegalStateException if the log level would write tokens, or the certificates to trust cannot be read
     */
    public static StreetManager start(
            ForwardSettings settings, Governor governor, AccountOpening vault, Clock clock, Alarm alarm) {
        AllowedHosts hosts = AllowedHosts.of(settings.onlyHosts());
        return new StreetManager(settings, hosts, Upstream.start(settings, clock), governor, vault, clock, alarm);
    }

    /** The governor that every request goes by. */
    public Governor governor() {
        return governor;
    }

    /** Why nothing is sent to that host now, whoever asks: it asked for fewer calls, or fails; empty where it may be. */
    public Optional<Sent.NotSent> keptAway(URI host) {
        return Optional.ofNullable(knownHosts.get(AllowedHosts.origin(host)))
                .flatMap(known -> known.keptAway(clock.instant()));
    }

    /** Tells people of something about an account; that they cannot be told stops nothing. */
    public void raise(AlarmKind kind, ControllerId controller, AccountId account) {
        try {
            around.alarm().raise(kind, controller, account);
        } catch (RuntimeException notTaken) {
            LOG.error("The alarm {} for account {} was not taken", kind, account, notTaken);
        }
    }

    /**
     * Sends a call with its account, logging in first where needed, and waits for what becomes of it. A read whose token
     * is refused is sent once more with a new one; a write never is.
     *
     * <p>An interrupt ends the call at Street Manager's side too, and stays set.
     *
     * @param place in the budget of the account's host; a request more than it is for takes one more of the same kind
     */
    public Sent send(Outbound outbound, Place place) {
        Deadline deadline = Deadline.in(settings.limits().total());
        for (int restarts = 0; restarts < MOST_RESTARTS; restarts++) {
            if (closed) {
                return Sent.NotSent.because(Cause.STOPPED);
            }
            Optional<Session> session = session(outbound);
            if (session.isEmpty()) {
                return Sent.NotSent.because(Cause.HOST_NOT_ALLOWED);
            }
            Optional<Sent> sent = send(outbound, session.get(), deadline, place, !outbound.write());
            if (sent.isPresent()) {
                return sent.get();
            }
        }
        return Sent.NotSent.because(Cause.CANCELLED);
    }

    /** Empty when the session ended before anything was sent. */
    private Optional<Sent> send(
            Outbound outbound, Session session, Deadline deadline, Place place, boolean repeatable) {
        Optional<Sent.NotSent> away = session.host().keptAway(clock.instant());
        if (away.isPresent()) {
            return Optional.of(away.get());
        }
        return switch (session.ready(outbound.version(), deadline)) {
            case Readiness.NotReady(Sent.NotSent why) -> Optional.of(why);
            case Readiness.Over over -> Optional.empty();
            case Readiness.Ready(Tokens tokens) -> {
                Sent sent = exchange(outbound, session.host(), tokens, deadline, place);
                boolean refused = sent instanceof Sent.Answered answer && heed(session, tokens, answer);
                if (refused && repeatable) {
                    ((Sent.Answered) sent).body().close();
                    yield send(outbound, session, deadline, place, false);
                }
                yield Optional.of(sent);
            }
        };
    }

    private Sent exchange(Outbound outbound, Host host, Tokens tokens, Deadline deadline, Place place) {
        Optional<Sent.NotSent> away = host.letGo(clock.instant());
        if (away.isPresent()) {
            return away.get();
        }
        Admission admission = place.use() ? new Admission.Granted(place) : place.another();
        return switch (admission) {
            case Admission.Declined(Shortage shortage) -> {
                host.unused();
                yield Sent.NotSent.heldOff(Cause.OVER_BUDGET, shortage.retryAfter());
            }
            case Admission.Granted(Place own) -> {
                if (own != place) {
                    own.use();
                }
                Sent sent = new Sent.Unknown(Cause.STOPPED);
                try {
                    sent = upstream.exchange(wire(outbound, tokens, deadline));
                    yield sent;
                } finally {
                    own.end();
                    host.heed(sent);
                }
            }
        };
    }

    private Wire wire(Outbound outbound, Tokens tokens, Deadline deadline) {
        return new Wire(
                outbound.controller(),
                outbound.account().host(),
                outbound.method(),
                outbound.pathAndQuery(),
                outbound.body(),
                outbound.accept(),
                Optional.of(tokens.header()),
                outbound.call(),
                settings.largestAnswer(),
                deadline.left());
    }

    /** Remembers what an answer means for the calls after it; true when it refuses the token. */
    private static boolean heed(Session session, Tokens tokens, Sent.Answered answer) {
        if (answer.status() == 429) {
            return false;
        }
        if (answer.status() == 401 && !isLackOfRights(answer.body())) {
            session.refused(tokens);
            return true;
        }
        if (answer.status() == 423) {
            session.locked(answer.retryAfter());
            return false;
        }
        if (answer.status() == 412) {
            session.suspended(answer.retryAfter());
            return false;
        }
        session.worked();
        return false;
    }

    private static boolean isLackOfRights(Spool body) {
        try (InputStream in = body.openStream()) {
            String reason = new String(in.readNBytes(LONGEST_REASON), StandardCharsets.UTF_8);
            return reason.toLowerCase(Locale.ROOT).contains(LACK_OF_RIGHTS);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private Optional<Session> session(Outbound outbound) {
        SessionKey key = new SessionKey(outbound.controller(), outbound.agreement(), outbound.account());
        Session known = sessions.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        if (!hosts.allow(outbound.account().host())) {
            return Optional.empty();
        }
        dropStaleSessions();
        return Optional.of(sessions.computeIfAbsent(key, this::opened));
    }

    private Session opened(SessionKey key) {
        Host host = knownHosts.computeIfAbsent(
                AllowedHosts.origin(key.account().host()),
                origin -> new Host(origin, clock, backOff, settings.breaker()));
        SignIn wire = new SignIn(upstream, key, settings.limits().login(), clock, backOff, governor);
        return new Session(key, wire, secretsOf(key.controller()), host, around);
    }

    private AccountSecrets secretsOf(ControllerId controller) {
        return secrets.computeIfAbsent(controller, _ -> new AccountSecrets(random));
    }

    private void dropStaleSessions() {
        Instant now = clock.instant();
        for (SessionKey key : List.copyOf(sessions.keySet())) {
            sessions.computeIfPresent(key, (_, session) -> {
                if (!session.endIfStale(now)) {
                    return session;
                }
                secretsOf(key.controller()).forget(key);
                return null;
            });
        }
    }

    /**
     * Whether a user name, password or token of one of this Controller's accounts is in it, as far as they were used
     * here: Street Manager may say what it will, these are not the product's to have.
     *
     * @throws IOException if it cannot be read
     */
    public boolean tellsSecrets(ControllerId controller, Spool body) throws IOException {
        AccountSecrets known = secrets.get(controller);
        return known != null && known.areIn(body);
    }

    /**
     * Whether a service of Street Manager answers: of the hosts that may be called, or else of those that accounts were
     * used with here, one. No account is used for it.
     *
     * @param version and {@code api} of the catalogue
     */
    public UpstreamStatus status(String version, String api) {
        Collection<URI> known = settings.onlyHosts().isEmpty()
                ? sessions.keySet().stream()
                        .map(key -> key.account().host())
                        .distinct()
                        .limit(MOST_HOSTS_ASKED)
                        .toList()
                : settings.onlyHosts();
        Set<UpstreamStatus> told =
                known.stream().map(host -> probe.of(host, version, api)).collect(Collectors.toSet());
        if (told.contains(UpstreamStatus.ANSWERS)) {
            return UpstreamStatus.ANSWERS;
        }
        return told.contains(UpstreamStatus.DOES_NOT_ANSWER)
                ? UpstreamStatus.DOES_NOT_ANSWER
                : UpstreamStatus.NOT_ASKED;
    }

    /**
     * Ends the account's tokens at Street Manager, for everybody who has them; the next call logs in anew. Waits for
     * Street Manager's answer, but whether it gives one makes no difference here.
     */
    public void logOut(AccountId account) {
        end(account, true);
    }

    /**
     * Forgets tokens and hold-offs of an account, as after its password was changed; the next call logs in anew. Only the
     * memory of failed logins stays, so that the account is not locked.
     */
    public void forget(AccountId account) {
        end(account, false);
    }

    private void end(AccountId account, boolean logOut) {
        for (Map.Entry<SessionKey, Session> entry : List.copyOf(sessions.entrySet())) {
            if (entry.getKey().account().id().equals(account)) {
                sessions.remove(entry.getKey(), entry.getValue());
                entry.getValue().end(logOut);
            }
        }
    }

    /** Calls under way end as unknown. Nobody is logged out: other nodes may be using the same accounts. */
    @Override
    public void close() {
        closed = true;
        sessions.clear();
        upstream.close();
    }
}
