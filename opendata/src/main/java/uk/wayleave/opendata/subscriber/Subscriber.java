package uk.wayleave.opendata.subscriber;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.messages.sns.Confirmation;
import uk.wayleave.messages.sns.Envelope;
import uk.wayleave.messages.sns.MessageType;
import uk.wayleave.messages.sns.Proof;
import uk.wayleave.messages.sns.Sender;
import uk.wayleave.messages.sns.Sns;
import uk.wayleave.messages.sns.SnsHttp;
import uk.wayleave.messages.sns.Topic;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.opendata.store.Arrival;
import uk.wayleave.opendata.store.Arrivals;
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

    private static final Sender AMAZON = new Sender.Amazon();

    private final Map<String, Topic> topics = new HashMap<>();
    private final Sns sns;
    private final EventQueue queue;
    private final EventReader reader = new EventReader();
    /** Few at a time are at work; the others wait for the database. */
    private final BlockingQueue<Arrivals> spare =
            new ArrayBlockingQueue<>(4 * Runtime.getRuntime().availableProcessors());

    private final Clock clock;

    /**
     * @param topics those of ours
     * @param versions of signatures that are taken: 1, 2 or both
     */
    public Subscriber(List<Topic> topics, Set<Integer> versions, SnsHttp http, EventQueue queue, Clock clock) {
        topics.forEach(topic -> this.topics.put(topic.arn(), topic));
        this.sns = new Sns(versions, http, clock);
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
        return switch (sns.prove(envelope, AMAZON)) {
            case Proof.Untrue(String why) -> new Receipt.Forged(why);
            case Proof.NotNow(String why) -> new Receipt.NotNow(why);
            case Proof.Proven(URI certificate) -> taken(envelope, topic, certificate);
        };
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
            queue.write(arrival(published, signed));
            return new Receipt.Taken();
        } catch (StoreUnavailable unavailable) {
            return new Receipt.NotNow("It could not be made durable.");
        }
    }

    private Arrival arrival(byte[] published, SignedEnvelope signed) {
        Arrivals arrivals = Optional.ofNullable(spare.poll()).orElseGet(() -> new Arrivals(reader));
        try {
            return arrivals.signed(published, signed, clock.instant());
        } finally {
            if (!spare.offer(arrivals)) {
                arrivals.close();
            }
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
        return switch (sns.confirm(envelope, AMAZON)) {
            case Confirmation.Untrue _ ->
                new Receipt.Forged("Its SubscribeURL is not Amazon SNS's own for this topic.");
            case Confirmation.NotNow(String why) -> {
                LOG.warn("The subscription to {} could not be confirmed: {}", topic.arn(), why);
                yield new Receipt.NotNow("The subscription could not be confirmed.");
            }
            case Confirmation.Confirmed _ -> {
                LOG.info("The subscription to {} is confirmed.", topic.arn());
                yield new Receipt.Taken();
            }
        };
    }
}
