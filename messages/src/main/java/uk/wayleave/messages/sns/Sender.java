package uk.wayleave.messages.sns;

import java.net.URI;

/** Who may have posted an envelope: whose addresses it may name, and whose certificate it may be signed with. */
public sealed interface Sender {
    /** Amazon SNS itself, and nobody else. */
    record Amazon() implements Sender {}

    /**
     * A stand-in for Street Manager, which plays SNS too and signs with a certificate of its own that it serves itself:
     * for demonstrations and tests.
     *
     * @param base its base address
     */
    record StandIn(URI base) implements Sender {}
}
