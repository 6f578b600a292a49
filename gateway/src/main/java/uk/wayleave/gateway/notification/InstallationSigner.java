package uk.wayleave.gateway.notification;

import uk.wayleave.messages.receiver.MessageSigner;
import uk.wayleave.register.notification.SigningKey;

/** Signs with a key that the register keeps. */
record InstallationSigner(SigningKey key) implements MessageSigner {
    @Override
    public String keyId() {
        return key.published().id();
    }

    @Override
    public byte[] sign(byte[] message) {
        return key.sign(message);
    }
}
