package uk.wayleave.screening;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was found in one text.
 *
 * @param rulesVersion of rules and lists that judged it, for the record
 * @param all in the order of the text; no two overlap
 */
public record Findings(String rulesVersion, List<Finding> all) {
    /** Below this confidence a finding is as likely as not a street, a pub or a firm. */
    public static final double LIKELY = 0.8;

    public Findings {
        all = List.copyOf(all);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** How many of each class: what a ledger may keep. */
    public Map<PersonalData, Integer> counts() {
        Map<PersonalData, Integer> counts = new EnumMap<>(PersonalData.class);
        all.forEach(one -> counts.merge(one.personalData(), 1, Integer::sum));
        return counts;
    }

    /** Those of at least this confidence. */
    public Findings atLeast(double confidence) {
        return new Findings(
                rulesVersion,
                all.stream().filter(one -> one.confidence() >= confidence).toList());
    }

    /**
     * The text with every span replaced by the marker; nothing else is touched.
     *
     * @param text the very text in which these were found
     */
    public String mask(String text, String marker) {
        StringBuilder masked = new StringBuilder(text.length());
        int copied = 0;
        for (Finding one : all) {
            masked.append(text, copied, one.start()).append(marker);
            copied = one.end();
        }
        return masked.append(text, copied, text.length()).toString();
    }
}
