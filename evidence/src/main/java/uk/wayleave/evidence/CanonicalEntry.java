package uk.wayleave.evidence;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import uk.wayleave.evidence.Facts.Fact;

/**
 * The one form in which an entry is hashed and kept: JSON by RFC 8785 (JCS), in UTF-8, with exactly the members
 *
 * <ul>
 *   <li>{@code at}: RFC 3339, UTC, always six digits of a second: {@code 2026-11-24T09:30:00.000000Z}
 *   <li>{@code call}, {@code controller}, {@code id}: UUIDs in lower case
 *   <li>{@code facts}: an object of strings, integers within ±(2^53-1), booleans, arrays and objects of such
 *   <li>{@code format}: 1
 *   <li>{@code kind}: {@link EntryKind#word()}
 *   <li>{@code sequence}: from 1
 * </ul>
 *
 * The sequence sorts last, so all but it is encoded before the entry's place is known, and outside the ledger's lock.
 */
public final class CanonicalEntry {
    /** The most bytes an entry may have. */
    public static final int LONGEST = 65_536;

    private static final long FORMAT = 1;
    private static final int LONGEST_TAIL = 17;
    private static final Set<String> MEMBERS =
            Set.of("at", "call", "controller", "facts", "format", "id", "kind", "sequence");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Draft draft;
    private final byte[] head;

    private CanonicalEntry(Draft draft, byte[] head) {
        this.draft = draft;
        this.head = head;
    }

    /** What bytes turned out to be. */
    public sealed interface Reading {
        /** The canonical form of this entry. */
        record Canonical(Entry entry) implements Reading {}

        /**
         * Not the canonical form of any entry.
         *
         * @param why names the place and the fault, and repeats nothing of the content
         */
        record NotCanonical(String why) implements Reading {}
    }

    /**
     * Encodes all of an entry but its place.
     *
     * @throws IllegalArgumentException if it has no canonical form (a lone surrogate, a number out of range, a year
     *     beyond 9999, too deep) or would be longer than {@value #LONGEST} bytes; repeats nothing of the content
     */
    public static CanonicalEntry prepare(Draft draft) {
        byte[] head = headOf(draft.id(), draft.kind(), draft.controller(), draft.call(), draft.at(), draft.facts());
        return new CanonicalEntry(draft, head);
    }

    /** @throws IllegalArgumentException as {@link #prepare} */
    public static byte[] bytesOf(Entry entry) {
        return tailed(
                headOf(entry.id(), entry.kind(), entry.controller(), entry.call(), entry.at(), entry.facts()),
                entry.sequence());
    }

    /** Reads an entry back; nothing but the exact bytes {@link #bytesOf} gives is accepted. */
    public static Reading read(byte[] bytes) {
        if (bytes.length > LONGEST) return new Reading.NotCanonical("it is longer than an entry may be");
        try {
            Entry entry = entry(CanonicalReader.object(bytes));
            int difference = Arrays.mismatch(bytes, bytesOf(entry));
            if (difference < 0) return new Reading.Canonical(entry);
            return new Reading.NotCanonical("it is written in another form from byte " + (difference + 1) + " on");
        } catch (DateTimeException e) {
            return new Reading.NotCanonical("its time is not in the form it must have");
        } catch (CanonicalReader.Malformed | IllegalArgumentException e) {
            return new Reading.NotCanonical(String.valueOf(e.getMessage()));
        }
    }

    /** What was encoded. */
    public Draft draft() {
        return draft;
    }

    /** In bytes, whatever the place will be: an upper bound. */
    public int length() {
        return head.length + LONGEST_TAIL;
    }

    /** When it is recorded to have been drafted, in whole microseconds. */
    public Instant at() {
        return draft.at().truncatedTo(ChronoUnit.MICROS);
    }

    /** The whole canonical form, at this place of the ledger (from 1). */
    public byte[] bytesAt(long sequence) {
        return tailed(head, sequence);
    }

    private static byte[] headOf(UUID id, EntryKind kind, UUID controller, UUID call, Instant at, Facts facts) {
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST))
            throw new IllegalArgumentException("its time is not within the years 1 to 9999");
        var json = new CanonicalWriter();
        json.plain("{\"at\":\"").microseconds(at);
        json.plain("\",\"call\":\"").plain(call.toString());
        json.plain("\",\"controller\":\"").plain(controller.toString());
        json.plain("\",\"facts\":").object(facts.values());
        json.plain(",\"format\":").integer(FORMAT);
        json.plain(",\"id\":\"").plain(id.toString());
        json.plain("\",\"kind\":\"").plain(kind.word());
        json.plain("\",\"sequence\":");
        byte[] head = json.bytes();
        if (head.length + LONGEST_TAIL > LONGEST)
            throw new IllegalArgumentException("it is longer than the " + LONGEST + " bytes an entry may have");
        return head;
    }

    private static byte[] tailed(byte[] head, long sequence) {
        if (sequence < 1 || sequence > CanonicalWriter.GREATEST)
            throw new IllegalArgumentException("its sequence is not within 1 to 2^53-1");
        byte[] tail = (sequence + "}").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return whole;
    }

    private static Entry entry(SortedMap<String, Fact> members) {
        if (!members.keySet().equals(MEMBERS))
            throw new IllegalArgumentException("its members are not those of an entry");
        if (integer(members, "format") != FORMAT)
            throw new IllegalArgumentException("it has a format this version cannot read");
        if (!(members.get("facts") instanceof Fact.Group(SortedMap<String, Fact> facts)))
            throw new IllegalArgumentException("its facts are no object");
        return new Entry(
                integer(members, "sequence"),
                uuid(members, "id"),
                EntryKind.ofWord(text(members, "kind")),
                uuid(members, "controller"),
                uuid(members, "call"),
                Instant.from(MICROSECONDS.parse(text(members, "at"))),
                new Facts(facts));
    }

    private static UUID uuid(SortedMap<String, Fact> members, String name) {
        try {
            return UUID.fromString(text(members, name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its " + name + " is no UUID");
        }
    }

    private static String text(SortedMap<String, Fact> members, String name) {
        if (members.get(name) instanceof Fact.Text(String value)) return value;
        throw new IllegalArgumentException("its " + name + " is no string");
    }

    private static long integer(SortedMap<String, Fact> members, String name) {
        if (members.get(name) instanceof Fact.Count(long value)) return value;
        throw new IllegalArgumentException("its " + name + " is no integer");
    }
}
