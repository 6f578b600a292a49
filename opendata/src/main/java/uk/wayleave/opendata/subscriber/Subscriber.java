package uk.wayleave.opendata.subscriber;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.opendata.store.Arrival;
import uk.wayleave.opendata.store.EventQueue;
import uk.wayleave.opendata.store.SignedEnvelope;
import uk.wayleave.opendata.store.StoreUnavailable;

/**
 * Takes what SNS posts: only from our topics, only with a true signature, and only answered once it is durable. A
 * subscription is confirmed by itself, within the three days that SNS gives. A notification that comes again changes
 * nothing.
 */
public final class Subscriber {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

    /** Signature versions and what they sign with. Source: AWS, as {@link Envelope#signed()}. */
    private static final Map<String, String> ALGORITHMS = Map.of("1", "SHA1withRSA", "2", "SHA256withRSA");

    private final Map<String, Topic> topics = new HashMap<>();
    private final Set<Integer> versions;
    private final SnsHttp http;
    private final SigningCertificates certificates;
    private final EventQueue queue;
    private final EventReader reader = new EventReader();
    private final Clock clock;

    /**
     * @param topics those of ours
     * @param versions of signatures that are taken: 1, 2 or both
     */
    public Subscriber(List<Topic> topics, Set<Integer> versions, SnsHttp http, EventQueue queue, Clock clock) {
        topics.forEach(topic -> this.topics.put(topic.arn(), topic));
        this.versions = Set.copyOf(versions);
        this.http = http;
        this.certificates = new SigningCertificates(http, clock);
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * One post.
     *
     * @param type the header {@code x-amz-sns-message-type}
     */
    public Receipt receive(String type, byte[] body) {
        Optional<MessageType> stated = MessageType.of(type);
        if (stated.isEmpty()) {
            return new Receipt.Malformed("The header x-amz-sns-message-type is missing or unknown.");
        }
        Optional<Envelope> read = Envelope.read(body);
        if (read.isEmpty()) {
            return new Receipt.Malformed("The body is not an envelope of Amazon SNS.");
        }
        Envelope envelope = read.get();
        if (envelope.type() != stated.get()) {
            return new Receipt.Malformed("The header x-amz-sns-message-type is not the type of the body.");
        }
        Topic topic = topics.get(envelope.topicArn());
        if (topic == null) {
            return new Receipt.Forged("It is not from a topic of ours.");
        }
        return proven(envelope, topic);
    }

    private Receipt proven(Envelope envelope, Topic topic) {
        String algorithm = ALGORITHMS.get(envelope.signatureVersion());
        if (algorithm == null || !versions.contains(Integer.parseInt(envelope.signatureVersion()))) {
            return new Receipt.Forged("Its signature version is not taken.");
        }
        Optional<URI> certificate = PinnedUrl.certificate(envelope.signingCertUrl(), topic);
        if (certificate.isEmpty()) {
            return new Receipt.Forged("Its certificate is not Amazon SNS's own.");
        }
        return switch (certificates.find(certificate.get(), topic)) {
            case SigningCertificates.Finding.Bad(String why) -> new Receipt.Forged(why);
            case SigningCertificates.Finding.Unreachable(String why) -> new Receipt.NotNow(why);
            case SigningCertificates.Finding.Found(PublicKey key) ->
                isSigned(envelope, key, algorithm)
                        ? taken(envelope, topic, certificate.get())
                        : new Receipt.Forged("Its signature is not true.");
        };
    }

    private static boolean isSigned(Envelope envelope, PublicKey key, String algorithm) {
        try {
            byte[] given = Base64.getDecoder().decode(envelope.signature());
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(key);
            signature.update(envelope.signed().getBytes(StandardCharsets.UTF_8));
            return signature.verify(given);
        } catch (GeneralSecurityException | IllegalArgumentException untrue) {
            return false;
        }
    }

    private Receipt taken(Envelope envelope, Topic topic, URI certificate) {
        return switch (envelope.type()) {
            case NOTIFICATION -> kept(envelope, certificate);
            case SUBSCRIPTION_CONFIRMATION -> confirmed(envelope, topic);
            case UNSUBSCRIBE_CONFIRMATION -> {
                LOG.warn("The subscription to {} has been ended. Onboard again if that was not meant.", topic.arn());
                yield new Receipt.Taken();
            }
        };
    }

    private Receipt kept(Envelope envelope, URI certificate) {
        byte[] published = envelope.message().getBytes(StandardCharsets.UTF_8);
        SignedEnvelope signed = new SignedEnvelope(
                messageId(envelope.messageId()),
                envelope.topicArn(),
                envelope.timestamp(),
                envelope.subject(),
                Integer.parseInt(envelope.signatureVersion()),
                certificate,
                Base64.getDecoder().decode(envelope.signature()));
        try {
            queue.write(Arrival.signed(published, reader, signed, clock.instant()));
            return new Receipt.Taken();
        } catch (StoreUnavailable unavailable) {
            return new Receipt.NotNow("It could not be made durable.");
        }
    }

    /** It is a UUID; were it ever something else, it would still be the same for the same text. */
    private static UUID messageId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException another) {
            return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Receipt confirmed(Envelope envelope, Topic topic) {
        Optional<URI> confirmation = envelope.subscribeUrl().flatMap(url -> PinnedUrl.confirmation(url, topic));
        if (confirmation.isEmpty()) {
            return new Receipt.Forged("Its SubscribeURL is not Amazon SNS's own for this topic.");
        }
        try {
            http.get(confirmation.get());
            LOG.info("The subscription to {} is confirmed.", topic.arn());
            return new Receipt.Taken();
        } catch (IOException failed) {
            LOG.warn("The subscription to {} could not be confirmed: {}", topic.arn(), failed.getMessage());
            return new Receipt.NotNow("The subscription could not be confirmed.");
        }
    }
}
