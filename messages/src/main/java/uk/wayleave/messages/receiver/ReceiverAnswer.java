package uk.wayleave.messages.receiver;

import java.time.Duration;
import java.util.Optional;

/** What a receiver said. */
public sealed interface ReceiverAnswer {
    /**
     * It answered, with any status.
     *
     * @param body as far as it was read
     */
    record Answered(int status, Optional<Duration> retryAfter, byte[] body) implements ReceiverAnswer {
        public boolean took() {
            return status >= 200 && status < 300;
        }

        public boolean isGone() {
            return status == 410;
        }
    }

    /**
     * It did not, or may not even be asked.
     *
     * @param why in a word, for the register
     */
    record NotAnswered(String why) implements ReceiverAnswer {}

    /** In a word, for the register. */
    default String outcome() {
        return switch (this) {
            case Answered answered -> answered.took() ? "taken" : "status-" + answered.status();
            case NotAnswered(String why) -> why;
        };
    }
}
