package uk.wayleave.streetmanager;

/**
 * The reference of works: two characters that are the promoter's prefix, three digits that are its workstream, then 1 to
 * 19 letters, digits, {@code -} or {@code _}; at most 24 in all, always in capitals. The prefix tells who promotes the
 * works. Source: DfT's business rules and V3.6 field descriptions.
 */
public record WorkReference(String value) implements Comparable<WorkReference> {
    private static final int PREFIX = 2;
    private static final int WORKSTREAM_END = 5;
    private static final int LONGEST = 24;
    private static final String FORM =
            "A works reference is the promoter's two-character prefix, a three-digit workstream"
                    + " and up to 19 letters, digits, dashes or underscores.";

    /** @throws IllegalArgumentException if the text is not a works reference in capitals */
    public WorkReference {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException(FORM);
        }
    }

    /** Reads a reference in capitals or small letters. */
    public static Parsed<WorkReference> parse(String text) {
        String capitals = Ascii.capitals(text);
        return isWellFormed(capitals) ? new Parsed.Read<>(new WorkReference(capitals)) : new Parsed.Malformed<>(FORM);
    }

    private static boolean isWellFormed(String text) {
        if (text.length() <= WORKSTREAM_END || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!fits(text.charAt(i), i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(char c, int position) {
        boolean small = c >= 'a' && c <= 'z';
        if (position < PREFIX) {
            return Ascii.isLetterOrDigit(c) && !small;
        }
        if (position < WORKSTREAM_END) {
            return Ascii.isDigit(c);
        }
        return (Ascii.isLetterOrDigit(c) && !small) || c == '-' || c == '_';
    }

    /** The two characters that Street Manager gave the promoter's organisation. */
    public String promoterPrefix() {
        return value.substring(0, PREFIX);
    }

    /** The three digits of the promoter's workstream; {@code 000} is its default one. */
    public String workstream() {
        return value.substring(PREFIX, WORKSTREAM_END);
    }

    /** Whether {@code reference}, in capitals or not, names a part of these works: a permit, an inspection and so on. */
    public boolean isRootOf(String reference) {
        return reference.length() > value.length() + 1
                && reference.charAt(value.length()) == '-'
                && reference.regionMatches(true, 0, value, 0, value.length());
    }

    @Override
    public int compareTo(WorkReference other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
