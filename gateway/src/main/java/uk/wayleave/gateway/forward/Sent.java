package uk.wayleave.gateway.forward;

import java.time.Duration;
import java.util.Optional;

/** What became of a call to Street Manager. */
public sealed interface Sent {
    /**
     * Street Manager answered, completely and exactly as long as announced. Any status: redirects are not followed, and
     * a 5xx leaves open whether a write was carried out.
     *
     * @param retryAfter what {@code Retry-After} asks for, bounded by {@link HoldOffs#longestRetryAfter()}
     * @param body to be closed by whoever takes this answer
     */
    record Answered(int status, Optional<String> contentType, Optional<Duration> retryAfter, Spool body)
            implements Sent {
        @Override
        public String toString() {
            return "Answered[status=" + status + ", bytes=" + body.size() + "]";
        }
    }

    /**
     * Nothing of the call left us.
     *
     * @param retryAfter how long calls with this account are held off; empty where waiting does not help or is not known
     *     to
     */
    record NotSent(Cause cause, Optional<Duration> retryAfter) implements Sent {
        public static NotSent because(Cause cause) {
            return new NotSent(cause, Optional.empty());
        }

        static NotSent heldOff(Cause cause, Duration left) {
            return new NotSent(cause, Optional.of(left));
        }
    }

    /** It was sent, or begun to be, and may have been carried out; there is no answer that could be relied on. */
    record Unknown(Cause cause) implements Sent {}
}
