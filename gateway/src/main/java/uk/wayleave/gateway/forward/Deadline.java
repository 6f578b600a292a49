package uk.wayleave.gateway.forward;

import java.time.Duration;

/** The end of the time a call may take, by the machine's steady clock. */
record Deadline(long nanoTime) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Zero or less when it has passed. */
    Duration left() {
        return Duration.ofNanos(nanoTime - System.nanoTime());
    }
}
