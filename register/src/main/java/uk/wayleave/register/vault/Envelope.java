package uk.wayleave.register.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * AES-256-GCM under a data key of each thing's own, which is encrypted under the vault's key (Tink's envelope). What a
 * thing is bound to is authenticated with it, so that sealed bytes moved elsewhere do not open.
 */
final class Envelope {
    private final Aead aead;

    @AccessesPartialKey
    Envelope(MasterKey master) {
        try {
            AeadConfig.register();
            AesGcmParameters parameters = AesGcmParameters.builder()
                    .setKeySizeBytes(32)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
            AesGcmKey key = AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(master.vaultKey(), InsecureSecretKeyAccess.get()))
                    .build();
            Aead vaultKey = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
                    .build()
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
            this.aead = KmsEnvelopeAead.create(parameters, vaultKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot do AES-256-GCM here.", e);
        }
    }

    byte[] close(byte[] plain, String... boundTo) {
        try {
            return aead.encrypt(plain, binding(boundTo));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Something could not be sealed.", e);
        }
    }

    /** Empty where the bytes were changed, were sealed for something else, or with another key. */
    Optional<byte[]> open(byte[] sealed, String... boundTo) {
        try {
            return Optional.of(aead.decrypt(sealed, binding(boundTo)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** None of the parts holds a line break, so no two lists of them read alike. */
    private static byte[] binding(String... boundTo) {
        return String.join("\n", boundTo).getBytes(StandardCharsets.UTF_8);
    }
}
