package uk.wayleave.sandbox.door;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.people.Sessions;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;

/**
 * What goes wrong on purpose. The same switches by HTTP: {@code POST /_sandbox/faults} with any of the members of
 * {@link #HELP}. Calls that Street Manager's API would not know (the page, the switches) are not touched.
 */
public final class Faults {
    /** The members of the switch, for a reader. */
    public static final String HELP = """
            {"latency_ms": 250, "next_status": 503, "slow_body_ms": 100, "cut_body_after": 200, "times": 2, \
            "expire_tokens": "all" | "short_lived", "suspend": "9981", "reinstate": "9981", "token_ms": 3600000, "scan_ms": 2000, \
            "export_ms": 2000, "retry_ms": 20000, "clear": true}""";

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration USUAL_WORK = Duration.ofSeconds(2);
    private static final Duration USUAL_RETRY = Duration.ofSeconds(20);

    private final Set<String> suspended = ConcurrentHashMap.newKeySet();
    private final Map<String, Runnable> expiry = new HashMap<>();
    private final Deque<Sending> sendings = new ArrayDeque<>();
    private volatile Duration latency = Duration.ZERO;
    private volatile Duration tokenLife = Sessions.SHORT_LIFE;
    private volatile Duration scan = USUAL_WORK;
    private volatile Duration export = USUAL_WORK;
    private volatile Duration retry = USUAL_RETRY;
    private int nextStatus;
    private int times;

    public void connect(Sessions sessions) {
        expiry.put("all", sessions::expireAll);
        expiry.put("short_lived", sessions::expireShortLived);
    }

    /** Every call waits this long before it is looked at; at most ten minutes, zero for none. */
    public void latency(Duration newLatency) {
        latency = checked(newLatency);
    }

    /** How long id and access tokens last that are given from now on; an hour at first. */
    public void tokenLife(Duration newTokenLife) {
        if (newTokenLife.isNegative() || newTokenLife.compareTo(Sessions.REFRESH_LIFE) > 0) {
            throw new IllegalArgumentException("A token lasts a day at most.");
        }
        tokenLife = newTokenLife;
    }

    /** How long the search for viruses in a file takes that is uploaded from now on; two seconds at first. */
    public void scan(Duration newScan) {
        scan = checked(newScan);
    }

    /** How long an export takes that is asked for from now on; two seconds at first. */
    public void export(Duration newExport) {
        export = checked(newExport);
    }

    /** How long to wait before a notification is posted again that was not taken; twenty seconds at first. */
    public void retry(Duration newRetry) {
        retry = checked(newRetry);
    }

    private static Duration checked(Duration duration) {
        if (!isDuration(duration)) {
            throw new IllegalArgumentException("A delay is between none and ten minutes.");
        }
        return duration;
    }

    /** The next calls, that many, are answered with this status (429, 500 or 503, say) and nothing else happens. */
    public synchronized void next(int status, int calls) {
        if (!isFault(status, calls)) {
            throw new IllegalArgumentException("A fault is a status from 400 to 599, for one call or more.");
        }
        nextStatus = status;
        times = calls;
    }

    /** The bodies of the next answers, that many, come in ten pieces with this pause before each. */
    public void slowBodies(Duration pause, int answers) {
        sendings(new Sending.Slowly(checked(pause)), answers);
    }

    /** The next answers, that many, break off after so many bytes of their body. */
    public void cutBodies(int afterBytes, int answers) {
        if (afterBytes < 0) {
            throw new IllegalArgumentException("A body is cut after no bytes or more.");
        }
        sendings(new Sending.CutAfter(afterBytes), answers);
    }

    private synchronized void sendings(Sending sending, int answers) {
        for (int i = 0; i < answers; i++) {
            sendings.add(sending);
        }
    }

    private static boolean isDuration(Duration duration) {
        return !duration.isNegative() && duration.compareTo(LONGEST) <= 0;
    }

    private static boolean isFault(int status, int calls) {
        return status >= 400 && status <= 599 && calls >= 1;
    }

    /** Ends every token of everybody, refresh tokens too. */
    public void expireAllTokens() {
        expire("all");
    }

    /** Ends every id and access token, as an hour would; refresh tokens go on. */
    public void expireShortLivedTokens() {
        expire("short_lived");
    }

    /** Suspends an organisation: log-in is answered 412, calls with a token it still holds 401. */
    public void suspend(String swaCode) {
        suspended.add(swaCode);
    }

    public void reinstate(String swaCode) {
        suspended.remove(swaCode);
    }

    /** No latency, no faulty answers, nobody suspended, usual delays. Tokens that were ended stay so. */
    public synchronized void clear() {
        latency = Duration.ZERO;
        tokenLife = Sessions.SHORT_LIFE;
        scan = USUAL_WORK;
        export = USUAL_WORK;
        retry = USUAL_RETRY;
        times = 0;
        sendings.clear();
        suspended.clear();
    }

    public boolean isSuspended(String swaCode) {
        return suspended.contains(swaCode);
    }

    Duration latency() {
        return latency;
    }

    public Duration tokenLife() {
        return tokenLife;
    }

    public Duration scan() {
        return scan;
    }

    public Duration export() {
        return export;
    }

    public Duration retry() {
        return retry;
    }

    synchronized OptionalInt takeNext() {
        if (times == 0) {
            return OptionalInt.empty();
        }
        times--;
        return OptionalInt.of(nextStatus);
    }

    synchronized Sending takeSending() {
        return sendings.isEmpty() ? new Sending.AtOnce() : sendings.remove();
    }

    /** Sets what the document says; nothing of it when something in it is wrong. */
    Answer set(ObjectNode wanted) {
        return problem(wanted).orElseGet(() -> {
            if (Json.flag(wanted, "clear")) {
                clear();
            }
            int calls = wanted.path("times").asInt(1);
            duration(wanted, "latency_ms").ifPresent(this::latency);
            duration(wanted, "token_ms").ifPresent(this::tokenLife);
            duration(wanted, "scan_ms").ifPresent(this::scan);
            duration(wanted, "export_ms").ifPresent(this::export);
            duration(wanted, "retry_ms").ifPresent(this::retry);
            duration(wanted, "slow_body_ms").ifPresent(pause -> slowBodies(pause, calls));
            if (wanted.has("cut_body_after")) {
                cutBodies(wanted.path("cut_body_after").asInt(0), calls);
            }
            if (wanted.has("next_status")) {
                next(wanted.path("next_status").asInt(0), calls);
            }
            expire(Json.string(wanted, "expire_tokens", ""));
            Json.string(wanted, "suspend").ifPresent(this::suspend);
            Json.string(wanted, "reinstate").ifPresent(this::reinstate);
            return Answer.noContent();
        });
    }

    private Optional<Answer> problem(ObjectNode wanted) {
        Set<String> delays = Set.of("latency_ms", "scan_ms", "export_ms", "retry_ms", "slow_body_ms");
        Set<String> others = Set.of(
                "next_status", "cut_body_after", "times", "expire_tokens", "suspend", "reinstate", "token_ms", "clear");
        if (duration(wanted, "token_ms")
                .filter(life -> life.isNegative() || life.compareTo(Sessions.REFRESH_LIFE) > 0)
                .isPresent()) {
            return Optional.of(Answer.invalid("token_ms", "must be 0 to " + Sessions.REFRESH_LIFE.toMillis()));
        }
        for (String field : wanted.propertyNames()) {
            if (delays.contains(field)) {
                if (duration(wanted, field).filter(Faults::isDuration).isEmpty()) {
                    return Optional.of(Answer.invalid(field, "must be 0 to " + LONGEST.toMillis()));
                }
            } else if (!others.contains(field)) {
                return Optional.of(Answer.invalid(field, "is not known"));
            }
        }
        String toExpire = Json.string(wanted, "expire_tokens", "");
        if (!toExpire.isEmpty() && !expiry.containsKey(toExpire)) {
            return Optional.of(Answer.invalid("expire_tokens", "must be all or short_lived"));
        }
        int calls = wanted.path("times").asInt(1);
        if (calls < 1
                || (wanted.has("next_status")
                        && !isFault(wanted.path("next_status").asInt(0), calls))) {
            return Optional.of(Answer.invalid("next_status", "must be 400 to 599, and 'times' 1 or more"));
        }
        if (wanted.path("cut_body_after").asInt(0) < 0) {
            return Optional.of(Answer.invalid("cut_body_after", "must be 0 or more"));
        }
        return Optional.empty();
    }

    private static Optional<Duration> duration(ObjectNode wanted, String field) {
        return wanted.path(field).isNumber()
                ? Optional.of(Duration.ofMillis(wanted.path(field).asLong(-1)))
                : Optional.empty();
    }

    private void expire(String which) {
        expiry.getOrDefault(which, () -> {}).run();
    }
}
