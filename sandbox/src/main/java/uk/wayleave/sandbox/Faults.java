package uk.wayleave.sandbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * What goes wrong on purpose. The same switches by HTTP: {@code POST /_sandbox/faults} with any of <code>
 * {"latency_ms": 250, "next_status": 503, "times": 2, "expire_tokens": "all" | "short_lived", "suspend": "9981",
 * "reinstate": "9981", "clear": true}</code>. Calls that Street Manager's API would not know (the page, the switches)
 * are not touched.
 */
public final class Faults {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Set<String> suspended = ConcurrentHashMap.newKeySet();
    private final Map<String, Runnable> expiry = new HashMap<>();
    private volatile Duration latency = Duration.ZERO;
    private int nextStatus;
    private int times;

    Faults() {}

    void connect(Sessions sessions) {
        expiry.put("all", sessions::expireAll);
        expiry.put("short_lived", sessions::expireShortLived);
    }

    /** Every call waits this long before it is looked at; at most ten minutes, zero for none. */
    public void latency(Duration newLatency) {
        if (!isLatency(newLatency)) {
            throw new IllegalArgumentException("Latency is between none and ten minutes.");
        }
        latency = newLatency;
    }

    /** The next calls, that many, are answered with this status (429, 500 or 503, say) and nothing else happens. */
    public synchronized void next(int status, int calls) {
        if (!isFault(status, calls)) {
            throw new IllegalArgumentException("A fault is a status from 400 to 599, for one call or more.");
        }
        nextStatus = status;
        times = calls;
    }

    private static boolean isLatency(Duration latency) {
        return !latency.isNegative() && latency.compareTo(LONGEST) <= 0;
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

    /** No latency, no faulty answers, nobody suspended. Tokens that were ended stay so. */
    public synchronized void clear() {
        latency = Duration.ZERO;
        times = 0;
        suspended.clear();
    }

    boolean isSuspended(String swaCode) {
        return suspended.contains(swaCode);
    }

    Duration latency() {
        return latency;
    }

    synchronized OptionalInt takeNext() {
        if (times == 0) {
            return OptionalInt.empty();
        }
        times--;
        return OptionalInt.of(nextStatus);
    }

    /** Sets what the document says; nothing of it when something in it is wrong. */
    Answer set(ObjectNode wanted) {
        Set<String> known =
                Set.of("latency_ms", "next_status", "times", "expire_tokens", "suspend", "reinstate", "clear");
        for (String field : wanted.propertyNames()) {
            if (!known.contains(field)) {
                return Answer.invalid(field, "is not known");
            }
        }
        String toExpire = Json.string(wanted, "expire_tokens", "");
        if (!toExpire.isEmpty() && !expiry.containsKey(toExpire)) {
            return Answer.invalid("expire_tokens", "must be all or short_lived");
        }
        Duration newLatency = Duration.ofMillis(wanted.path("latency_ms").asLong(-1));
        if (wanted.has("latency_ms") && !isLatency(newLatency)) {
            return Answer.invalid("latency_ms", "must be 0 to " + LONGEST.toMillis());
        }
        int status = wanted.path("next_status").asInt(0);
        int calls = wanted.path("times").asInt(1);
        if (wanted.has("next_status") && !isFault(status, calls)) {
            return Answer.invalid("next_status", "must be 400 to 599, and 'times' 1 or more");
        }
        if (Json.flag(wanted, "clear")) {
            clear();
        }
        if (wanted.has("latency_ms")) {
            latency(newLatency);
        }
        if (wanted.has("next_status")) {
            next(status, calls);
        }
        expire(toExpire);
        Json.string(wanted, "suspend").ifPresent(this::suspend);
        Json.string(wanted, "reinstate").ifPresent(this::reinstate);
        return Answer.noContent();
    }

    private void expire(String which) {
        expiry.getOrDefault(which, () -> {}).run();
    }
}
