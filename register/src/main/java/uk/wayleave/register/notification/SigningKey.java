package uk.wayleave.register.notification;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;

/**
 * A key of the installation that signs what goes to receivers: Ed25519 (RFC 8032). Has no readable form.
 *
 * <p>May be used by several threads.
 */
public final class SigningKey {
    private final PublicSigningKey published;
    private final PrivateKey secret;

    SigningKey(PublicSigningKey published, byte[] pkcs8) {
        this.published = published;
        try {
            this.secret = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A signing key that was kept cannot be read.", e);
        }
    }

    /** Its half that everybody may know. */
    public PublicSigningKey published() {
        return published;
    }

    /** 64 bytes. */
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java 25 signs with Ed25519.", e);
        }
    }

    /** The key's name is the thumbprint of its public half (RFC 7638, RFC 8037 section 2). */
    static PublicSigningKey named(byte[] publicBytes) {
        var x = Base64URL.encode(publicBytes);
        try {
            String id = new OctetKeyPair.Builder(Curve.Ed25519, x)
                    .build()
                    .computeThumbprint()
                    .toString();
            return new PublicSigningKey(id, x.toString(), Optional.empty());
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
