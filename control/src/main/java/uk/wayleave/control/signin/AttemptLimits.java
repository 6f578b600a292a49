package uk.wayleave.control.signin;

import java.time.Duration;

/**
 * How many failures in a row bring a pause, and how long it is.
 *
 * @param together of one name from one address
 * @param ofName of one name from anywhere
 * @param ofAddress of one address, whatever the names
 * @param firstPause doubled with each further failure
 */
public record AttemptLimits(int together, int ofName, int ofAddress, Duration firstPause, Duration longestPause) {
    /** 5, 50 and 200 failures; 2 s to 15 min. */
    public static AttemptLimits defaults() {
        return new AttemptLimits(5, 50, 200, Duration.ofSeconds(2), Duration.ofMinutes(15));
    }
}
