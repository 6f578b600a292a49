package uk.wayleave.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LedgerVerifierTest {
    @Test
    void findsASoundLedgerIntact() {
        List<StoredEntry> ledger = Entries.ledger(20);
        assertThat(verdict(ledger))
                .isEqualTo(new Verdict.Intact(
                        new Chain(20, Hash.of(ledger.getLast().chain())), Optional.empty()));
    }

    @Test
    void findsAnEmptyLedgerIntact() {
        assertThat(verdict(List.of())).isEqualTo(new Verdict.Intact(Chain.genesis(), Optional.empty()));
    }

    @Property(tries = 300)
    void findsAnyByteOfAnyEntryThatWasAltered(
            @ForAll @IntRange(max = 9) int which, @ForAll int place, @ForAll @IntRange(min = 1, max = 255) int change) {
        List<StoredEntry> ledger = Entries.ledger(10);
        StoredEntry old = ledger.get(which);
        byte[] canonical = old.canonical().clone();
        canonical[Math.floorMod(place, canonical.length)] ^= (byte) change;
        ledger.set(which, with(old, canonical, old.chain()));
        assertThat(verdict(ledger)).isEqualTo(new Verdict.Broken(which + 1L, Fault.ALTERED, ""));
    }

    @Property(tries = 100)
    void findsAnyByteOfAnyChainHashThatWasAltered(
            @ForAll @IntRange(max = 9) int which,
            @ForAll @IntRange(max = 31) int place,
            @ForAll @IntRange(min = 1, max = 255) int change) {
        List<StoredEntry> ledger = Entries.ledger(10);
        StoredEntry old = ledger.get(which);
        byte[] chain = old.chain().clone();
        chain[place] ^= (byte) change;
        ledger.set(which, with(old, old.canonical(), chain));
        assertThat(verdict(ledger)).isEqualTo(new Verdict.Broken(which + 1L, Fault.ALTERED, ""));
    }

    @Property(tries = 100)
    void findsAnEntryThatWasRemoved(@ForAll @IntRange(max = 8) int which) {
        List<StoredEntry> ledger = Entries.ledger(10);
        ledger.remove(which);
        assertBroken(ledger, which + 1, Fault.OUT_OF_SEQUENCE);
    }

    @Test
    void findsEntriesThatWereSwappedWhateverTheirNumbersSay() {
        List<StoredEntry> ledger = Entries.ledger(10);
        Collections.swap(ledger, 3, 6);
        assertBroken(ledger, 4, Fault.OUT_OF_SEQUENCE);
        List<StoredEntry> renumbered = new ArrayList<>(ledger);
        renumbered.set(3, numbered(ledger.get(3), 4));
        renumbered.set(6, numbered(ledger.get(6), 7));
        assertBroken(renumbered, 4, Fault.ALTERED);
    }

    @Test
    void findsAnEntryPutInBetween() {
        List<StoredEntry> ledger = Entries.ledger(10);
        ledger.add(5, ledger.get(5));
        assertBroken(ledger, 7, Fault.OUT_OF_SEQUENCE);
    }

    @Test
    void findsEntriesThatNoVersionOfUsWroteThoughTheChainFits() {
        StoredEntry old = Entries.ledger(1).getFirst();
        byte[] spaced = (new String(old.canonical(), java.nio.charset.StandardCharsets.UTF_8) + " ")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] chain = Chain.genesis().with(Chain.leaf(spaced)).hash().bytes();
        assertBroken(List.of(with(old, spaced, chain)), 1, Fault.NOT_CANONICAL);
    }

    @Test
    void findsColumnsThatSayOtherThanTheEntry() {
        StoredEntry old = Entries.ledger(1).getFirst();
        UUID other = new UUID(9, 9);
        for (StoredEntry changed : List.of(
                new StoredEntry(
                        1, other, old.kind(), old.controller(), old.call(), old.at(), old.canonical(), old.chain()),
                new StoredEntry(
                        1, old.id(), "rumour", old.controller(), old.call(), old.at(), old.canonical(), old.chain()),
                new StoredEntry(1, old.id(), old.kind(), other, old.call(), old.at(), old.canonical(), old.chain()),
                new StoredEntry(
                        1, old.id(), old.kind(), old.controller(), other, old.at(), old.canonical(), old.chain()),
                new StoredEntry(
                        1,
                        old.id(),
                        old.kind(),
                        old.controller(),
                        old.call(),
                        old.at().plusNanos(1000),
                        old.canonical(),
                        old.chain()))) assertBroken(List.of(changed), 1, Fault.MISLABELLED);
    }

    @Test
    void findsAnEntryWhoseOwnNumberIsNotItsPlace() {
        Entry first = Entry.of(Entries.draft(1), 2);
        assertBroken(List.of(numbered(Entries.chained(List.of(first)).getFirst(), 1)), 1, Fault.MISLABELLED);
    }

    @Test
    void findsAnIdThatCameBefore() {
        var entries =
                List.of(Entry.of(Entries.draft(1), 1), Entry.of(Entries.draft(2), 2), Entry.of(Entries.draft(1), 3));
        assertThat(verdict(Entries.chained(entries)))
                .isEqualTo(new Verdict.Broken(3, Fault.ID_REPEATED, "Entry 1 has it too."));
    }

    @Test
    void notesClocksThatDisagreeAndGoesOn() {
        Duration tolerated = LedgerVerifier.CLOCK_TOLERANCE;
        var entries = List.of(
                at(1, Duration.ofMinutes(1)),
                at(2, Duration.ofMinutes(1).minus(tolerated)),
                at(3, Duration.ofMinutes(1).minus(tolerated).minusNanos(1000)),
                at(4, Duration.ZERO),
                at(5, Duration.ofMinutes(2)));
        assertThat(verdict(Entries.chained(entries)))
                .isInstanceOfSatisfying(
                        Verdict.Intact.class,
                        intact -> assertThat(intact.backwards())
                                .contains(new Verdict.Backwards(2, 3, Duration.ofMinutes(1))));
    }

    @Test
    void cannotSeeATailThatWasCutOffUnlessItKnowsTheHead() {
        List<StoredEntry> ledger = Entries.ledger(10);
        Chain known = new Chain(10, Hash.of(ledger.getLast().chain()));
        List<StoredEntry> cut = ledger.subList(0, 7);
        assertThat(verdict(cut)).isInstanceOf(Verdict.Intact.class);
        assertThat(verdict(LedgerVerifier.expecting(known), cut))
                .isEqualTo(new Verdict.Broken(8, Fault.TAIL_MISSING, "It should have at least 10 entries."));
        assertThat(verdict(LedgerVerifier.expecting(known), ledger)).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void seesAHistoryThatWasWrittenAnewAgainstAKnownHead() {
        List<StoredEntry> ledger = Entries.ledger(10);
        Chain known = new Chain(6, Hash.of(ledger.get(5).chain()));
        assertThat(verdict(LedgerVerifier.expecting(known), ledger)).isInstanceOf(Verdict.Intact.class);
        List<Entry> others = new ArrayList<>();
        for (int i = 1; i <= 10; i++) others.add(Entry.of(Entries.draft(i + (i > 3 ? 100 : 0)), i));
        assertThat(verdict(LedgerVerifier.expecting(known), Entries.chained(others)))
                .isEqualTo(new Verdict.Broken(6, Fault.HEAD_DIFFERS, ""));
    }

    @Test
    void goesOnFromAVerdictItGaveBefore() {
        List<StoredEntry> ledger = Entries.ledger(10);
        Verdict first = verdict(ledger.subList(0, 4));
        assertThat(first)
                .isInstanceOfSatisfying(
                        Verdict.Intact.class,
                        intact -> assertThat(verdict(LedgerVerifier.after(intact.head()), ledger.subList(4, 10)))
                                .isEqualTo(verdict(ledger)));
    }

    @Test
    void looksNoFurtherOnceSomethingIsWrong() {
        List<StoredEntry> ledger = Entries.ledger(10);
        ledger.remove(2);
        var verifier = LedgerVerifier.fromTheStart();
        ledger.subList(0, 3).forEach(verifier::add);
        assertThat(verifier.isBroken()).isTrue();
        Verdict verdict = verifier.verdict();
        verifier.add(Entries.ledger(10).get(2));
        assertThat(verifier.verdict()).isEqualTo(verdict);
    }

    @Test
    void givesTheReceiptAnEntryHad() {
        StoredEntry second = Entries.ledger(2).get(1);
        assertThat(second.receipt())
                .isEqualTo(new Receipt(
                        second.id(),
                        2,
                        Chain.leaf(second.canonical()).hex(),
                        Hash.of(second.chain()).hex(),
                        second.at()));
    }

    private static Entry at(int sequence, Duration sinceMorning) {
        Draft draft = Entries.draft(sequence);
        return new Entry(
                sequence,
                draft.id(),
                draft.kind(),
                draft.controller(),
                draft.call(),
                Entries.MORNING.plus(sinceMorning),
                draft.facts());
    }

    private static StoredEntry with(StoredEntry old, byte[] canonical, byte[] chain) {
        return new StoredEntry(
                old.sequence(), old.id(), old.kind(), old.controller(), old.call(), old.at(), canonical, chain);
    }

    private static StoredEntry numbered(StoredEntry old, long sequence) {
        return new StoredEntry(
                sequence, old.id(), old.kind(), old.controller(), old.call(), old.at(), old.canonical(), old.chain());
    }

    private static void assertBroken(List<StoredEntry> ledger, long sequence, Fault fault) {
        assertThat(verdict(ledger)).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.sequence()).isEqualTo(sequence);
            assertThat(broken.fault()).isEqualTo(fault);
        });
    }

    private static Verdict verdict(List<StoredEntry> ledger) {
        return verdict(LedgerVerifier.fromTheStart(), ledger);
    }

    private static Verdict verdict(LedgerVerifier verifier, List<StoredEntry> ledger) {
        ledger.forEach(verifier::add);
        return verifier.verdict();
    }
}
