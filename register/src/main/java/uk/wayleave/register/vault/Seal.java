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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.AccountId;

/**
 * Seals what signs an account in: AES-256-GCM under a data key of the account's own, which is encrypted under the
 * vault's key (Tink's envelope). What it is bound to is authenticated with it, so that sealed bytes moved to another row
 * do not open.
 */
final class Seal {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Aead envelope;

    /** What sealed bytes belong to. */
    record Binding(String host, ControllerId controller, AgreementId agreement, AccountId account) {
        byte[] bytes() {
            return String.join(
                            "\n",
                            "wayleave account v1",
                            host,
                            controller.toString(),
                            agreement.toString(),
                            account.toString())
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    @AccessesPartialKey
    Seal(MasterKey master) {
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
            this.envelope = KmsEnvelopeAead.create(parameters, vaultKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot do AES-256-GCM here.", e);
        }
    }

    byte[] close(OpenedAccount account, Binding binding) {
        try {
            return envelope.encrypt(JSON.writeValueAsBytes(account), binding.bytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("An account could not be sealed.", e);
        }
    }

    /** Empty where the bytes were changed, were sealed for something else, or with another key. */
    Optional<OpenedAccount> open(byte[] sealed, Binding binding) {
        try {
            return Optional.of(JSON.readValue(envelope.decrypt(sealed, binding.bytes()), OpenedAccount.class));
        } catch (GeneralSecurityException | JacksonException e) {
            return Optional.empty();
        }
    }
}
