package uk.wayleave.register.instruction;

import java.time.Instant;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.ProductId;

/**
 * That an instruction to an integrator's product was objected to: all that the integrator learns of it.
 *
 * @param since when it was first objected to
 * @param waits whether an objection to it waits for its answer
 */
public record ObjectedInstruction(
        InstructionId instruction,
        ControllerId controller,
        AgreementId agreement,
        ProductId product,
        Instant since,
        boolean waits) {}
