package uk.wayleave.register.allotment;

import java.time.Duration;
import java.util.UUID;

/**
 * Divides the calls a minute that may go to one Street Manager host from one egress address among the nodes behind that
 * address. The parts together never exceed the budget.
 */
public interface Allotments {
    /**
     * Of which budget, and whose part.
     *
     * @param egress the operator's name for the address that Street Manager sees
     * @param host scheme, host and port
     */
    record Part(String egress, String host, UUID node) {}

    /**
     * What a node tells when it renews its part.
     *
     * @param keeps what it has held itself to until now; never less than what it has counted. Less than its part gives
     *     the rest back
     * @param wants what it could use
     * @param weight how many parties call through it: where all want more than there is, parts are by weight
     * @param budget of all nodes together
     */
    record Claim(int keeps, int wants, int weight, int budget) {}

    /**
     * A node's part, good for {@link #valid()} from before it was asked for.
     *
     * @param places how many calls it may have under way or answered within a minute
     * @param aims what it should come down to, when its calls allow, because others want it
     */
    record Allotment(int places, int aims) {}

    /** How long a part may be used without being renewed. */
    Duration valid();

    /** @throws uk.wayleave.register.postgres.DatabaseUnavailable if it cannot be known */
    Allotment renew(Part part, Claim claim);

    /**
     * Gives a part back at the end; what was counted stays counted for as long as others have to reckon with it.
     *
     * @throws uk.wayleave.register.postgres.DatabaseUnavailable if that could not be told: the part then ends by itself
     */
    void leave(Part part, int counted);

    /** For a single node: all of it is one's own. */
    static Allotments undivided() {
        return new Allotments() {
            @Override
            public Duration valid() {
                return Duration.ofDays(1);
            }

            @Override
            public Allotment renew(Part part, Claim claim) {
                return new Allotment(claim.budget(), claim.budget());
            }

            @Override
            public void leave(Part part, int counted) {
                // There is nobody to tell.
            }
        };
    }
}
