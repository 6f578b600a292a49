package uk.wayleave.opendata.event;

import java.util.Locale;
import java.util.Map;

/**
 * Codes as Street Manager's API writes them, made of whatever stands in their place: a code, or the label that people
 * read. DfT's samples and feed have both.
 */
final class Codes {
    private static final String BEFORE = "works_";
    private static final String AFTER = "_works";
    private static final int SWA_DIGITS = 4;

    /** Labels whose code is not the same in small letters. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "major_paa", "paa",
            "immediate_works_urgent", "immediate_urgent",
            "immediate_works_emergency", "immediate_emergency");

    private Codes() {}

    /** {@code Stop/go boards} is {@code stop_go_boards}; a code stays as it is. */
    static String code(String label) {
        String slug = slug(label.toLowerCase(Locale.ROOT));
        return EXCEPTIONS.getOrDefault(slug, slug);
    }

    /** Without expressions: of what is done to an event, these were the most expensive. */
    private static String slug(String label) {
        StringBuilder slug = new StringBuilder(label.length());
        boolean apart = false;
        for (int i = 0; i < label.length(); i++) {
            char letter = label.charAt(i);
            if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) {
                if (apart && !slug.isEmpty()) {
                    slug.append('_');
                }
                slug.append(letter);
                apart = false;
            } else {
                apart = true;
            }
        }
        return slug.toString();
    }

    /** {@code Works in progress} is {@code in_progress}, {@code Section 81 works} is {@code section_81}. */
    static String workStatus(String label) {
        String code = code(label);
        String rest = code.startsWith(BEFORE) ? code.substring(BEFORE.length()) : code;
        return rest.endsWith(AFTER) ? rest.substring(0, rest.length() - AFTER.length()) : rest;
    }

    /** {@code work-start} and {@code Work Start} are {@code WORK_START}: DfT's own samples differ from its schema. */
    static String constant(String spelling) {
        return code(spelling).toUpperCase(Locale.ROOT);
    }

    /** Four digits, with zeros on the left: {@code 10} is {@code 0010}. What is no number stays as it is. */
    static String swaCode(String published) {
        String text = published.strip();
        boolean isNumber = !text.isEmpty() && text.chars().allMatch(letter -> letter >= '0' && letter <= '9');
        return isNumber && text.length() < SWA_DIGITS ? "0".repeat(SWA_DIGITS - text.length()) + text : text;
    }
}
