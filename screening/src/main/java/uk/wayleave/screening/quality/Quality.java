package uk.wayleave.screening.quality;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.wayleave.screening.PersonalData;

/**
 * Precision and recall of a program over labelled texts, class by class. A finding meets a label of its class where they
 * share at least half of what both cover; what is said of a person's health ({@link PersonalData#SPECIAL_CATEGORY}) has no
 * sharp ends, so there any overlap counts. Each label is met once.
 */
public final class Quality {
    private static final double ENOUGH = 0.5;

    private final Map<PersonalData, Score> scores = new EnumMap<>(PersonalData.class);
    private int silentTexts;
    private int disturbedTexts;

    /** Takes in one text. */
    public void add(LabelledText text, List<Span> found) {
        List<Span> labels = new ArrayList<>(text.labels());
        for (Span one : found) {
            Span met = met(one, labels);
            add(one.personalData(), met == null ? new Score(0, 1, 0) : new Score(1, 0, 0));
            if (met != null) {
                labels.remove(met);
            }
        }
        labels.forEach(missed -> add(missed.personalData(), new Score(0, 0, 1)));
        if (text.labels().isEmpty()) {
            silentTexts++;
            disturbedTexts += found.isEmpty() ? 0 : 1;
        }
    }

    private static @org.jspecify.annotations.Nullable Span met(Span found, List<Span> labels) {
        for (Span label : labels) {
            boolean same = label.personalData() == found.personalData();
            boolean vague = label.personalData() == PersonalData.SPECIAL_CATEGORY;
            double shared = label.shared(found);
            if (same && (shared >= ENOUGH || (vague && shared > 0))) {
                return label;
            }
        }
        return null;
    }

    private void add(PersonalData personalData, Score score) {
        scores.merge(personalData, score, Score::plus);
    }

    /** Of one class. */
    public Score of(PersonalData personalData) {
        return scores.getOrDefault(personalData, Score.NONE);
    }

    /** Of several classes together. */
    public Score of(Set<PersonalData> several) {
        return several.stream().map(this::of).reduce(Score.NONE, Score::plus);
    }

    /** Texts in which nothing is. */
    public int silentTexts() {
        return silentTexts;
    }

    /** Of these, those in which something was found. */
    public int disturbedTexts() {
        return disturbedTexts;
    }
}
