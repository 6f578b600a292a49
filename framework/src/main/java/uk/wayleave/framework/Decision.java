package uk.wayleave.framework;

import java.time.Instant;
import java.util.List;
import uk.wayleave.framework.field.AppliedProfile;

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

        /**
         * What happens to each field of the answer.
         *
         * @throws IllegalStateException if it says nothing of that, which no permit of {@link Framework} does
         */
        public AppliedProfile fields() {
            for (Obligation obligation : obligations) {
                if (obligation instanceof Obligation.ApplyFieldProfile(AppliedProfile profile)) {
                    return profile;
                }
            }
            throw new IllegalStateException("A permit says what happens to the fields of the answer.");
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
