package uk.wayleave.register.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.postgres.RoleKey;

/**
 * The one secret of an installation, 32 bytes, the same on every node and never in the database. Every other key is
 * derived from it for one purpose (HKDF-SHA256, RFC 5869). Has no readable form.
 */
public final class MasterKey {
    static final int LENGTH = 32;

    /** Which master key it is; a later one would be another version. */
    static final int VERSION = 1;

    private final byte[] secret;

    private MasterKey(byte[] secret) {
        this.secret = secret;
    }

    /** @param secret 32 bytes that nobody can guess; copied */
    public static MasterKey of(byte[] secret) {
        if (secret.length != LENGTH) throw new IllegalArgumentException("A master key is 32 bytes long.");
        return new MasterKey(secret.clone());
    }

    /** Reads 64 hexadecimal digits or base64 of 32 bytes, with white space around it; empty for anything else. */
    static Optional<MasterKey> parse(String text) {
        String stripped = text.strip();
        try {
            byte[] bytes = stripped.length() == 2 * LENGTH
                    ? HexFormat.of().parseHex(stripped)
                    : Base64.getDecoder().decode(stripped.replace('-', '+').replace('_', '/'));
            return bytes.length == LENGTH ? Optional.of(of(bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What the passwords of the database's roles are derived from. */
    public RoleKey roleKey() {
        return RoleKey.of(derived("database roles"));
    }

    /** 32 bytes that sign the form of our access tokens. */
    public byte[] tokenKey() {
        return derived("token form");
    }

    /** 32 bytes for the keyed fingerprints of what was released for one Controller. */
    public byte[] fingerprintKey(ControllerId controller) {
        return derived("fingerprint " + controller);
    }

    /** 32 bytes for one purpose of a caller's own, such as a session key. */
    public byte[] keyFor(String purpose) {
        return derived("other " + purpose);
    }

    /** 32 bytes that encrypt the data keys of the vault. */
    byte[] vaultKey() {
        return derived("vault");
    }

    /** Tells this key from another, and is of no other use. */
    byte[] checkValue() {
        return derived("check");
    }

    private byte[] derived(String purpose) {
        byte[] info = ("wayleave " + purpose + " v1").getBytes(StandardCharsets.UTF_8);
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, LENGTH));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java 25 has HKDF-SHA256.", e);
        }
    }
}
