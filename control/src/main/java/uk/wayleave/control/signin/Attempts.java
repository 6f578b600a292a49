package uk.wayleave.control.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A brake on guessing. After some failures in a row every further one brings a pause, each twice as long as the one
 * before. Kept for each name from each address, so that nobody can lock a name out from elsewhere; for each name, with
 * more patience; and for each address, with more still. Remembered by this node only, for a bounded number of names:
 * it slows guessing down, while what stands against it is the length of the secrets.
 */
public final class Attempts {
    private static final long MOST_REMEMBERED = 100_000;

    private final AttemptLimits limits;
    private final Clock clock;
    private final Cache<String, Failures> failures;

    public Attempts(AttemptLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.failures = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(limits.longestPause().multipliedBy(2))
                .build();
    }

    private record Failures(int count, Instant until) {}

    /** How long to wait before another attempt; empty when one may be made now. */
    public Optional<Duration> pause(String name, String address) {
        Instant now = clock.instant();
        Instant until = now;
        for (String key : keys(name, address)) {
            Failures known = failures.getIfPresent(key);
            if (known != null && known.until.isAfter(until)) until = known.until;
        }
        return until.isAfter(now) ? Optional.of(Duration.between(now, until)) : Optional.empty();
    }

    public void failed(String name, String address) {
        count(both(name, address), limits.together());
        count(one("name", name), limits.ofName());
        count(one("address", address), limits.ofAddress());
    }

    /** Forgets the failures of this name from this address; those of the address stay. */
    public void succeeded(String name, String address) {
        failures.invalidate(both(name, address));
    }

    private void count(String key, int patience) {
        failures.asMap().compute(key, (same, known) -> {
            int count = known == null ? 1 : known.count + 1;
            return new Failures(count, clock.instant().plus(pauseAfter(count - patience)));
        });
    }

    private Duration pauseAfter(int beyond) {
        if (beyond < 0) return Duration.ZERO;
        Duration pause = limits.firstPause().multipliedBy(1L << Math.min(beyond, 20));
        return pause.compareTo(limits.longestPause()) < 0 ? pause : limits.longestPause();
    }

    private static String[] keys(String name, String address) {
        return new String[] {both(name, address), one("name", name), one("address", address)};
    }

    private static String both(String name, String address) {
        return "both " + name.length() + " " + name + " " + address;
    }

    private static String one(String kind, String text) {
        return kind + " " + text;
    }
}
