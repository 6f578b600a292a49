package uk.wayleave.sandbox.record;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Works a promoter means to do in the years to come.
 *
 * @param reference {@code {works reference}-FP}
 * @param request as it was sent, with later changes in it
 * @param status Street Manager's code: raised, cancelled or progressed
 * @param created when it was raised
 * @param cancelledReason why, when cancelled
 */
public record ForwardPlan(
        String reference, ObjectNode request, String status, Instant created, Optional<String> cancelledReason) {

    public ForwardPlan withRequest(ObjectNode newRequest) {
        return new ForwardPlan(reference, newRequest, status, created, cancelledReason);
    }

    public ForwardPlan cancelled(String reason) {
        return new ForwardPlan(reference, request, "cancelled", created, Optional.of(reason));
    }
}
