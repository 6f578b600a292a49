package uk.wayleave.sandbox.record;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something in the street that is not street works: a skip, a scaffold, an event.
 *
 * @param reference {@code ARN-{SWA code}-{number}}
 * @param request as it was sent, with later changes in it
 * @param highwayAuthority SWA code of who licensed it
 * @param created when it was entered
 * @param cancelled whether it was called off
 * @param cancelledReason why
 */
public record Activity(
        String reference,
        ObjectNode request,
        String highwayAuthority,
        Instant created,
        boolean cancelled,
        Optional<String> cancelledReason) {

    public Activity withRequest(ObjectNode newRequest) {
        return new Activity(reference, newRequest, highwayAuthority, created, cancelled, cancelledReason);
    }

    public Activity calledOff(Optional<String> reason) {
        return new Activity(reference, request, highwayAuthority, created, true, reason);
    }
}
