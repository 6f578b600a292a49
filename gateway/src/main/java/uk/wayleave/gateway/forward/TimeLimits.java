package uk.wayleave.gateway.forward;

import java.time.Duration;

/**
 * How long to wait for Street Manager. All are more than nothing and at most an hour.
 *
 * @param connect for a connection
 * @param idle without a byte in either direction during a call
 * @param total for one call with everything it needs (a place on a connection, a login, a second try of a read), even
 *     if bytes keep dripping
 * @param login for one login, refresh or logout
 * @param keepAlive how long an unused connection is kept; less than the other side keeps it (60 s by default at AWS load
 *     balancers), so that no call is sent on a connection that is just being closed
 */
public record TimeLimits(Duration connect, Duration idle, Duration total, Duration login, Duration keepAlive) {
    private static final Duration LONGEST = Duration.ofHours(1);

    public TimeLimits {
        check("connect", connect);
        check("idle", idle);
        check("total", total);
        check("login", login);
        check("keepAlive", keepAlive);
    }

    /** 5 s to connect, 30 s idle, 60 s in total, 15 s for a login, 25 s unused. */
    public static TimeLimits defaults() {
        return new TimeLimits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(15),
                Duration.ofSeconds(25));
    }

    private static void check(String name, Duration limit) {
        if (!limit.isPositive() || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("The time limit '" + name
                    + "' must be more than nothing and at most an hour; it was " + limit + ".");
        }
    }
}
