package uk.wayleave.register.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.ProductId;

/** One call as the integrator whose product made it sees it: nothing of works, persons and instructions. */
public record OwnCall(
        UUID call,
        ControllerId controller,
        long first,
        Instant at,
        CallState state,
        ProductId product,
        Optional<String> operation,
        Optional<String> apiVersion,
        Optional<AgreementId> agreement,
        Optional<Integer> status,
        Optional<String> code,
        Optional<String> upstream,
        long withheld,
        List<String> rules) {
    public OwnCall {
        rules = List.copyOf(rules);
    }
}
