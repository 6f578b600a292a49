package uk.wayleave.gateway.forward;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** No calls with an account until then, and why. */
record Hold(Instant until, Cause cause) {
    static final Hold NONE = new Hold(Instant.MIN, Cause.STOPPED);

    static Hold forGood(Cause cause) {
        return new Hold(Instant.MAX, cause);
    }

    boolean isForGood() {
        return until.equals(Instant.MAX);
    }

    Optional<Sent.NotSent> at(Instant now) {
        if (!now.isBefore(until)) {
            return Optional.empty();
        }
        return Optional.of(
                isForGood() ? Sent.NotSent.because(cause) : Sent.NotSent.heldOff(cause, Duration.between(now, until)));
    }
}
