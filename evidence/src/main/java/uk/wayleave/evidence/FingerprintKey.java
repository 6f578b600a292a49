package uk.wayleave.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The key to the {@link Fingerprint fingerprints} of one Controller. A plain digest of a small body, such as the answer
 * {@code {"status":"granted"}}, can be guessed; a keyed one cannot, and those of two Controllers cannot be compared. Has
 * no readable form, and may be used by several threads.
 */
public final class FingerprintKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 32;
    private static final byte[] PURPOSE = "wayleave fingerprint 1 ".getBytes(StandardCharsets.US_ASCII);

    /** Never fed, only copied: setting a digest up anew takes longer. */
    private final Mac ready;

    private FingerprintKey(Mac ready) {
        this.ready = ready;
    }

    /**
     * Derived from the installation's secret by HKDF-SHA256 (RFC 5869), with the Controller in its info.
     *
     * @param secret 32 bytes that nobody can guess, for fingerprints alone
     */
    public static FingerprintKey of(byte[] secret, UUID controller) {
        if (secret.length != LENGTH)
            throw new IllegalArgumentException("The secret for fingerprints must be 32 bytes long.");
        byte[] info = ByteBuffer.allocate(PURPOSE.length + 2 * Long.BYTES)
                .put(PURPOSE)
                .putLong(controller.getMostSignificantBits())
                .putLong(controller.getLeastSignificantBits())
                .array();
        try {
            SecretKey key = KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            ALGORITHM,
                            HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, LENGTH));
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return new FingerprintKey(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HKDF or HMAC with SHA-256, which every Java 25 has.", e);
        }
    }

    /** Of a whole body. */
    public Fingerprint of(byte[] body) {
        Running running = start();
        running.update(body, 0, body.length);
        return running.finish();
    }

    /** For a body that passes in parts. */
    public Running start() {
        try {
            return new Running((Mac) ready.clone());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("This Java's HMAC cannot be copied, which every Java 25's can.", e);
        }
    }

    /** A fingerprint being taken, by one thread. */
    public static final class Running {
        private final Mac mac;

        private Running(Mac mac) {
            this.mac = mac;
        }

        public void update(byte[] bytes, int offset, int length) {
            mac.update(bytes, offset, length);
        }

        /** Takes what remains of the buffer. */
        public void update(ByteBuffer bytes) {
            mac.update(bytes);
        }

        /** Ends it; the next update would begin another. */
        public Fingerprint finish() {
            return new Fingerprint(Fingerprint.SCHEME + HexFormat.of().formatHex(mac.doFinal()));
        }
    }
}
