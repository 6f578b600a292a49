package uk.wayleave.framework;

import java.util.regex.Pattern;

/**
 * The four-digit code of an organisation in Street Manager, always with its leading zeros: {@code 10} is {@code 0010}.
 */
public record SwaCode(String value) implements Comparable<SwaCode> {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,4}");

    /** @throws IllegalArgumentException if the text is not one to four digits */
    public SwaCode {
        if (!DIGITS.matcher(value).matches()) {
            throw new IllegalArgumentException("An SWA code is one to four digits, for instance 0010; this was not.");
        }
        value = "0".repeat(4 - value.length()) + value;
    }

    public static boolean isValid(String text) {
        return DIGITS.matcher(text).matches();
    }

    @Override
    public int compareTo(SwaCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
