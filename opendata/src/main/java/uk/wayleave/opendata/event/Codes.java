package uk.wayleave.opendata.event;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Codes as Street Manager's API writes them, made of whatever stands in their place: a code, or the label that people
 * read. DfT's samples and feed have both.
 */
final class Codes {
    private static final Pattern NOT_OF_A_CODE = Pattern.compile("[^a-z0-9]+");
    private static final Pattern WORKS = Pattern.compile("(^works_)|(_works$)");
    private static final Pattern SWA_DIGITS = Pattern.compile("\\d{1,4}");

    /** Labels whose code is not the same in small letters. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "major_paa", "paa",
            "immediate_works_urgent", "immediate_urgent",
            "immediate_works_emergency", "immediate_emergency");

    private Codes() {}

    /** {@code Stop/go boards} is {@code stop_go_boards}; a code stays as it is. */
    static String code(String label) {
        String slug = NOT_OF_A_CODE
                .matcher(label.strip().toLowerCase(Locale.ROOT))
                .replaceAll("_")
                .replaceAll("^_|_$", "");
        return EXCEPTIONS.getOrDefault(slug, slug);
    }

    /** {@code Works in progress} is {@code in_progress}, {@code Section 81 works} is {@code section_81}. */
    static String workStatus(String label) {
        return WORKS.matcher(code(label)).replaceAll("");
    }

    /** {@code work-start} and {@code Work Start} are {@code WORK_START}: DfT's own samples differ from its schema. */
    static String constant(String spelling) {
        return code(spelling).toUpperCase(Locale.ROOT);
    }

    /** Four digits, with zeros on the left: {@code 10} is {@code 0010}. What is no number stays as it is. */
    static String swaCode(String published) {
        String text = published.strip();
        return SWA_DIGITS.matcher(text).matches() ? "0".repeat(4 - text.length()) + text : text;
    }
}
