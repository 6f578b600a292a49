package uk.wayleave.evidence;

import java.time.Duration;
import java.util.Optional;

/** What the {@link LedgerVerifier} found. */
public sealed interface Verdict {
    /**
     * Nothing was altered, removed or put in between, up to the last entry that was shown.
     *
     * @param head how many entries there are, and the hash to keep elsewhere and compare with next time
     * @param backwards if the clocks of those who wrote it disagree
     */
    record Intact(Chain head, Optional<Backwards> backwards) implements Verdict {
        public long count() {
            return head.count();
        }
    }

    /**
     * Something is wrong. What comes after it was not looked at.
     *
     * @param sequence where: the place at which an entry was expected
     * @param detail more about it; empty, or a sentence without any content of the entry
     */
    record Broken(long sequence, Fault fault, String detail) implements Verdict {}

    /**
     * Entries dated before one that precedes them, by more than the tolerance: a note, since several nodes draft entries
     * at once and their clocks may differ.
     *
     * @param times how many entries
     * @param first the sequence of the first such entry
     * @param greatest by how much at the most
     */
    record Backwards(long times, long first, Duration greatest) {}
}
