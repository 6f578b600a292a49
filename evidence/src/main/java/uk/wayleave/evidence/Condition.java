package uk.wayleave.evidence;

import java.util.UUID;

/** What must be true at the moment of the commit, in the same transaction, or nothing is written. */
public sealed interface Condition {
    /** Nothing of this Controller changed since the revision that was judged. */
    record Unchanged(UUID controller, long revision) implements Condition {}

    /** The instruction has a use left, which this commit takes. */
    record TakeUse(UUID controller, UUID instruction) implements Condition {}

    /** Gives a use back; always possible. */
    record GiveBackUse(UUID controller, UUID instruction) implements Condition {}
}
