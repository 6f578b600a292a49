package uk.wayleave.register.postgres;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The secret from which the passwords of the database's roles are derived (HKDF-SHA256, RFC 5869), so that every node
 * with the same secret can sign in and no password is stored. Has no readable form.
 */
public final class RoleKey {
    private static final int LENGTH = 32;

    private final byte[] secret;

    private RoleKey(byte[] secret) {
        this.secret = secret;
    }

    /** @param secret 32 bytes that nobody can guess; copied */
    public static RoleKey of(byte[] secret) {
        if (secret.length != LENGTH)
            throw new IllegalArgumentException("The secret for the database's roles must be 32 bytes long.");
        return new RoleKey(secret.clone());
    }

    String passwordOf(String role) {
        byte[] purpose = ("wayleave postgresql role v1:" + role).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] password = KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(purpose, LENGTH));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(password);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HKDF-SHA256, which every Java 25 has.", e);
        }
    }
}
