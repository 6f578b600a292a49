package uk.wayleave.messages.receiver;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** How long to wait after a failure: doubled each time up to a limit, and spread out, so that not all come back at once. */
public final class RetryDelays {
    private static final int MOST_DOUBLINGS = 30;

    private final Duration first;
    private final Duration longest;
    private final SecureRandom random = new SecureRandom();

    public RetryDelays(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /**
     * Between half of the delay and the whole.
     *
     * @param failures in a row, from 1
     * @param asked what the receiver asked for; waited for where it is longer
     */
    public Duration after(int failures, Optional<Duration> asked) {
        long millis = first.toMillis() << Math.min(Math.max(0, failures - 1), MOST_DOUBLINGS);
        long bounded = millis <= 0 ? longest.toMillis() : Math.min(millis, longest.toMillis());
        long half = Math.max(1, bounded / 2);
        Duration own = Duration.ofMillis(half + random.nextLong(half + 1));
        return asked.filter(wait -> wait.compareTo(own) > 0).orElse(own);
    }
}
