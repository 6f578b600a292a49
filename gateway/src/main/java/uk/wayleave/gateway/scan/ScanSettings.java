package uk.wayleave.gateway.scan;

import java.time.Duration;

/**
 * How scans are run.
 *
 * @param look how often it is looked whether one is due
 * @param callsAtOnce calls to Street Manager that a run makes before it lets others go first
 * @param pause between them
 * @param callsAtMost that one run makes in all; what is beyond is not read, and the report says so
 * @param longest how long a run may take before it is stopped
 */
public record ScanSettings(Duration look, int callsAtOnce, Duration pause, int callsAtMost, Duration longest) {
    /** At 2 calls in a second a run of 20,000 calls takes three hours: reads of people and products come first. */
    public static ScanSettings usual() {
        return new ScanSettings(Duration.ofSeconds(5), 10, Duration.ofSeconds(5), 20_000, Duration.ofDays(3));
    }

    public ScanSettings withLook(Duration other) {
        return new ScanSettings(other, callsAtOnce, pause, callsAtMost, longest);
    }

    public ScanSettings withPause(int calls, Duration between) {
        return new ScanSettings(look, calls, between, callsAtMost, longest);
    }

    public ScanSettings withCallsAtMost(int most) {
        return new ScanSettings(look, callsAtOnce, pause, most, longest);
    }
}
