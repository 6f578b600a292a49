package uk.wayleave.gateway.answer;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import uk.wayleave.screening.Findings;
import uk.wayleave.screening.PersonalData;
import uk.wayleave.screening.Screening;

/** Masks what is found of persons in texts, place by place, and counts it. Belongs to one answer. */
public final class Spans {
    private final Screening screening;
    private Map<PersonalData, Integer> found = new EnumMap<>(PersonalData.class);

    public Spans(Screening screening) {
        this.screening = screening;
    }

    /** The text with a marker in each place; empty where nothing was found, so that it stays to the byte. */
    public Optional<String> masked(String text) {
        Findings findings = screening.screen(text);
        if (findings.isEmpty()) {
            return Optional.empty();
        }
        findings.counts().forEach((one, count) -> found.merge(one, count, Integer::sum));
        return Optional.of(findings.mask(text, Marker.TEXT));
    }

    /** By {@link PersonalData#id()}. */
    public SortedMap<String, Integer> counts() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        found.forEach((one, count) -> counts.put(one.id(), count));
        return counts;
    }

    /** What was counted so far, to go back to where the rest is not released at all. */
    Map<PersonalData, Integer> mark() {
        return found.isEmpty() ? Map.of() : Map.copyOf(found);
    }

    void forgetSince(Map<PersonalData, Integer> mark) {
        Map<PersonalData, Integer> before = new EnumMap<>(PersonalData.class);
        before.putAll(mark);
        found = before;
    }
}
