package uk.wayleave.screening;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks for personal data in free text about street works. Safe for use by many threads; takes time and memory in
 * proportion to the length of the text, whatever is in it.
 */
public final class Screening {
    private final Rules rules;

    private Screening(Rules rules) {
        this.rules = rules;
    }

    /** With the rules and lists that come with this version of the program; takes some tenths of a second. */
    public static Screening standard() {
        return new Screening(Rules.load());
    }

    /** Of the rules and lists together; another content is another version. */
    public String rulesVersion() {
        return rules.version();
    }

    /** Every rule, in the order of the file. */
    public List<Rule> rules() {
        return rules.all();
    }

    /** What is in the text; spans count UTF-16 code units of {@code text} as given. */
    public Findings screen(String text) {
        List<Finding> found = new ArrayList<>();
        int at = text.indexOf('@');
        while (at >= 0) {
            int start = at;
            while (start > 0 && isOfAddress(text.charAt(start - 1))) {
                start--;
            }
            int end = at + 1;
            while (end < text.length() && isOfAddress(text.charAt(end))) {
                end++;
            }
            while (text.charAt(end - 1) == '.') {
                end--;
            }
            if (start < at && end > at + 3) {
                found.add(new Finding(rules.rule("email.address"), start, end));
            }
            at = text.indexOf('@', Math.max(end, at + 1));
        }
        return new Findings(rulesVersion(), found);
    }

    private static boolean isOfAddress(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || c == '+';
    }
}
