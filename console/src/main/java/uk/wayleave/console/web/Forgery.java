package uk.wayleave.console.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Tells our own forms from another site's (CSRF). A form repeats a value that follows from a cookie no other site can
 * read; the value tells nothing of the cookie.
 */
final class Forgery {
    static final String FIELD = "_csrf";

    private Forgery() {}

    static String valueFor(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("wayleave form " + secret).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java has.", impossible);
        }
    }

    static boolean isOurs(String given, String secret) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), valueFor(secret).getBytes(StandardCharsets.UTF_8));
    }
}
