package uk.wayleave.register.snapshot;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.register.token.Confirmation;

/**
 * One of our access tokens, never its value.
 *
 * @param expires the first instant at which it is no longer good
 * @param revoked whether it was ended before that
 * @param instruction the instruction it is bound to, if any
 * @param purpose the purpose stated when it was asked for, if any
 * @param confirmation the key or certificate it is bound to, if any
 */
public record CallerToken(
        UUID id,
        Instant expires,
        boolean revoked,
        Optional<InstructionId> instruction,
        Optional<Purpose> purpose,
        Optional<Confirmation> confirmation) {}
