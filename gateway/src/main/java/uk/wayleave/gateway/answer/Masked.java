package uk.wayleave.gateway.answer;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which values of an answer are withheld.
 *
 * @param pointers where, as JSON Pointers (RFC 6901) into the answer as released; the first {@link #NAMED_AT_MOST}
 * @param byClass how many of each class of field
 * @param personalData how many places within texts that are released otherwise, by what was found there
 */
public record Masked(
        List<String> pointers, SortedMap<String, Integer> byClass, SortedMap<String, Integer> personalData) {
    public static final int NAMED_AT_MOST = 64;

    public Masked {
        pointers = List.copyOf(pointers);
    }

    public static Masked nothing() {
        return new Masked(List.of(), new TreeMap<>(), new TreeMap<>());
    }

    /** How many in all. */
    public int count() {
        return byClass.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Which classes of field. */
    public SortedSet<String> classes() {
        return new TreeSet<>(byClass.keySet());
    }

    /** For the ledger: {@code EMAIL:3}. */
    public List<String> counts() {
        return counts(byClass);
    }

    /** For the ledger: {@code name:3}. */
    public List<String> personalDataCounts() {
        return counts(personalData);
    }

    private static List<String> counts(SortedMap<String, Integer> counts) {
        return counts.entrySet().stream()
                .map((Map.Entry<String, Integer> one) -> one.getKey() + ":" + one.getValue())
                .toList();
    }
}
