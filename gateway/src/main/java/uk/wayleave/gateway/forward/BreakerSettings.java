package uk.wayleave.gateway.forward;

import java.time.Duration;

/**
 * When a host that fails is left alone: after that many of its latest calls failed (5xx, no answer). After the pause a
 * few calls try; if they fail too, the next pause is twice as long.
 *
 * @param calls the latest, which are looked at
 * @param least of them before anything is concluded
 * @param percent of them that failed, from 1 to 100
 * @param first pause
 * @param longest pause
 */
public record BreakerSettings(int calls, int least, int percent, Duration first, Duration longest) {
    public BreakerSettings {
        if (calls < 1 || least < 1 || least > calls || percent < 1 || percent > 100) {
            throw new IllegalArgumentException("The circuit breaker looks at 1 call or more, and at 1 to 100 percent.");
        }
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "The circuit breaker's first pause must be more than nothing and no longer than the longest.");
        }
    }

    /** Half of the last 20 calls, 10 at least; 10 s to 2 minutes. */
    public static BreakerSettings defaults() {
        return new BreakerSettings(20, 10, 50, Duration.ofSeconds(10), Duration.ofMinutes(2));
    }
}
