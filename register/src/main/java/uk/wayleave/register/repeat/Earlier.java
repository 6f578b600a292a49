package uk.wayleave.register.repeat;

import java.time.Instant;
import java.util.UUID;
import uk.wayleave.evidence.Fingerprint;

/**
 * The call that came with a key first.
 *
 * @param request digest of what it asked for
 */
public record Earlier(UUID call, Fingerprint request, Instant begun, Became became) {
    /** What became of it. */
    public sealed interface Became {
        /** It is under way, or its process was killed: nobody knows yet. */
        record UnderWay() implements Became {}

        /** It may have been carried out. */
        record Unknown() implements Became {}

        /**
         * It was carried out.
         *
         * @param references the created references, as a JSON object
         */
        record Done(int status, String references) implements Became {}
    }
}
