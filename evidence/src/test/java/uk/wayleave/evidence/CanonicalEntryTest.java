package uk.wayleave.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.evidence.CanonicalEntry.Reading;
import uk.wayleave.evidence.Facts.Fact;

class CanonicalEntryTest {
    private static final String PLAIN = "{\"at\":\"2026-11-24T09:30:00.000001Z\","
            + "\"call\":\"00000000-0000-0002-0000-000000000003\","
            + "\"controller\":\"00000000-0000-0001-0000-000000000004\","
            + "\"facts\":{\"clauses\":[\"A1\",\"B4\"],\"held\":true,\"status\":201},"
            + "\"format\":1,\"id\":\"00000000-0000-0007-0000-000000000001\",\"kind\":\"intent\",\"sequence\":12}";

    private static final Entry ENTRY = new Entry(
            12,
            new UUID(7, 1),
            EntryKind.INTENT,
            new UUID(1, 4),
            new UUID(2, 3),
            Instant.parse("2026-11-24T09:30:00.000001999Z"),
            new Facts.Builder()
                    .count("status", 201)
                    .flag("held", true)
                    .texts("clauses", List.of("A1", "B4"))
                    .build());

    @Test
    void writesAnEntryByteForByteAsDocumented() {
        assertThat(new String(CanonicalEntry.bytesOf(ENTRY), UTF_8)).isEqualTo(PLAIN);
    }

    /** RFC 8785 section 3.2.3. */
    @Test
    void sortsMembersByTheirUtf16CodeUnits() {
        var members = new TreeMap<String, Fact>(Comparator.reverseOrder());
        for (String name : List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"))
            members.put(name, new Fact.Count(0));
        assertThat(json(new Facts(members).values()))
                .isEqualTo("{\"\\r\":0,\"1\":0,\"\u0080\":0,\"\u00f6\":0,\"\u20ac\":0,\"\ud83d\ude00\":0,"
                        + "\"\ufb33\":0}");
    }

    /** RFC 8785 section 3.2.2.2. */
    @Test
    void escapesOnlyWhatMustBe() {
        var text = new Fact.Text("\u20ac$\u000f\nA'B\"\\\\\"/\b\t\f\r\u0000\u001f\u007f\u2028");
        assertThat(json(new TreeMap<>(Map.of("s", text))))
                .isEqualTo("{\"s\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\t\\f\\r\\u0000\\u001f\u007f\u2028\"}");
    }

    @Property(tries = 400)
    void readsBackWhatItWrote(@ForAll("entries") Entry entry) {
        assertThat(CanonicalEntry.read(CanonicalEntry.bytesOf(entry))).isEqualTo(new Reading.Canonical(entry));
    }

    @Property(tries = 400)
    void writesTheSameForEqualEntriesHoweverTheyWereBuilt(@ForAll("entries") Entry entry) {
        var names = new ArrayList<>(entry.facts().values().keySet());
        var backwards = new TreeMap<String, Fact>(Comparator.reverseOrder());
        for (String name : names.reversed()) {
            Fact fact = entry.facts().values().get(name);
            if (fact != null) backwards.put(name, fact);
        }
        var draft =
                new Draft(entry.id(), entry.kind(), entry.controller(), entry.call(), entry.at(), new Facts(backwards));
        var prepared = CanonicalEntry.prepare(draft);
        assertThat(prepared.bytesAt(entry.sequence())).isEqualTo(CanonicalEntry.bytesOf(entry));
        assertThat(prepared.length()).isGreaterThanOrEqualTo(prepared.bytesAt(entry.sequence()).length);
    }

    @Property(tries = 400)
    void writesDifferentEntriesDifferently(@ForAll("entries") Entry one, @ForAll("facts") Facts facts) {
        Assume.that(!one.facts().equals(facts));
        var other = new Entry(one.sequence(), one.id(), one.kind(), one.controller(), one.call(), one.at(), facts);
        assertThat(CanonicalEntry.bytesOf(other)).isNotEqualTo(CanonicalEntry.bytesOf(one));
    }

    /** Any one fact, at any depth, by the least that can be. */
    @Property(tries = 400)
    void changesWithAnyChangeOfAnyFact(@ForAll("entries") Entry entry) {
        for (Facts changed : changesOf(entry.facts())) {
            var other = new Entry(
                    entry.sequence(), entry.id(), entry.kind(), entry.controller(), entry.call(), entry.at(), changed);
            assertThat(CanonicalEntry.bytesOf(other)).isNotEqualTo(CanonicalEntry.bytesOf(entry));
        }
    }

    @Property(tries = 400)
    void acceptsNothingButWhatItWouldWrite(
            @ForAll("entries") Entry entry, @ForAll int place, @ForAll byte replacement) {
        byte[] bytes = CanonicalEntry.bytesOf(entry);
        bytes[Math.floorMod(place, bytes.length)] = replacement;
        switch (CanonicalEntry.read(bytes)) {
            case Reading.Canonical(Entry read) ->
                assertThat(CanonicalEntry.bytesOf(read)).isEqualTo(bytes);
            case Reading.NotCanonical(String why) -> assertThat(why).isNotBlank();
        }
    }

    @Property(tries = 400)
    void readsAnyBytesWithoutFailing(@ForAll byte[] bytes) {
        assertThat(CanonicalEntry.read(bytes)).isInstanceOf(Reading.NotCanonical.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\":201}| \"status\":201}",
                "\"status\":201}|\"status\":201 }",
                "\"status\":201}|\"status\":0201}",
                "\"status\":201}|\"status\":201.0}",
                "\"status\":201}|\"status\":2.01e2}",
                "\"status\":201}|\"status\":-0}",
                "\"status\":201}|\"status\":null}",
                "\"status\":201}|\"status\":9007199254740992}",
                "\"status\":201}|\"status\":99999999999999999999}",
                "\"status\":201}|\"status\":201,\"status\":201}",
                "\"status\":201}|\"status\":201,\"a\":1}",
                "\"status\":201}|\"status\":201,}",
                "\"held\":true|\"held\":True",
                "\"held\":true|\"h\\u0065ld\":true",
                "\"A1\"|\"A\\/1\"",
                "\"A1\"|\"\\u000F\"",
                "\"A1\"|\"\\ud800\"",
                "\"A1\"|\"\\x\"",
                "\"A1\"|'A1'",
                "[\"A1\",|[,\"A1\",",
                ":12}|:12}\n",
                ":12}|:12",
                ":12}|:0}",
                ":12}|:-12}",
                ":12}|:12,\"z\":1}",
                "\"format\":1,|",
                "\"format\":1,|\"format\":2,",
                "\"format\":1,|\"format\":\"1\",",
                "\"kind\":\"intent\"|\"kind\":\"INTENT\"",
                "\"kind\":\"intent\"|\"kind\":\"rumour\"",
                "09:30:00.000001Z|09:30:00.00000100Z",
                "09:30:00.000001Z|09:30:00Z",
                "09:30:00.000001Z|10:30:00.000001+01:00",
                "2026-11-24|2026-11-31",
                "0000-0000-0002-0000|0-0-2-0",
                "00000000-0000-0007-0000-000000000001|00000000-0000-0007-0000-00000000000A",
                "{\"at\"|\ufeff{\"at\"",
            })
    void refusesEveryOtherForm(String change) {
        String[] parts = change.split("\\|", -1);
        String other = PLAIN.replace(parts[0], parts[1]);
        assertThat(other).isNotEqualTo(PLAIN);
        assertThat(CanonicalEntry.read(other.getBytes(UTF_8))).isInstanceOf(Reading.NotCanonical.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] bytes = PLAIN.getBytes(UTF_8);
        bytes[PLAIN.indexOf("A1")] = (byte) 0xc0;
        assertThat(CanonicalEntry.read(bytes)).isEqualTo(new Reading.NotCanonical("its bytes are not UTF-8"));
    }

    @Test
    void saysWhatIsWrongWithoutRepeatingIt() {
        String other = PLAIN.replace("2026-11-24", "Jane Fictional");
        assertThat(CanonicalEntry.read(other.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        Reading.NotCanonical.class,
                        refused -> assertThat(refused.why()).contains("time").doesNotContain("Fictional"));
    }

    @Test
    void refusesToPrepareWhatHasNoCanonicalForm() {
        refusesToPrepare(new Facts.Builder().text("reference", "\ud800").build(), "surrogate");
        refusesToPrepare(new Facts.Builder().text("reference", "\udc00\ud800").build(), "surrogate");
        refusesToPrepare(new Facts.Builder().count("bytes", 1L << 53).build(), "2^53");
        refusesToPrepare(new Facts.Builder().count("bytes", -(1L << 53)).build(), "2^53");
        refusesToPrepare(
                new Facts.Builder()
                        .text("reference", "x".repeat(CanonicalEntry.LONGEST))
                        .build(),
                "longer");
        Fact deep = new Fact.Flag(true);
        for (int i = 0; i < CanonicalWriter.DEEPEST; i++) deep = new Fact.Items(List.of(deep));
        refusesToPrepare(new Facts(new TreeMap<>(Map.of("deep", deep))), "deep");
    }

    @Test
    void refusesATimeThatRfc3339CannotWrite() {
        var draft = new Draft(
                new UUID(7, 1),
                EntryKind.INTENT,
                new UUID(1, 4),
                new UUID(2, 3),
                Instant.parse("+10000-01-01T00:00:00Z"),
                new Facts.Builder().build());
        assertThatThrownBy(() -> CanonicalEntry.prepare(draft)).hasMessageContaining("years");
    }

    @Provide
    Arbitrary<Entry> entries() {
        return Entries.any();
    }

    @Provide
    Arbitrary<Facts> facts() {
        return Arbitraries.lazy(Entries::facts);
    }

    private static void refusesToPrepare(Facts facts, String why) {
        var draft = new Draft(new UUID(7, 1), EntryKind.INTENT, new UUID(1, 4), new UUID(2, 3), Entries.MORNING, facts);
        assertThatThrownBy(() -> CanonicalEntry.prepare(draft))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static List<Facts> changesOf(Facts facts) {
        List<Facts> changes = new ArrayList<>();
        for (Map.Entry<String, Fact> member : facts.values().entrySet()) {
            for (Fact other : changesOf(member.getValue())) changes.add(with(facts, member.getKey(), other));
            var without = new TreeMap<>(facts.values());
            without.remove(member.getKey());
            changes.add(new Facts(without));
        }
        return changes;
    }

    private static Facts with(Facts facts, String name, Fact value) {
        var members = new TreeMap<>(facts.values());
        members.put(name, value);
        return new Facts(members);
    }

    private static List<Fact> changesOf(Fact fact) {
        return switch (fact) {
            case Fact.Text(String text) -> List.of(new Fact.Text(text + "\u0000"), new Fact.Items(List.of(fact)));
            case Fact.Count(long count) ->
                List.of(new Fact.Count(count > 0 ? count - 1 : count + 1), new Fact.Text(Long.toString(count)));
            case Fact.Flag(boolean flag) -> List.of(new Fact.Flag(!flag), new Fact.Text(Boolean.toString(flag)));
            case Fact.Items(List<Fact> items) -> {
                List<Fact> more = new ArrayList<>(items);
                more.add(new Fact.Flag(true));
                yield List.of(new Fact.Items(more), new Fact.Group(new TreeMap<>()));
            }
            case Fact.Group(SortedMap<String, Fact> members) -> {
                var more = new TreeMap<>(members);
                more.merge("more", new Fact.Flag(true), (old, added) -> new Fact.Items(List.of(old)));
                yield List.of(new Fact.Group(more), new Fact.Items(List.of()));
            }
        };
    }

    private static String json(SortedMap<String, Fact> members) {
        var writer = new CanonicalWriter();
        writer.object(members);
        return new String(writer.bytes(), UTF_8);
    }
}
