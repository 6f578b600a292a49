package uk.wayleave.messages.receiver;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How receivers are reached.
 *
 * @param networks where they may be
 * @param limit for one attempt, the answer included
 * @param ofOneReceiver requests to one receiver at a time
 * @param atOnce requests at a time
 * @param trustedCertificates PEM file of the certificates to trust instead of Java's own
 */
public record ReceiverSettings(
        ReceiverNetworks networks, Duration limit, int ofOneReceiver, int atOnce, Optional<Path> trustedCertificates) {
    public ReceiverSettings {
        if (ofOneReceiver < 1 || atOnce < 1) {
            throw new IllegalArgumentException("At least one request is made at a time.");
        }
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("The limit is more than nothing.");
        }
    }
}
