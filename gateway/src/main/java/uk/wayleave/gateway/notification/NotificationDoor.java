package uk.wayleave.gateway.notification;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import uk.wayleave.gateway.answer.KnownPart;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.call.RequestBody;
import uk.wayleave.gateway.refusal.Problems;
import uk.wayleave.messages.receiver.ContentDigest;
import uk.wayleave.messages.receiver.ReceiverUrl;
import uk.wayleave.messages.sns.Confirmation;
import uk.wayleave.messages.sns.Envelope;
import uk.wayleave.messages.sns.Proof;
import uk.wayleave.messages.sns.Sender;
import uk.wayleave.messages.sns.Sns;
import uk.wayleave.register.notification.Deliveries.Taken;
import uk.wayleave.register.notification.NotificationStores;
import uk.wayleave.register.notification.UpstreamSubscription;
import uk.wayleave.streetmanager.Shape;

/**
 * Takes what Street Manager posts to our receiver, {@code POST /notifications/SECRET}: the secret says whose it is, and
 * whoever has another finds nothing. Answered with success only once it is durable; of what came only what is known is
 * kept, sealed for its Controller.
 *
 * <p>Street Manager posts through Amazon SNS, whose signature and topic are checked. A message without an envelope is
 * taken only where the account is with a stand-in for Street Manager on loopback and the operator allows one.
 */
final class NotificationDoor {
    /** The first segment of the path. */
    static final String PATH = "notifications";

    private static final Logger LOG = LoggerFactory.getLogger(NotificationDoor.class);

    private final NotificationStores stores;
    private final NotificationSettings settings;
    private final Sns sns;
    private final Shape shape;
    private final Problems problems;
    private final Runnable somethingCame;

    NotificationDoor(NotificationParts parts, Sns sns, Shape shape, Problems problems, Runnable somethingCame) {
        this.stores = parts.stores();
        this.settings = parts.settings();
        this.sns = sns;
        this.shape = shape;
        this.problems = problems;
        this.somethingCame = somethingCame;
    }

    /** @throws uk.wayleave.register.postgres.DatabaseUnavailable if it could not be kept */
    Reply take(Incoming incoming) {
        Optional<UpstreamSubscription> upstream =
                incoming.segments().isEmpty() && incoming.query().isEmpty()
                        ? stores.upstreams().ofSecret(incoming.api())
                        : Optional.empty();
        if (upstream.isEmpty()) {
            return problems.badHttp(incoming.id(), 404, "not-found", "There is nothing here.");
        }
        if (!incoming.method().equals("POST")) {
            return problems.badHttp(incoming.id(), 405, "method-not-allowed", "Notifications are posted.")
                    .with(new Reply.Header("Allow", "POST"));
        }
        return switch (incoming.body().read()) {
            case RequestBody.Reading.Whole(byte[] bytes)
            when bytes.length <= Envelope.LONGEST -> read(incoming, upstream.get(), bytes);
            case RequestBody.Reading.Whole _ ->
                turnedAway(
                        incoming,
                        413,
                        "body-too-long",
                        "A notification is at most " + Envelope.LONGEST + " bytes long.");
            case RequestBody.Reading.Not(RequestBody.NotRead why) ->
                problems.reply(incoming.id(), why.refused().refusal(), Optional.empty());
        };
    }

    private Reply read(Incoming incoming, UpstreamSubscription upstream, byte[] bytes) {
        Optional<JsonNode> message = Envelope.strictly(bytes);
        if (message.isEmpty()) {
            return turnedAway(
                    incoming, 400, "body-malformed", "It is not JSON in UTF-8 that can be read in only one way.");
        }
        if (!message.get().isObject()) {
            return turnedAway(incoming, 400, "body-not-an-object", "A notification is a JSON object.");
        }
        Optional<Envelope> envelope = message.flatMap(Envelope::of);
        Sender sender = sender(upstream);
        if (envelope.isPresent()) {
            return proven(incoming, upstream, envelope.get(), sender);
        }
        return switch (sender) {
            case Sender.Amazon _ ->
                turnedAway(incoming, 403, "not-signed", "Only notifications that Amazon SNS signed are taken here.");
            case Sender.StandIn _ -> kept(incoming, upstream, key(message.get(), bytes), bytes);
        };
    }

    /** Whoever posts without a signature knew the secret; that is enough of a stand-in where the operator wants one. */
    private Sender sender(UpstreamSubscription upstream) {
        URI base = URI.create(upstream.host());
        String host = base.getHost();
        boolean standIn = settings.standIn() && host != null && ReceiverUrl.isLoopback(host);
        return standIn ? new Sender.StandIn(base) : new Sender.Amazon();
    }

    private Reply proven(Incoming incoming, UpstreamSubscription upstream, Envelope envelope, Sender sender) {
        return switch (sns.prove(envelope, sender)) {
            case Proof.Untrue _ -> turnedAway(incoming, 403, "not-signed", "Amazon SNS did not sign this.");
            // It is sent again.
            case Proof.NotNow _ ->
                problems.badHttp(incoming.id(), 503, "not-proven-now", "The signature cannot be checked just now.");
            case Proof.Proven _ ->
                switch (envelope.type()) {
                    case SUBSCRIPTION_CONFIRMATION -> confirmed(incoming, upstream, envelope, sender);
                    case NOTIFICATION -> {
                        if (!upstream.topic().equals(Optional.of(envelope.topicArn()))) {
                            yield turnedAway(
                                    incoming, 403, "topic-unknown", "This topic is not the one that was confirmed.");
                        }
                        yield kept(
                                incoming,
                                upstream,
                                "sns " + envelope.messageId(),
                                envelope.message().getBytes(StandardCharsets.UTF_8));
                    }
                    case UNSUBSCRIBE_CONFIRMATION -> {
                        if (upstream.topic().equals(Optional.of(envelope.topicArn()))) {
                            LOG.warn("Street Manager's topic sends to us no more; it will be subscribed anew.");
                            stores.upstreams().end(upstream.controller(), upstream.id(), "lost");
                        }
                        yield done(incoming);
                    }
                };
        };
    }

    private Reply confirmed(Incoming incoming, UpstreamSubscription upstream, Envelope envelope, Sender sender) {
        if (upstream.topic().filter(topic -> !topic.equals(envelope.topicArn())).isPresent()) {
            return anotherTopic(incoming);
        }
        return switch (sns.confirm(envelope, sender)) {
            case Confirmation.Untrue _ -> anotherTopic(incoming);
            // It is sent again.
            case Confirmation.NotNow _ ->
                problems.badHttp(incoming.id(), 503, "not-confirmed", "The topic could not be confirmed.");
            case Confirmation.Confirmed _ -> {
                stores.upstreams().confirmed(upstream.controller(), upstream.id(), envelope.topicArn());
                yield done(incoming);
            }
        };
    }

    private Reply anotherTopic(Incoming incoming) {
        return turnedAway(incoming, 403, "topic-unknown", "This topic is not the one that was asked for.");
    }

    private Reply kept(Incoming incoming, UpstreamSubscription upstream, String key, byte[] event) {
        Optional<byte[]> known = KnownPart.of(shape, event);
        if (known.isEmpty()) {
            LOG.warn("A notification that is not of the known shape was turned away.");
            return turnedAway(incoming, 400, "shape-unknown", "It does not have the shape of a notification.");
        }
        if (stores.deliveries().take(upstream, key, known.get(), settings.kept()) instanceof Taken.Kept) {
            somethingCame.run();
        }
        return done(incoming);
    }

    /** What tells a repeat where there is no envelope: the event's number, or else the text itself. */
    private static String key(JsonNode event, byte[] bytes) {
        for (String member : List.of("event_reference", "update_id")) {
            JsonNode number = event.path(member);
            if (number.isNumber() || number.isString()) {
                return member + " " + number.asString();
            }
        }
        return "text " + ContentDigest.of(bytes);
    }

    private Reply turnedAway(Incoming incoming, int status, String code, String detail) {
        return problems.badHttp(incoming.id(), status, code, detail);
    }

    private static Reply done(Incoming incoming) {
        return new Reply(
                200,
                List.of(
                        new Reply.Header("Cache-Control", "no-store"),
                        new Reply.Header("Wayleave-Call", incoming.id().toString())),
                new Reply.Content.None());
    }
}
