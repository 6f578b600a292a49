package uk.wayleave.register.snapshot;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.Purpose;

/**
 * One of our access tokens, never its value.
 *
 * @param expires the first instant at which it is no longer good
 * @param revoked whether it was ended before that
 * @param instruction the instruction it is bound to, if any
 * @param purpose the purpose stated when it was asked for, if any
 * @param confirmation SHA-256 thumbprint of the key it is bound to (RFC 9449 section 6.1), if any
 */
public record CallerToken(
        UUID id,
        Instant expires,
        boolean revoked,
        Optional<InstructionId> instruction,
        Optional<Purpose> purpose,
        Optional<String> confirmation) {}
