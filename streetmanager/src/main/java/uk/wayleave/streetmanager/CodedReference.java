package uk.wayleave.streetmanager;

import uk.wayleave.framework.SwaCode;

/**
 * A reference that holds the SWA code of its highway authority: an activity ({@code ARN-0010-85775436}) or a Section 58
 * restriction ({@code S58-0010-46589070}). Source: DfT's business rules and sample events.
 *
 * @param number digits
 */
public record CodedReference(Kind kind, SwaCode authority, String number) {
    public enum Kind {
        ACTIVITY("ARN-"),
        SECTION_58("S58-");

        private final String start;

        Kind(String start) {
            this.start = start;
        }
    }

    private static final int CODE_LENGTH = 4;
    private static final int NUMBER_AT_MOST = 20;
    private static final String FORM =
            "It is ARN or S58, a dash, the authority's four-digit SWA code, a dash and a number.";

    /** @throws IllegalArgumentException if the number is not 1 to 20 digits */
    public CodedReference {
        if (!Ascii.areDigits(number) || number.length() > NUMBER_AT_MOST) {
            throw new IllegalArgumentException(FORM);
        }
    }

    /** Reads a reference of the given kind in capitals or small letters. */
    public static Parsed<CodedReference> parse(Kind kind, String text) {
        String capitals = Ascii.capitals(text);
        int codeEnd = kind.start.length() + CODE_LENGTH;
        if (!capitals.startsWith(kind.start)
                || capitals.length() <= codeEnd + 1
                || capitals.length() > codeEnd + 1 + NUMBER_AT_MOST
                || capitals.charAt(codeEnd) != '-') {
            return new Parsed.Malformed<>(FORM);
        }
        String code = capitals.substring(kind.start.length(), codeEnd);
        String number = capitals.substring(codeEnd + 1);
        if (!Ascii.areDigits(code) || !Ascii.areDigits(number)) {
            return new Parsed.Malformed<>(FORM);
        }
        return new Parsed.Read<>(new CodedReference(kind, new SwaCode(code), number));
    }

    public String value() {
        return kind.start + authority + "-" + number;
    }

    @Override
    public String toString() {
        return value();
    }
}
