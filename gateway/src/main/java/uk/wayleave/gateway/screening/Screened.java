package uk.wayleave.gateway.screening;

import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.forward.OutboundBody;

/**
 * A call with what goes out in its body.
 *
 * @param body as it will be sent, in the name of the registered person
 */
public record Screened(Judged judged, OutboundBody body) {
    /** Without the payload. */
    @Override
    public String toString() {
        return "Screened[" + judged.requested().operation() + "]";
    }
}
