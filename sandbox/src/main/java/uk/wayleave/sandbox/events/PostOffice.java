package uk.wayleave.sandbox.events;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.record.HistoryRow;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Query;

/**
 * Posts every event of an organisation's works to those who have subscribed, the way DfT does it: through Amazon SNS
 * ("API Notifications Overview"). A new subscriber is first asked to confirm by calling a link; then every event of works
 * of its organisation, or of one it has a contract with, is posted to it, in order. Whoever does not answer 2xx within
 * fifteen seconds is tried three times more, then the message is gone (Amazon's usual policy for HTTP endpoints).
 */
public final class PostOffice implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("uk.wayleave.sandbox.notifications");
    private static final int RETRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String ARN = "arn:aws:sns:eu-west-2:000000000000:sandbox-api-notifications-";

    private final Parts parts;
    private final Supplier<Duration> pause;
    private final Supplier<URI> base;
    private final EventMessage messages;
    private final Supplier<Seal> seal = new Once();
    private final Map<String, Subscription> subscriptions = new ConcurrentSkipListMap<>();
    private final Map<String, Round> rounds = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    private record Parcel(Subscription to, String type, ObjectNode envelope) {}

    /** What is on its way to one subscriber, and the thread that carries it. */
    private record Round(BlockingQueue<Parcel> parcels, Thread carrier) {}

    /** The seal, made when it is first needed. */
    private static final class Once implements Supplier<Seal> {
        private Optional<Seal> made = Optional.empty();

        @Override
        public synchronized Seal get() {
            Seal seal = made.orElseGet(Seal::make);
            made = Optional.of(seal);
            return seal;
        }
    }

    /**
     * @param pause between two tries
     * @param base where the sandbox answers
     */
    public PostOffice(Parts parts, Supplier<Duration> pause, Supplier<URI> base) {
        this.parts = parts;
        this.pause = pause;
        this.base = base;
        this.messages = new EventMessage(parts.directory(), parts.gazetteer());
        parts.archive().listen(this::happened);
    }

    /** PEM. */
    public byte[] certificate() {
        return seal.get().certificate();
    }

    Subscription subscribe(Account account, URI endpoint, String description) {
        Seal sealing = seal.get();
        String reference = "SUB-" + account.swaCode() + "-" + parts.archive().nextNumber();
        Subscription subscription = new Subscription(
                reference, account, endpoint, description, UUID.randomUUID().toString(), false);
        subscriptions.put(reference, subscription);
        ObjectNode envelope = envelope("SubscriptionConfirmation", subscription);
        envelope.put("Token", subscription.token());
        envelope.put(
                "Message",
                "You have chosen to subscribe to the topic " + topic(subscription)
                        + "\nTo confirm the subscription, visit the SubscribeURL included in this message.");
        envelope.put(
                "SubscribeURL",
                base.get() + "/_sandbox/sns?Action=ConfirmSubscription&TopicArn=" + topic(subscription) + "&Token="
                        + subscription.token());
        BlockingQueue<Parcel> parcels = new LinkedBlockingQueue<>();
        parcels.add(new Parcel(subscription, "SubscriptionConfirmation", envelope));
        Thread carrier = Thread.ofVirtual().name("sandbox-post-" + reference).start(() -> carry(parcels, sealing));
        rounds.put(reference, new Round(parcels, carrier));
        return subscription;
    }

    Optional<Subscription> find(String reference) {
        return Optional.ofNullable(subscriptions.get(reference));
    }

    List<Subscription> of(String swaCode) {
        return subscriptions.values().stream()
                .filter(subscription -> subscription.account().swaCode().equals(swaCode))
                .toList();
    }

    void end(Subscription subscription) {
        subscriptions.remove(subscription.reference());
        Optional.ofNullable(rounds.remove(subscription.reference()))
                .ifPresent(round -> round.carrier().interrupt());
    }

    /** Whoever calls the link in a request to confirm. */
    public Answer confirm(Query query) {
        String token = query.text("Token").orElse("");
        Optional<Subscription> subscription = subscriptions.values().stream()
                .filter(s -> s.token().equals(token))
                .findFirst();
        subscription.ifPresent(
                s -> subscriptions.computeIfPresent(s.reference(), (reference, known) -> known.confirm()));
        return subscription
                .map(s -> Answer.ok(Json.object().put("SubscriptionArn", topic(s) + ":" + s.reference())))
                .orElseGet(() -> Answer.problem(400, "Invalid token"));
    }

    private void happened(Works works, HistoryRow row) {
        for (Subscription subscription : subscriptions.values()) {
            if (subscription.confirmed() && parts.access().reads(subscription.account(), works)) {
                ObjectNode message = messages.of(works, row);
                ObjectNode envelope = envelope("Notification", subscription);
                envelope.put("Message", message.toString());
                envelope.put(
                        "UnsubscribeURL",
                        base.get() + "/_sandbox/sns?Action=Unsubscribe&SubscriptionArn=" + topic(subscription));
                ObjectNode attributes = envelope.putObject("MessageAttributes");
                attribute(attributes, "area", "String", works.place().area());
                attribute(
                        attributes,
                        "ha_org",
                        "String",
                        Json.string(message.path("object_data"), "highway_authority", ""));
                attribute(
                        attributes,
                        "promoter_org",
                        "String",
                        Json.string(message.path("object_data"), "promoter_organisation", ""));
                attribute(
                        attributes,
                        "usrn",
                        "Number",
                        String.valueOf(works.place().usrn()));
                Parcel parcel = new Parcel(subscription, "Notification", envelope);
                Optional.ofNullable(rounds.get(subscription.reference()))
                        .ifPresent(round -> round.parcels().add(parcel));
            }
        }
    }

    private static void attribute(ObjectNode attributes, String name, String type, String value) {
        attributes.putObject(name).put("Type", type).put("Value", value);
    }

    private ObjectNode envelope(String type, Subscription subscription) {
        return Json.object()
                .put("Type", type)
                .put("MessageId", UUID.randomUUID().toString())
                .put("TopicArn", topic(subscription))
                .put("Timestamp", Json.text(parts.archive().now()))
                .put("SignatureVersion", "1")
                .put("SigningCertURL", base.get() + "/_sandbox/sns/certificate.pem");
    }

    private static String topic(Subscription subscription) {
        return ARN + subscription.account().swaCode();
    }

    private void carry(BlockingQueue<Parcel> parcels, Seal sealing) {
        try {
            while (true) {
                Parcel parcel = parcels.take();
                sealing.sign(parcel.envelope());
                deliver(parcel);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Parcel parcel) throws InterruptedException {
        for (int attempt = 0; attempt <= RETRIES; attempt++) {
            boolean ended = !subscriptions.containsKey(parcel.to().reference());
            if (ended || posted(parcel)) {
                return;
            }
            if (attempt < RETRIES) {
                Thread.sleep(pause.get());
            }
        }
        LOG.debug("{} for {} was not taken", parcel.type(), parcel.to());
    }

    private boolean posted(Parcel parcel) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(parcel.to().endpoint())
                .timeout(PATIENCE)
                .header("Content-Type", "text/plain; charset=UTF-8")
                .header("x-amz-sns-message-type", parcel.type())
                .header("x-amz-sns-message-id", Json.string(parcel.envelope(), "MessageId", ""))
                .header("x-amz-sns-topic-arn", topic(parcel.to()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(parcel.envelope())))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300;
        } catch (IOException unreachable) {
            return false;
        }
    }

    @Override
    public void close() {
        rounds.values().forEach(round -> round.carrier().interrupt());
        http.shutdownNow();
    }
}
