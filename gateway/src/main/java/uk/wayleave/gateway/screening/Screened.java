package uk.wayleave.gateway.screening;

import java.util.Optional;
import uk.wayleave.gateway.decision.Judged;

/**
 * A call with what goes out in its body.
 *
 * @param json the body as it will be sent, in the name of the registered person
 */
public record Screened(Judged judged, Optional<byte[]> json) {
    /** Without the payload. */
    @Override
    public String toString() {
        return "Screened[" + judged.requested().operation() + "]";
    }
}
