package uk.wayleave.framework;

import java.util.regex.Pattern;

/** SHA-256 of an agreement's canonical content, in lower-case hex: what both sides sign. */
public record ContentHash(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if the text is not 64 lower-case hexadecimal digits */
    public ContentHash {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("A content hash is 64 lower-case hexadecimal digits; this was not.");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
