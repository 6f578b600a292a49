package uk.wayleave.messages.receiver;

import java.security.SecureRandom;
import java.util.Base64;

/** Texts that nobody can guess and that never come twice. May be used by several threads. */
public final class Nonces {
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    /** 256 bits, base64url. */
    public String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
