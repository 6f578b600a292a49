package uk.wayleave.gateway.forward;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Leaves one host alone for as long as it asked, or after it asked for fewer calls. Street Manager counts calls by source address (API FAQ), so this
 * is for all accounts together; it knows nothing of them.
 */
final class HostPause {
    private final Clock clock;
    private final BackOff backOff;
    private volatile Instant until = Instant.MIN;
    private volatile int refusals;
    private volatile Cause cause = Cause.TOO_MANY_CALLS;

    HostPause(Clock clock, BackOff backOff) {
        this.clock = clock;
        this.backOff = backOff;
    }

    /** What is left of the pause; empty when there is none. */
    Optional<Duration> left(Instant now) {
        Instant end = until;
        return now.isBefore(end) ? Optional.of(Duration.between(now, end)) : Optional.empty();
    }

    /** A 429. Many that were under way together count once. */
    synchronized Duration tooManyCalls(Optional<Duration> retryAfter) {
        Instant now = clock.instant();
        if (!now.isBefore(until)) {
            refusals++;
        }
        Instant wanted = now.plus(retryAfter.orElseGet(() -> backOff.pause(refusals)));
        pauseUntil(wanted, Cause.TOO_MANY_CALLS);
        return Duration.between(now, until);
    }

    /** A 503 that says for how long. */
    synchronized void unavailable(Duration stated) {
        pauseUntil(clock.instant().plus(stated), Cause.FAILING);
    }

    private void pauseUntil(Instant wanted, Cause why) {
        if (wanted.isAfter(until)) {
            cause = why;
            until = wanted;
        }
    }

    /** Why it is left alone, or was the last time. */
    Cause cause() {
        return cause;
    }

    /** Any other answer: it takes calls again. */
    void takesCalls() {
        if (refusals != 0) {
            refusals = 0;
        }
    }
}
