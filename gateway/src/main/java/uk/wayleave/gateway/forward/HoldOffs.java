package uk.wayleave.gateway.forward;

import java.time.Duration;

/**
 * How long we leave Street Manager alone after it said no.
 *
 * @param wrongPassword after a password was not taken; at least 2 minutes, so that we alone never reach the five failures
 *     in five minutes that lock an account
 * @param locked after a 423; Street Manager unlocks by itself after 5 minutes
 * @param suspended after a 412 at login
 * @param backOff upper bound of the first pause after a 429, 5xx or broken connection that names none; doubles each time,
 *     and the pause is chosen at random below it
 * @param longestBackOff where doubling ends
 * @param longestRetryAfter a longer {@code Retry-After} is taken as this
 */
public record HoldOffs(
        Duration wrongPassword,
        Duration locked,
        Duration suspended,
        Duration backOff,
        Duration longestBackOff,
        Duration longestRetryAfter) {
    private static final Duration SHORTEST_AFTER_WRONG_PASSWORD = Duration.ofMinutes(2);

    public HoldOffs {
        if (wrongPassword.compareTo(SHORTEST_AFTER_WRONG_PASSWORD) < 0) {
            throw new IllegalArgumentException("After a wrong password, hold off for at least "
                    + SHORTEST_AFTER_WRONG_PASSWORD + "; it was " + wrongPassword + ".");
        }
        check("locked", locked);
        check("suspended", suspended);
        check("backOff", backOff);
        check("longestRetryAfter", longestRetryAfter);
        if (longestBackOff.compareTo(backOff) < 0) {
            throw new IllegalArgumentException("The longest back-off (" + longestBackOff
                    + ") must not be shorter than the first (" + backOff + ").");
        }
    }

    /** 5 minutes each for password, lock and suspension; back-off from 1 s to 1 minute; Retry-After up to 15 minutes. */
    public static HoldOffs defaults() {
        Duration fiveMinutes = Duration.ofMinutes(5);
        return new HoldOffs(
                fiveMinutes,
                fiveMinutes,
                fiveMinutes,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(15));
    }

    private static void check(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(
                    "The hold-off '" + name + "' must be more than nothing; it was " + duration + ".");
        }
    }
}
