package uk.wayleave.register.holding;

import java.net.URI;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.register.AccountId;

/**
 * An export that was made for a Controller.
 *
 * @param number as Street Manager counts on this host
 * @param account whose it is: Street Manager gives it to nobody else
 * @param apiVersion first segment of the path it was asked for with
 * @param operation what it is a list of
 */
public record KnownExport(
        URI host,
        long number,
        AgreementId agreement,
        InstructionId instruction,
        AccountId account,
        String apiVersion,
        OperationId operation) {}
