package uk.wayleave.gateway.notification;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.gateway.answer.KnownPart;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.call.RequestBody;
import uk.wayleave.gateway.notification.NotificationCounts.Happening;
import uk.wayleave.gateway.refusal.Problems;
import uk.wayleave.register.notification.Deliveries.Taken;
import uk.wayleave.register.notification.NotificationStores;
import uk.wayleave.register.notification.ReceiverUrl;
import uk.wayleave.register.notification.UpstreamSubscription;
import uk.wayleave.streetmanager.Shape;

/**
 * Takes what Street Manager posts to our receiver, {@code POST /notifications/SECRET}: the secret says whose it is, and
 * whoever has another finds nothing. Answered with success only once it is durable; of what came only what is known is
 * kept, sealed for its Controller.
 *
 * <p>Street Manager posts through Amazon SNS, whose signature and topic are checked. A message without an envelope is
 * taken only where the account is with a stand-in for Street Manager on loopback.
 */
final class NotificationDoor {
    /** The first segment of the path. */
    static final String PATH = "notifications";

    private static final Logger LOG = LoggerFactory.getLogger(NotificationDoor.class);

    /** Amazon SNS sends 256 KB at most; its envelope comes on top. */
    private static final int LONGEST = 300 * 1024;

    private static final int DEEPEST = 32;

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final NotificationStores stores;
    private final NotificationSettings settings;
    private final AmazonSns amazon;
    private final Shape shape;
    private final Problems problems;
    private final NotificationCounts counts;
    private final Clock clock;
    private final Runnable somethingCame;

    NotificationDoor(
            NotificationParts parts,
            Shape shape,
            Problems problems,
            NotificationCounts counts,
            Clock clock,
            Runnable somethingCame) {
        this.stores = parts.stores();
        this.settings = parts.settings();
        this.amazon = parts.amazon();
        this.shape = shape;
        this.problems = problems;
        this.counts = counts;
        this.clock = clock;
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
            when bytes.length <= LONGEST -> read(incoming, upstream.get(), bytes);
            case RequestBody.Reading.Whole _ ->
                turnedAway(incoming, 413, "body-too-long", "A notification is at most " + LONGEST + " bytes long.");
            case RequestBody.Reading.Not(RequestBody.NotRead why) -> {
                counts.count(Happening.TURNED_AWAY);
                yield problems.reply(incoming.id(), why.refused().refusal(), Optional.empty());
            }
        };
    }

    private Reply read(Incoming incoming, UpstreamSubscription upstream, byte[] bytes) {
        JsonNode message;
        try {
            message = json.readTree(text(bytes));
        } catch (CharacterCodingException | JacksonException unreadable) {
            return turnedAway(
                    incoming, 400, "body-malformed", "It is not JSON in UTF-8 that can be read in only one way.");
        }
        if (!message.isObject()) {
            return turnedAway(incoming, 400, "body-not-an-object", "A notification is a JSON object.");
        }
        Optional<SnsMessage> sns = SnsMessage.of(message);
        if (sns.isPresent()) {
            return signed(incoming, upstream, sns.get());
        }
        if (standIn(upstream).isEmpty()) {
            return turnedAway(incoming, 403, "not-signed", "Only notifications that Amazon SNS signed are taken here.");
        }
        return kept(incoming, upstream, key(message, bytes), bytes);
    }

    /** Only a stand-in can be on loopback; whoever posts here from there knew the secret. */
    private static Optional<URI> standIn(UpstreamSubscription upstream) {
        URI base = URI.create(upstream.host());
        String host = base.getHost();
        return host != null && ReceiverUrl.isLoopback(host) ? Optional.of(base) : Optional.empty();
    }

    /** RFC 8259 section 8.1. */
    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private Reply signed(Incoming incoming, UpstreamSubscription upstream, SnsMessage message) {
        if (!message.isSigned(amazon, standIn(upstream), clock)) {
            return turnedAway(incoming, 403, "not-signed", "Amazon SNS did not sign this.");
        }
        return switch (message.type()) {
            case CONFIRMATION -> confirmed(incoming, upstream, message);
            case NOTIFICATION -> {
                if (!upstream.topic().equals(Optional.of(message.topic()))) {
                    yield turnedAway(incoming, 403, "topic-unknown", "This topic is not the one that was confirmed.");
                }
                yield kept(
                        incoming,
                        upstream,
                        "sns " + message.id(),
                        message.message().getBytes(StandardCharsets.UTF_8));
            }
            case UNSUBSCRIBED -> {
                if (upstream.topic().equals(Optional.of(message.topic()))) {
                    LOG.warn("Street Manager's topic sends to us no more; it will be subscribed anew.");
                    stores.upstreams().end(upstream.controller(), upstream.id(), "lost");
                }
                yield done(incoming);
            }
        };
    }

    private Reply confirmed(Incoming incoming, UpstreamSubscription upstream, SnsMessage message) {
        boolean another =
                upstream.topic().filter(topic -> !topic.equals(message.topic())).isPresent();
        Optional<URI> address = message.subscribeAddress(standIn(upstream));
        if (another || address.isEmpty()) {
            return turnedAway(incoming, 403, "topic-unknown", "This topic is not the one that was asked for.");
        }
        if (!amazon.confirm(address.get())) {
            // It is sent again.
            return problems.badHttp(incoming.id(), 503, "not-confirmed", "The topic could not be confirmed.");
        }
        stores.upstreams().confirmed(upstream.controller(), upstream.id(), message.topic());
        counts.count(Happening.CONFIRMED);
        return done(incoming);
    }

    private Reply kept(Incoming incoming, UpstreamSubscription upstream, String key, byte[] event) {
        Optional<byte[]> known = KnownPart.of(shape, event);
        if (known.isEmpty()) {
            LOG.warn("A notification that is not of the known shape was turned away.");
            return turnedAway(incoming, 400, "shape-unknown", "It does not have the shape of a notification.");
        }
        Taken taken = stores.deliveries().take(upstream, key, known.get(), settings.kept());
        counts.count(
                switch (taken) {
                    case Taken.Kept _ -> Happening.KEPT;
                    case Taken.Repeated _ -> Happening.REPEATED;
                    case Taken.NobodyWaits _ -> Happening.UNWANTED;
                });
        if (taken instanceof Taken.Kept) {
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
        counts.count(Happening.TURNED_AWAY);
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
