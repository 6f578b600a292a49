package uk.wayleave.register.scan;

import java.time.Instant;
import java.util.Optional;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.ProductId;

/**
 * A scan as it was ordered.
 *
 * @param product of the instruction: the scan calls in its place, and nothing is handed to it
 * @param everyDays from the start of one run to the next, 1 to 90
 * @param next when the next run begins, or the one under way goes on; empty once the scan has ended
 */
public record TextScan(
        TextScanId id,
        ControllerId controller,
        AgreementId agreement,
        ProductId product,
        InstructionId instruction,
        int everyDays,
        Instant ordered,
        Optional<Instant> next,
        Optional<Instant> ended) {}
