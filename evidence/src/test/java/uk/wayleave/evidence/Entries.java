package uk.wayleave.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import uk.wayleave.evidence.Facts.Fact;

/** Entries for tests: any that can be, and ledgers of plain ones. */
final class Entries {
    static final Instant MORNING = Instant.parse("2026-11-24T09:30:00.000001Z");

    private Entries() {}

    static Arbitrary<Entry> any() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, CanonicalWriter.GREATEST),
                        uuids(),
                        Arbitraries.of(EntryKind.class),
                        uuids(),
                        uuids(),
                        instants(),
                        facts())
                .as(Entry::new);
    }

    static Arbitrary<Facts> facts() {
        return Arbitraries.maps(texts(), fact(3)).ofMaxSize(6).map(members -> new Facts(new TreeMap<>(members)));
    }

    /** Well-formed Unicode of every length UTF-8 knows, and what JSON escapes. */
    static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 0x7f),
                        Arbitraries.integers().between(0x80, 0xd7ff),
                        Arbitraries.integers().between(0xe000, 0xffff),
                        Arbitraries.integers().between(0x10000, 0x10ffff))
                .list()
                .ofMaxSize(8)
                .map(points -> points.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    static Draft draft(int number) {
        return new Draft(
                new UUID(7, number),
                number % 2 == 0 ? EntryKind.RELEASE : EntryKind.INTENT,
                new UUID(1, number % 2),
                new UUID(2, number / 3),
                MORNING.plusMillis(number),
                new Facts.Builder()
                        .text("operation", "work.createPermit")
                        .count("status", 201)
                        .flag("held", true)
                        .texts("clauses", List.of("A1", "B4"))
                        .build());
    }

    /** A sound ledger of so many entries. */
    static List<StoredEntry> ledger(int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i <= count; i++) entries.add(Entry.of(draft(i), i));
        return chained(entries);
    }

    /** What somebody who can write everything would make of these entries. */
    static List<StoredEntry> chained(List<Entry> entries) {
        List<StoredEntry> stored = new ArrayList<>();
        Chain chain = Chain.genesis();
        for (Entry entry : entries) {
            byte[] canonical = CanonicalEntry.bytesOf(entry);
            chain = chain.with(Chain.leaf(canonical));
            stored.add(new StoredEntry(
                    entry.sequence(),
                    entry.id(),
                    entry.kind().word(),
                    entry.controller(),
                    entry.call(),
                    entry.at(),
                    canonical,
                    chain.hash().bytes()));
        }
        return stored;
    }

    private static Arbitrary<UUID> uuids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }

    private static Arbitrary<Fact> fact(int depth) {
        Arbitrary<Fact> plain = Arbitraries.oneOf(
                texts().map(Fact.Text::new),
                Arbitraries.longs()
                        .between(-CanonicalWriter.GREATEST, CanonicalWriter.GREATEST)
                        .map(Fact.Count::new),
                Arbitraries.of(true, false).map(Fact.Flag::new));
        if (depth == 0) return plain;
        return Arbitraries.frequencyOf(
                Tuple.of(4, plain),
                Tuple.of(1, fact(depth - 1).list().ofMaxSize(3).map(Fact.Items::new)),
                Tuple.of(
                        1,
                        Arbitraries.maps(texts(), fact(depth - 1))
                                .ofMaxSize(3)
                                .map(members -> new Fact.Group(new TreeMap<>(members)))));
    }

    private static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs().between(-62_135_596_800L, 253_402_300_799L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }
}
