package uk.wayleave.opendata.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import uk.wayleave.messages.receiver.MessageSigner;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.opendata.store.WebhookKeys;

/** The installation's key for webhooks: Ed25519 (RFC 8032), made when it is first needed and then the same on every node. */
public final class SigningKeys {
    private static final int PUBLIC_BYTES = 32;
    private static final String SEALED_AS = "webhook signing key ";

    private final WebhookKeys kept;
    private final SealingKey sealing;
    private final Clock clock;

    public SigningKeys(WebhookKeys kept, SealingKey sealing, Clock clock) {
        this.kept = kept;
        this.sealing = sealing;
        this.clock = clock;
    }

    /**
     * The public half.
     *
     * @param id its name: the thumbprint (RFC 7638, RFC 8037 section 2)
     * @param x base64url of its 32 bytes
     */
    public record Published(String id, String x) {}

    public Published published() {
        WebhookKeys.Kept key = key();
        return new Published(key.id(), base64url(key.publicKey()));
    }

    MessageSigner signer() {
        WebhookKeys.Kept key = key();
        byte[] pkcs8 = sealing.open(key.sealed(), SEALED_AS + key.id())
                .orElseThrow(() -> new IllegalStateException(
                        "The signing key of webhooks does not open with this installation's master key."));
        try {
            return new Signer(
                    key.id(), KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("The signing key of webhooks cannot be read.", unreadable);
        }
    }

    private WebhookKeys.Kept key() {
        return kept.kept().orElseGet(() -> {
            kept.keep(made(), clock.instant());
            return kept.kept().orElseThrow(() -> new IllegalStateException("A signing key was made and is not there."));
        });
    }

    private WebhookKeys.Kept made() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            // X.509 puts the 32 bytes of the key last (RFC 8410 section 4).
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] publicKey = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
            String id = thumbprint(publicKey);
            return new WebhookKeys.Kept(
                    id, publicKey, sealing.close(pair.getPrivate().getEncoded(), SEALED_AS + id));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java 25 makes Ed25519 keys.", impossible);
        }
    }

    private static String thumbprint(byte[] publicKey) {
        String members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + base64url(publicKey) + "\"}";
        return base64url(EventReader.sha256(members.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private record Signer(String keyId, PrivateKey secret) implements MessageSigner {
        @Override
        public byte[] sign(byte[] message) {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(secret);
                signature.update(message);
                return signature.sign();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("Every Java 25 signs with Ed25519.", impossible);
            }
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Signer[keyId=" + keyId + "]";
        }
    }
}
