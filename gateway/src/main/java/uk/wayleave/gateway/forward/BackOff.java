package uk.wayleave.gateway.forward;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Exponential back-off with full jitter: any pause from nothing to a bound that doubles with each failure in a row. */
final class BackOff {
    private static final int MOST_DOUBLINGS = 20;

    private final HoldOffs holdOffs;
    private final RandomGenerator random;

    BackOff(HoldOffs holdOffs, RandomGenerator random) {
        this.holdOffs = holdOffs;
        this.random = random;
    }

    /** @param failures in a row, this one counted; 1 or more */
    Duration pause(int failures) {
        int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        Duration bound = holdOffs.backOff().multipliedBy(1L << doublings);
        Duration capped = bound.compareTo(holdOffs.longestBackOff()) < 0 ? bound : holdOffs.longestBackOff();
        return random(capped);
    }

    /** Anything from nothing to the bound. */
    Duration random(Duration bound) {
        return Duration.ofMillis(random.nextLong(bound.toMillis() + 1));
    }
}
