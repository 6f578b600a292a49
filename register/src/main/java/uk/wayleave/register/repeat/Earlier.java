package uk.wayleave.register.repeat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import uk.wayleave.evidence.Fingerprint;
import uk.wayleave.framework.InstructionId;

/**
 * The call that came with a key first.
 *
 * @param request digest of what it asked for
 * @param instruction under which it was made
 */
public record Earlier(UUID call, Fingerprint request, InstructionId instruction, Instant begun, Became became) {
    /** What became of it. */
    public sealed interface Became {
        /** It is under way, or its process was killed: nobody knows yet. */
        record UnderWay() implements Became {}

        /** It may have been carried out. */
        record Unknown() implements Became {}

        /**
         * It was carried out.
         *
         * @param references the created references, as JSON
         * @param receipt of the ledger's entry about what was released of it, where there is one
         */
        record Done(int status, String references, Optional<UUID> receipt) implements Became {}
    }
}
