package uk.wayleave.streetmanager;

/**
 * The reference of a permit: the reference of its works, a dash, and the number of the permit in at least two digits, as
 * in {@code AB001X1-01}. Source: DfT's business rules.
 *
 * @param number from 1
 */
public record PermitReference(WorkReference works, int number) {
    private static final int DIGITS_AT_MOST = 4;
    private static final String FORM =
            "A permit reference is the reference of its works, a dash and a number of at least two digits.";

    /** @throws IllegalArgumentException if the number is not between 1 and 9999 */
    public PermitReference {
        if (number < 1 || number > 9999) {
            throw new IllegalArgumentException(FORM);
        }
    }

    /** Reads a reference in capitals or small letters. */
    public static Parsed<PermitReference> parse(String text) {
        int dash = text.lastIndexOf('-');
        if (dash < 0) {
            return new Parsed.Malformed<>(FORM);
        }
        String digits = text.substring(dash + 1);
        if (digits.length() < 2
                || digits.length() > DIGITS_AT_MOST
                || (digits.length() > 2 && digits.charAt(0) == '0')
                || !Ascii.areDigits(digits)) {
            return new Parsed.Malformed<>(FORM);
        }
        int number = Integer.parseInt(digits);
        if (number == 0) {
            return new Parsed.Malformed<>(FORM);
        }
        return switch (WorkReference.parse(text.substring(0, dash))) {
            case Parsed.Read<WorkReference>(WorkReference works) ->
                new Parsed.Read<>(new PermitReference(works, number));
            case Parsed.Malformed<WorkReference> _ -> new Parsed.Malformed<>(FORM);
        };
    }

    public String value() {
        return works + (number < 10 ? "-0" : "-") + number;
    }

    @Override
    public String toString() {
        return value();
    }
}
