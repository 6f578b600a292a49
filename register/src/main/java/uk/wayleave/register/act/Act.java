package uk.wayleave.register.act;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One thing somebody did in the register.
 *
 * @param id of its entry in the ledger, too
 * @param kind such as {@code agreement.signed}
 * @param actor {@code person:} or {@code product:} with an id, or {@code setup}; never a name
 * @param facts identifiers, states and hashes
 * @param recorded whether the ledger has it already
 */
public record Act(UUID id, Instant at, String kind, String actor, Map<String, String> facts, boolean recorded) {
    public Act {
        facts = Map.copyOf(facts);
    }
}
