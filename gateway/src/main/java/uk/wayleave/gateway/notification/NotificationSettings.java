package uk.wayleave.gateway.notification;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import uk.wayleave.messages.receiver.ReceiverNetworks;
import uk.wayleave.messages.receiver.ReceiverSettings;

/**
 * How notifications come in and go out.
 *
 * @param publicAddress base URL of the data plane as Street Manager reaches it; where there is none, only a stand-in on
 *     loopback can be subscribed with
 * @param networks where receivers may be
 * @param kept how long a notification is tried to be delivered
 * @param first how long after the first failure a delivery is tried again; doubled with each further one
 * @param longest the longest such wait
 * @param limit for one attempt, the answer included
 * @param ofOneReceiver deliveries to one receiver at a time, on all nodes together
 * @param atOnce deliveries at a time on this node
 * @param look how often this node looks for what is due that it was not told of
 * @param trustedCertificates PEM file of the certificates to trust instead of Java's own
 * @param standIn whether a stand-in for Street Manager on loopback, such as the sandbox, may play Amazon SNS: it may
 *     sign with a certificate of its own, or not sign at all. For demonstrations and tests only
 */
public record NotificationSettings(
        Optional<URI> publicAddress,
        ReceiverNetworks networks,
        Duration kept,
        Duration first,
        Duration longest,
        Duration limit,
        int ofOneReceiver,
        int atOnce,
        Duration look,
        Optional<Path> trustedCertificates,
        boolean standIn) {
    public NotificationSettings {
        if (ofOneReceiver < 1 || atOnce < 1) {
            throw new IllegalArgumentException("At least one delivery is made at a time.");
        }
        for (Duration duration : new Duration[] {kept, first, longest, limit, look}) {
            if (!duration.isPositive()) {
                throw new IllegalArgumentException("Every duration is more than nothing.");
            }
        }
    }

    /**
     * No public address, the public internet, 3 days, 5 seconds up to an hour, 15 seconds for an attempt, 4 to one
     * receiver and 64 in all, a look every second, Java's certificates, no stand-in.
     */
    public static NotificationSettings defaults() {
        return new NotificationSettings(
                Optional.empty(),
                ReceiverNetworks.PUBLIC,
                Duration.ofDays(3),
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofSeconds(15),
                4,
                64,
                Duration.ofSeconds(1),
                Optional.empty(),
                false);
    }

    public NotificationSettings at(URI address) {
        return new NotificationSettings(
                Optional.of(address),
                networks,
                kept,
                first,
                longest,
                limit,
                ofOneReceiver,
                atOnce,
                look,
                trustedCertificates,
                standIn);
    }

    public NotificationSettings reaching(ReceiverNetworks other) {
        return new NotificationSettings(
                publicAddress,
                other,
                kept,
                first,
                longest,
                limit,
                ofOneReceiver,
                atOnce,
                look,
                trustedCertificates,
                standIn);
    }

    public NotificationSettings waiting(Duration newFirst, Duration newLongest, Duration newLimit) {
        return new NotificationSettings(
                publicAddress,
                networks,
                kept,
                newFirst,
                newLongest,
                newLimit,
                ofOneReceiver,
                atOnce,
                look,
                trustedCertificates,
                standIn);
    }

    public NotificationSettings looking(Duration often) {
        return new NotificationSettings(
                publicAddress,
                networks,
                kept,
                first,
                longest,
                limit,
                ofOneReceiver,
                atOnce,
                often,
                trustedCertificates,
                standIn);
    }

    public NotificationSettings trusting(Path pem) {
        return new NotificationSettings(
                publicAddress,
                networks,
                kept,
                first,
                longest,
                limit,
                ofOneReceiver,
                atOnce,
                look,
                Optional.of(pem),
                standIn);
    }

    /** A stand-in for Street Manager on loopback may play Amazon SNS. */
    public NotificationSettings withStandIn() {
        return new NotificationSettings(
                publicAddress,
                networks,
                kept,
                first,
                longest,
                limit,
                ofOneReceiver,
                atOnce,
                look,
                trustedCertificates,
                true);
    }

    ReceiverSettings receivers() {
        return new ReceiverSettings(networks, limit, ofOneReceiver, atOnce, trustedCertificates);
    }
}
