package uk.wayleave.gateway.governor;

import uk.wayleave.framework.Effect;
import uk.wayleave.streetmanager.Api;
import uk.wayleave.streetmanager.Operation;

/**
 * Which call goes first when places are short, and how many eighths of the budget each leaves to others. Writes are the
 * statutory business (permit applications, starts and stops, notices): none is ever kept waiting by a read. DfT's API
 * FAQ: the export API must not be called extremely frequently.
 */
public enum Urgency {
    /** Signing in and out: without it nothing else goes. Counts against nobody's share. */
    SIGN_IN(0, 0),
    WRITE(0, 1),
    READ(1, 2),
    EXPORT(3, 4),
    /** Asking whether Street Manager answers: only where nobody is in want. Counts against nobody's share. */
    STATUS(4, 4);

    private static final int ALL = 8;

    private final int leavesWithin;
    private final int leavesBeyond;

    Urgency(int leavesWithin, int leavesBeyond) {
        this.leavesWithin = leavesWithin;
        this.leavesBeyond = leavesBeyond;
    }

    public static Urgency of(Operation operation) {
        if (operation.effect() != Effect.READ) {
            return WRITE;
        }
        return operation.api() == Api.EXPORT ? EXPORT : READ;
    }

    /**
     * How many places must be left when a call has got one.
     *
     * @param beyond whether the call is beyond the share of its party
     */
    long leaves(long budget, boolean beyond) {
        return budget * (beyond ? leavesBeyond : leavesWithin) / ALL;
    }

    /** Whether it may wait a moment: a write that is refused is work for people, a read is just asked again. */
    boolean waits() {
        return this == WRITE || this == SIGN_IN;
    }
}
