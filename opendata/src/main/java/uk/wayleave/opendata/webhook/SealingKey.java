package uk.wayleave.opendata.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals what is kept in the database and not to be read from it: AES-256-GCM (NIST SP 800-38D). Has no readable form. */
public final class SealingKey {
    private static final int LENGTH = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private SealingKey(byte[] secret) {
        key = new SecretKeySpec(secret, "AES");
    }

    /** @param secret 32 bytes that nobody can guess; copied */
    public static SealingKey of(byte[] secret) {
        if (secret.length != LENGTH) {
            throw new IllegalArgumentException("A sealing key is 32 bytes long.");
        }
        return new SealingKey(secret);
    }

    /** @param name of what is sealed; it opens under the same name only */
    byte[] close(byte[] plain, String name) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(plain);
            return ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java 25 has AES-GCM.", impossible);
        }
    }

    /** Empty for what was sealed under another key or name, or changed since. */
    Optional<byte[]> open(byte[] sealed, String name) {
        if (sealed.length <= NONCE) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE), name)
                    .doFinal(sealed, NONCE, sealed.length - NONCE));
        } catch (GeneralSecurityException another) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
