package uk.wayleave.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an entry says: named values in canonical order. References, digests, clause verdicts, versions and counts only:
 * never a payload, a secret, a name, an e-mail address or any free text a person typed.
 */
public record Facts(SortedMap<String, Fact> values) {
    /** One value. Numbers are integers between -(2^53-1) and 2^53-1, so that every JSON reader agrees on them. */
    public sealed interface Fact {
        record Text(String value) implements Fact {}

        record Count(long value) implements Fact {}

        record Flag(boolean value) implements Fact {}

        record Items(List<Fact> values) implements Fact {
            public Items {
                values = List.copyOf(values);
            }
        }

        record Group(SortedMap<String, Fact> values) implements Fact {
            public Group {
                values = inCanonicalOrder(values);
            }
        }
    }

    public Facts {
        values = inCanonicalOrder(values);
    }

    /** By UTF-16 code units (RFC 8785 section 3.2.3), whatever order the given map has. */
    private static SortedMap<String, Fact> inCanonicalOrder(Map<String, Fact> values) {
        var ordered = new TreeMap<String, Fact>();
        ordered.putAll(values);
        return Collections.unmodifiableSortedMap(ordered);
    }

    /** Builds facts one by one; absent things are simply not added. */
    public static final class Builder {
        private final SortedMap<String, Fact> values = new TreeMap<>();

        public Builder text(String name, String value) {
            values.put(name, new Fact.Text(value));
            return this;
        }

        public Builder count(String name, long value) {
            values.put(name, new Fact.Count(value));
            return this;
        }

        public Builder flag(String name, boolean value) {
            values.put(name, new Fact.Flag(value));
            return this;
        }

        public Builder texts(String name, Iterable<String> texts) {
            var items = new ArrayList<Fact>();
            for (String text : texts) {
                items.add(new Fact.Text(text));
            }
            values.put(name, new Fact.Items(items));
            return this;
        }

        public Facts build() {
            return new Facts(values);
        }
    }
}
