package uk.wayleave.framework;

import java.time.Instant;
import java.util.List;

/** The answer to a {@link Question}. There is no third kind and no default: what is not a permit is a refusal. */
public sealed interface Decision {
    /**
     * Every clause holds.
     *
     * @param holds why each clause holds, one for each clause
     * @param obligations what must be done with the call and its answer
     * @param actingFor the registered person the call is made for
     * @param until the first instant at which this permit no longer holds
     */
    record Permit(List<Holds> holds, List<Obligation> obligations, Person actingFor, Instant until)
            implements Decision {
        public Permit {
            holds = List.copyOf(holds);
            obligations = List.copyOf(obligations);
        }
    }

    /**
     * At least one clause is breached.
     *
     * @param breaches every breach, in the framework's order; never empty
     */
    record Refusal(List<Breach> breaches) implements Decision {
        public Refusal {
            breaches = List.copyOf(breaches);
            if (breaches.isEmpty()) {
                throw new IllegalArgumentException("A refusal names at least one breach.");
            }
        }
    }
}
