package uk.wayleave.gateway.notification;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.framework.OperationId;
import uk.wayleave.gateway.account.Placed;
import uk.wayleave.gateway.answer.Checked;
import uk.wayleave.gateway.answer.Masked;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.call.WayOfOneCall;
import uk.wayleave.gateway.caller.Caller;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.forward.Cause;
import uk.wayleave.gateway.forward.Forwarded;
import uk.wayleave.gateway.forward.Sent;
import uk.wayleave.gateway.forward.Spool;
import uk.wayleave.gateway.forward.SpoolSettings;
import uk.wayleave.gateway.intent.Intended;
import uk.wayleave.gateway.operation.Requested;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.gateway.screening.Screened;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.notification.NewSubscription;
import uk.wayleave.register.notification.NotificationStores;
import uk.wayleave.register.notification.Receiver;
import uk.wayleave.register.notification.Subscription;
import uk.wayleave.register.notification.SubscriptionId;
import uk.wayleave.streetmanager.Match;
import uk.wayleave.streetmanager.Operation;

/**
 * Subscribing, unsubscribing and listing, answered here in Street Manager's shapes: forwarded as they came they would send
 * the Controller's notifications past every control to an address of the caller's choosing. They pass the steps of every
 * call; in place of the forwarding stands our own subscription with Street Manager.
 */
final class SubscriptionCalls {
    private static final OperationId SUBSCRIBE = new OperationId("event.SubscribeToEvent");
    private static final OperationId UNSUBSCRIBE = new OperationId("event.UnsubscribeToEvent");

    /**
     * Street Manager's list came after V6.0 and its path is in none of DfT's documents at hand; it is answered at this
     * one, under the grant to subscribe.
     */
    private static final List<String> LIST = List.of("api-notifications", "subscriptions");

    private static final int LONGEST_ENDPOINT = 2048;

    private final JsonMapper json = JsonMapper.shared();
    private final WayOfOneCall way;
    private final WayOfOneCall.Steps steps;
    private final NotificationStores stores;
    private final SubscriptionRules rules;
    private final OwnSubscriptions own;
    private final Operation subscribe;
    private final SpoolSettings spools;

    SubscriptionCalls(
            WayOfOneCall way,
            WayOfOneCall.Steps steps,
            NotificationStores stores,
            OwnSubscriptions own,
            Operation subscribe,
            SpoolSettings spools) {
        this.way = way;
        this.steps = steps;
        this.stores = stores;
        this.rules = new SubscriptionRules(stores.receivers());
        this.own = own;
        this.subscribe = subscribe;
        this.spools = spools;
    }

    /** The answer, if the call is one of the three. */
    Optional<Reply> answer(Incoming incoming, Match match) {
        if (match instanceof Match.Known known) {
            OperationId id = known.operation().id();
            if (id.equals(SUBSCRIBE)) {
                return Optional.of(way.answer(incoming, this::subscribed));
            }
            return id.equals(UNSUBSCRIBE) ? Optional.of(way.answer(incoming, this::unsubscribed)) : Optional.empty();
        }
        return isList(incoming) ? Optional.of(way.answer(incoming, this::listed)) : Optional.empty();
    }

    private boolean isList(Incoming incoming) {
        return incoming.method().equals("GET")
                && incoming.version().equals(subscribe.version().segment())
                && incoming.api().equals(subscribe.api().segment())
                && incoming.segments().equals(LIST);
    }

    private Reply subscribed(Passage passage) {
        Caller caller = steps.caller().identify(passage);
        Requested requested = steps.operation().find(passage);
        Judged judged = steps.decision().judge(passage, caller, requested);
        Screened screened = steps.screening().screen(passage, judged);
        Receiver receiver = rules.receiverFor(passage, judged, endpoint(requested));
        passage.notes("receiver", receiver.id().toString());
        Placed placed = steps.account().place(passage, screened);
        Intended intended = steps.intent().record(passage, placed);
        Begun begun = begun(judged, receiver, description(requested));
        Subscription subscription = begun.subscription();
        passage.notes("subscription", subscription.id().toString());
        return switch (own.make(
                passage, caller, judged.agreement().id(), judged.permit().actingFor())) {
            case OwnSubscriptions.Made.There _ -> {
                ObjectNode body = json.createObjectNode()
                        .put("subscription_reference_number", subscription.id().toString());
                yield released(passage, intended, 201, Optional.of(body));
            }
            case OwnSubscriptions.Made.Refused(Sent.Answered answer) -> {
                undone(begun, "street-manager-refused");
                yield steps.release().release(passage, steps.answer().check(passage, new Forwarded(placed, answer)));
            }
            case OwnSubscriptions.Made.NoAddress _ -> {
                undone(begun, "no-public-address");
                throw new Refused(Refusal.Failed.of(
                        503,
                        "no-public-address",
                        "The operator of this gateway has not set the address at which Street Manager reaches it.",
                        UpstreamState.NOT_SENT));
            }
            case OwnSubscriptions.Made.NotSent(Cause cause, var retryAfter) -> {
                undone(begun, "not-sent");
                throw new Refused(new Refusal.Failed(
                        503,
                        "street-manager-not-reached",
                        "Street Manager could not be asked to send its notifications here: " + cause + ".",
                        UpstreamState.NOT_SENT,
                        retryAfter));
            }
            case OwnSubscriptions.Made.Unknown(Cause cause) -> {
                undone(begun, "unknown");
                throw new Refused(Refusal.Failed.of(
                        502,
                        "street-manager-answer-unusable",
                        "Whether Street Manager sends its notifications here is not known: " + cause
                                + ". Subscribe again.",
                        UpstreamState.UNKNOWN));
            }
        };
    }

    private Reply unsubscribed(Passage passage) {
        Caller caller = steps.caller().identify(passage);
        Requested requested = steps.operation().find(passage);
        Judged judged = steps.decision().judge(passage, caller, requested);
        Screened screened = steps.screening().screen(passage, judged);
        SubscriptionId id = ownSubscription(judged, member(requested, "subscription_reference_number"));
        passage.notes("subscription", id.toString());
        Placed placed = steps.account().place(passage, screened);
        Intended intended = steps.intent().record(passage, placed);
        if (stores.subscriptions()
                        .unsubscribe(
                                caller.controller(),
                                id,
                                caller.snapshot().product().id())
                instanceof Outcome.Refused<SubscriptionId> _) {
            throw unknownSubscription();
        }
        if (goingOn(judged).findAny().isEmpty()) {
            // What cannot be told to Street Manager now is told later; nothing is delivered from now on in any case.
            own.leave(passage, caller, judged.agreement().id(), judged.permit().actingFor());
        }
        return released(passage, intended, 204, Optional.empty());
    }

    private Reply listed(Passage passage) {
        if (!passage.incoming().query().isEmpty() || !passage.incoming().body().isEmpty()) {
            throw new Refused(
                    Refusal.BadRequest.of(400, "not-expected", "This call takes neither a query nor a body."));
        }
        Caller caller = steps.caller().identify(passage);
        passage.asksFor(subscribe);
        Judged judged = steps.decision()
                .judge(passage, caller, new Requested(subscribe, Map.of(), Optional.empty(), Optional.empty()));
        ArrayNode list = json.createArrayNode();
        for (Subscription subscription : goingOn(judged).toList()) {
            if (subscription.product().equals(caller.snapshot().product().id())) {
                list.addObject()
                        .put("subscription_reference_number", subscription.id().toString())
                        .put(
                                "subscription_description",
                                subscription.description().orElse(""))
                        .put("subscription_url", subscription.url().toString());
            }
        }
        // All of it is what this product itself told us; the shape is ours, so there is nothing to check it against.
        Spool spool = spool(json.writeValueAsBytes(list));
        passage.keeps(spool);
        return steps.release()
                .release(
                        passage,
                        new Checked(judged, 200, spool, Checked.JSON, subscribe.tier(), Masked.nothing(), 0, 0));
    }

    private static String endpoint(Requested requested) {
        String endpoint = member(requested, "api_endpoint");
        if (endpoint.length() > LONGEST_ENDPOINT) {
            throw bad("api_endpoint", "It is at most " + LONGEST_ENDPOINT + " characters long.");
        }
        return endpoint;
    }

    private static Optional<String> description(Requested requested) {
        JsonNode node = requested
                .body()
                .map(body -> body.path("subscription_description"))
                .orElseThrow();
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        String text = node.asString("");
        if (!node.isString() || text.length() > NewSubscription.LONGEST_DESCRIPTION) {
            throw bad(
                    "subscription_description",
                    "It is text of at most " + NewSubscription.LONGEST_DESCRIPTION + " characters.");
        }
        return Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty());
    }

    private static String member(Requested requested, String name) {
        JsonNode node = requested.body().map(body -> body.path(name)).orElseThrow();
        if (!node.isString() || node.stringValue().isBlank()) {
            throw bad(name, "This call needs " + name + ", as text.");
        }
        return node.stringValue().strip();
    }

    private static Refused bad(String member, String detail) {
        return new Refused(new Refusal.BadRequest(400, "member-refused", detail, Optional.of("/" + member)));
    }

    /** A subscription, and whether this call began it. */
    private record Begun(Subscription subscription, boolean anew) {}

    private Begun begun(Judged judged, Receiver receiver, Optional<String> description) {
        NewSubscription wanted = new NewSubscription(
                judged.agreement().id(),
                judged.caller().snapshot().product().id(),
                judged.caller().snapshot().product().clientId(),
                judged.instruction().id(),
                judged.permit().actingFor().id(),
                receiver.id(),
                description);
        List<SubscriptionId> before = goingOn(judged).map(Subscription::id).toList();
        return switch (stores.subscriptions().begin(judged.caller().controller(), wanted)) {
            case Outcome.Done<Subscription>(Subscription subscription) ->
                new Begun(subscription, !before.contains(subscription.id()));
            case Outcome.Refused<Subscription>(String why, String cure) ->
                throw new Refused(Refusal.BadRequest.of(409, "changed-meanwhile", why + " " + cure));
        };
    }

    private Stream<Subscription> goingOn(Judged judged) {
        return stores
                .subscriptions()
                .goingOn(judged.caller().controller(), judged.agreement().id())
                .stream();
    }

    /** What this call did not begin goes on as before. */
    private void undone(Begun begun, String because) {
        if (begun.anew()) {
            Subscription subscription = begun.subscription();
            stores.subscriptions().end(subscription.controller(), subscription.id(), subscription.product(), because);
        }
    }

    /** A subscription of this very product under this agreement; what is another's is not there. */
    private SubscriptionId ownSubscription(Judged judged, String reference) {
        return SubscriptionId.parse(reference)
                .flatMap(id -> stores.subscriptions().find(judged.caller().controller(), id))
                .filter(subscription -> subscription.ended().isEmpty())
                .filter(subscription ->
                        subscription.agreement().equals(judged.agreement().id()))
                .filter(subscription -> subscription
                        .product()
                        .equals(judged.caller().snapshot().product().id()))
                .map(Subscription::id)
                .orElseThrow(SubscriptionCalls::unknownSubscription);
    }

    private static Refused unknownSubscription() {
        return new Refused(new Refusal.BadRequest(
                404,
                "subscription-unknown",
                "This product has no such subscription that goes on.",
                Optional.of("/subscription_reference_number")));
    }

    /** Our own answer, recorded and released like one of Street Manager's. */
    private Reply released(Passage passage, Intended intended, int status, Optional<ObjectNode> body) {
        Spool spool = spool(body.map(json::writeValueAsBytes).orElse(new byte[0]));
        passage.keeps(spool);
        Sent.Answered answer = new Sent.Answered(status, Optional.of("application/json"), Optional.empty(), spool);
        Checked checked = steps.answer().check(passage, new Forwarded(intended.placed(), answer));
        return steps.release().release(passage, checked);
    }

    private Spool spool(byte[] bytes) {
        try (Spool.Writer writer = Spool.writer(spools)) {
            writer.stream().write(bytes);
            return writer.finish();
        } catch (IOException full) {
            throw new Refused(
                    Refusal.Failed.of(503, "no-room", "The answer could not be kept.", UpstreamState.UNKNOWN));
        }
    }
}
