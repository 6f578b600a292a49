package uk.wayleave.control.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

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

    /**
     * Begins an attempt that counts as failed until {@link #entered} takes that back, so that guesses made at once count
     * as those made one after the other.
     *
     * @return how long to wait; empty when the attempt may be made
     */
    public Optional<Duration> enter(String name, String address) {
        Optional<Duration> pause = pause(name, address);
        if (pause.isPresent()) return pause;
        // Of two that get here together only one is let through where a pause begins.
        Instant now = clock.instant();
        Optional<Instant> until = count(both(name, address), limits.together(), now);
        if (until.isPresent()) return Optional.of(Duration.between(now, until.get()));
        count(one("name", name), limits.ofName());
        count(one("address", address), limits.ofAddress());
        return Optional.empty();
    }

    /** The attempt that was begun last succeeded: it, and the failures of this name from this address, are forgotten. */
    public void entered(String name, String address) {
        succeeded(name, address);
        takeBack(one("name", name), limits.ofName());
        takeBack(one("address", address), limits.ofAddress());
    }

    private void takeBack(String key, int patience) {
        failures.asMap()
                .computeIfPresent(
                        key,
                        (same, known) -> new Failures(
                                Math.max(0, known.count - 1), known.count <= patience ? Instant.MIN : known.until));
    }

    /** Counts one more unless there is a pause, and then says until when. */
    private Optional<Instant> count(String key, int patience, Instant now) {
        AtomicReference<Optional<Instant>> paused = new AtomicReference<>(Optional.empty());
        failures.asMap().compute(key, (same, known) -> {
            if (known != null && known.until.isAfter(now)) {
                paused.set(Optional.of(known.until));
                return known;
            }
            int count = known == null ? 1 : known.count + 1;
            return new Failures(count, now.plus(pauseAfter(count - patience)));
        });
        return paused.get();
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
