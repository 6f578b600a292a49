package uk.wayleave.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * What is kept of a body instead of the body: its keyed digest. Equal bodies of one Controller have equal ones, so that
 * whoever has a body can ask later whether it was this one; without the key nobody can find a body by trying.
 *
 * @param value {@code hmac-sha256:} and 64 lower-case hexadecimal digits
 */
public record Fingerprint(String value) {
    static final String SCHEME = "hmac-sha256:";
    private static final Pattern FORM = Pattern.compile(SCHEME + "[0-9a-f]{64}");

    public Fingerprint {
        if (!FORM.matcher(value).matches())
            throw new IllegalArgumentException("A fingerprint is hmac-sha256: and 64 lower-case hexadecimal digits.");
    }

    /** Whether they are the same, in a time that does not depend on where they differ. */
    public boolean matches(Fingerprint other) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.US_ASCII), other.value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return value;
    }
}
