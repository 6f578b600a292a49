package uk.wayleave.evidence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A {@link Draft} that has its place in the ledger.
 *
 * @param sequence its place, from 1, without gaps
 * @param at in whole microseconds; what is finer is cut off
 */
public record Entry(long sequence, UUID id, EntryKind kind, UUID controller, UUID call, Instant at, Facts facts) {
    public Entry {
        if (sequence < 1) throw new IllegalArgumentException("A ledger's first entry is number 1.");
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    public static Entry of(Draft draft, long sequence) {
        return new Entry(
                sequence, draft.id(), draft.kind(), draft.controller(), draft.call(), draft.at(), draft.facts());
    }
}
