package uk.wayleave.messages.receiver;

/** A key that signs what goes to receivers: Ed25519 (RFC 8032). Its public half is published under its name. */
public interface MessageSigner {
    /** The key's name, as in the JSON Web Key Set. */
    String keyId();

    /** 64 bytes. */
    byte[] sign(byte[] message);
}
