package uk.wayleave.register.party;

import java.time.Instant;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.snapshot.PromoterContract;

/**
 * A contract with a promoter as the register has it.
 *
 * @param controller the contractor's
 * @param recordedBy {@code person:} with an id, or {@code setup}
 */
public record RegisteredContract(
        ContractId id,
        ControllerId controller,
        PromoterContract terms,
        Standing standing,
        String recordedBy,
        Instant recorded) {
    /** Whether anybody may act by it, its dates apart. */
    public enum Standing {
        /** The promoter is registered here and has not confirmed it yet. */
        AWAITS_THE_PROMOTER,
        /** The promoter has confirmed it, or is not registered here. */
        IN_FORCE,
        ENDED
    }
}
