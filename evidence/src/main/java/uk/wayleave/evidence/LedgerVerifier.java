package uk.wayleave.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Checks a ledger that is shown to it entry by entry, in order, from the first or from a head verified before. Its
 * memory does not grow with the ledger.
 *
 * <p>What it cannot see by itself: whoever can write the whole store can cut the tail off, or write everything from
 * some entry on anew, chain included, and what is left is a sound ledger. That shows only against a head that was kept
 * out of their reach, such as the last receipt somebody was given: {@link #expecting}. For the same reason a repeated
 * id is looked for among the latest {@value #REMEMBERED_IDS} entries only; in the store it is a unique key.
 *
 * <p>Not for use by several threads.
 */
public final class LedgerVerifier {
    /** Entries may be dated this long before one that precedes them: drafted at once, written a moment apart. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

    static final int REMEMBERED_IDS = 65_536;

    private final Optional<Chain> known;
    private final Map<UUID, Long> recent = new LinkedHashMap<>();
    private Chain chain;
    private Instant latest = Instant.MIN;
    private Verdict.@Nullable Backwards backwards;
    private Verdict.@Nullable Broken broken;

    private LedgerVerifier(Chain start, Optional<Chain> known) {
        this.chain = start;
        this.known = known;
        compareWithKnown();
    }

    /** From the first entry on, trusting nothing. */
    public static LedgerVerifier fromTheStart() {
        return after(Chain.genesis());
    }

    /** From the entry that follows this head on, which an earlier verdict gave or which was kept elsewhere. */
    public static LedgerVerifier after(Chain trusted) {
        return new LedgerVerifier(trusted, Optional.empty());
    }

    /**
     * From the first entry on, and past a head that is known from elsewhere: a receipt's sequence and chain hash, or an
     * earlier verdict's head. Shows a tail cut off, or a history rewritten, before it.
     */
    public static LedgerVerifier expecting(Chain known) {
        return new LedgerVerifier(Chain.genesis(), Optional.of(known));
    }

    /** The next entry. Once something was wrong, no more is looked at. */
    public void add(StoredEntry stored) {
        if (broken != null) return;
        check(stored);
        if (broken == null) compareWithKnown();
    }

    /** Whether to stop: something is wrong already. */
    public boolean isBroken() {
        return broken != null;
    }

    /** Up to where nothing was wrong. The next entry is the one after it. */
    public Chain reached() {
        return chain;
    }

    /** On what was shown so far. */
    public Verdict verdict() {
        if (broken != null) return broken;
        if (known.isPresent() && known.get().count() > chain.count())
            return new Verdict.Broken(
                    chain.count() + 1,
                    Fault.TAIL_MISSING,
                    "It should have at least " + known.get().count() + " entries.");
        return new Verdict.Intact(chain, Optional.ofNullable(backwards));
    }

    private void check(StoredEntry stored) {
        long expected = chain.count() + 1;
        if (stored.sequence() != expected) {
            broken(Fault.OUT_OF_SEQUENCE, "Entry " + stored.sequence() + " is in its place.");
            return;
        }
        Chain next = chain.with(Chain.leaf(stored.canonical()));
        if (!Arrays.equals(next.hash().shared(), stored.chain())) {
            broken(Fault.ALTERED, "");
            return;
        }
        switch (CanonicalEntry.read(stored.canonical())) {
            case CanonicalEntry.Reading.NotCanonical(String why) -> broken(Fault.NOT_CANONICAL, why);
            case CanonicalEntry.Reading.Canonical(Entry entry) -> {
                compareLabels(stored, entry);
                rememberId(entry);
                watchTheClock(entry);
            }
        }
        if (broken == null) chain = next;
    }

    private void compareLabels(StoredEntry stored, Entry entry) {
        if (entry.sequence() != stored.sequence()) mislabelled("sequence");
        else if (!entry.id().equals(stored.id())) mislabelled("id");
        else if (!entry.kind().word().equals(stored.kind())) mislabelled("kind");
        else if (!entry.controller().equals(stored.controller())) mislabelled("controller");
        else if (!entry.call().equals(stored.call())) mislabelled("call");
        else if (!entry.at().equals(stored.at())) mislabelled("at");
    }

    private void mislabelled(String column) {
        broken(Fault.MISLABELLED, "It is the column " + column + ".");
    }

    private void rememberId(Entry entry) {
        Long earlier = recent.putIfAbsent(entry.id(), entry.sequence());
        if (earlier != null) broken(Fault.ID_REPEATED, "Entry " + earlier + " has it too.");
        if (recent.size() > REMEMBERED_IDS)
            recent.remove(recent.keySet().iterator().next());
    }

    private void watchTheClock(Entry entry) {
        Instant at = entry.at();
        if (at.isAfter(latest)) {
            latest = at;
            return;
        }
        Duration back = Duration.between(at, latest);
        if (back.compareTo(CLOCK_TOLERANCE) <= 0) return;
        backwards = backwards == null
                ? new Verdict.Backwards(1, entry.sequence(), back)
                : new Verdict.Backwards(
                        backwards.times() + 1,
                        backwards.first(),
                        back.compareTo(backwards.greatest()) > 0 ? back : backwards.greatest());
    }

    private void compareWithKnown() {
        if (known.isPresent()
                && known.get().count() == chain.count()
                && !known.get().equals(chain))
            broken = new Verdict.Broken(Math.max(1, chain.count()), Fault.HEAD_DIFFERS, "");
    }

    private void broken(Fault fault, String detail) {
        if (broken == null) broken = new Verdict.Broken(chain.count() + 1, fault, detail);
    }
}
