package uk.wayleave.register.vault;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.AccountId;

/** Seals what signs an account in, bound to where it may be used, for whom and under which agreement. */
final class Seal {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Envelope envelope;

    /** What sealed bytes belong to. */
    record Binding(String host, ControllerId controller, AgreementId agreement, AccountId account) {
        String[] parts() {
            return new String[] {
                "wayleave account v1", host, controller.toString(), agreement.toString(), account.toString()
            };
        }
    }

    Seal(MasterKey master) {
        this.envelope = new Envelope(master);
    }

    byte[] close(OpenedAccount account, Binding binding) {
        return envelope.close(JSON.writeValueAsBytes(account), binding.parts());
    }

    /** Empty where the bytes were changed, were sealed for something else, or with another key. */
    Optional<OpenedAccount> open(byte[] sealed, Binding binding) {
        return envelope.open(sealed, binding.parts()).flatMap(Seal::read);
    }

    private static Optional<OpenedAccount> read(byte[] plain) {
        try {
            return Optional.of(JSON.readValue(plain, OpenedAccount.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
