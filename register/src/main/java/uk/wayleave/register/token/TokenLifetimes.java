package uk.wayleave.register.token;

import java.time.Duration;

/** How long our tokens are good, in whole seconds. */
public record TokenLifetimes(Duration access, Duration refresh) {
    public TokenLifetimes {
        if (access.compareTo(Duration.ofSeconds(1)) < 0 || refresh.compareTo(Duration.ofSeconds(1)) < 0)
            throw new IllegalArgumentException("A token is good for at least a second.");
    }

    /** As Street Manager's own: an hour and a day. */
    public static TokenLifetimes asStreetManagers() {
        return new TokenLifetimes(Duration.ofHours(1), Duration.ofDays(1));
    }
}
