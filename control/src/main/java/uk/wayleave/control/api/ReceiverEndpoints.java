package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.OPERATOR;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.register.Register;
import uk.wayleave.register.notification.Deliveries;
import uk.wayleave.register.notification.DeliveryState;
import uk.wayleave.register.notification.DeliveryView;
import uk.wayleave.register.notification.NotificationStores;
import uk.wayleave.register.notification.PublicSigningKey;
import uk.wayleave.register.notification.Receiver;
import uk.wayleave.register.notification.ReceiverId;
import uk.wayleave.register.notification.ReceiverState;
import uk.wayleave.register.notification.Subscription;

/**
 * Where products take notifications: registered, looked at and removed by the Controller alone; and the keys that sign
 * what is sent there. Of a notification itself nothing is shown.
 */
public final class ReceiverEndpoints {
    private static final String RECEIVERS = "/api/controllers/{controller}/receivers";
    private static final String ONE = RECEIVERS + "/{receiver}";

    private final NotificationStores stores;
    private final Reach reach;

    public ReceiverEndpoints(Register register) {
        this.stores = register.notifications();
        this.reach = new Reach(register);
    }

    record NewReceiver(
            AgreementId agreement,
            ProductId product,

            @Meaning("Where notifications are posted; https, or http on loopback")
            URI url) {}

    record ReceiverView(
            UUID id,
            AgreementId agreement,
            ProductId product,
            URI url,
            ReceiverState state,

            @Meaning("The key that signs what is sent there, by its name in /.well-known/jwks.json")
            String keyId,

            Instant registered,
            Optional<Instant> proven,

            @Meaning("Deliveries or challenges in a row that it did not take")
            int failures,

            @Meaning("What came of the last attempt, in a word")
            Optional<String> lastOutcome,

            Optional<Instant> lastTried,
            Optional<Instant> nextTry) {
        static ReceiverView of(Receiver receiver, String keyId) {
            return new ReceiverView(
                    receiver.id().value(),
                    receiver.agreement(),
                    receiver.product(),
                    receiver.url(),
                    receiver.state(),
                    keyId,
                    receiver.registered(),
                    receiver.proven(),
                    receiver.failures(),
                    receiver.lastOutcome(),
                    receiver.lastTried(),
                    receiver.nextTry());
        }
    }

    record DeliveriesView(
            long waiting,
            long delivered,
            long refused,
            long expired,
            long gone,
            Optional<Instant> nextTry,

            @Meaning("At most 200, the latest first") List<OneDelivery> latest) {
        static DeliveriesView of(Deliveries.Counts counts, List<DeliveryView> latest) {
            return new DeliveriesView(
                    counts.byState().getOrDefault(DeliveryState.WAITING, 0L),
                    counts.byState().getOrDefault(DeliveryState.DELIVERED, 0L),
                    counts.byState().getOrDefault(DeliveryState.REFUSED, 0L),
                    counts.byState().getOrDefault(DeliveryState.EXPIRED, 0L),
                    counts.byState().getOrDefault(DeliveryState.GONE, 0L),
                    counts.nextTry(),
                    latest.stream().map(OneDelivery::of).toList());
        }
    }

    record OneDelivery(
            UUID id,
            UUID subscription,
            DeliveryState state,
            int attempts,
            Instant received,
            Optional<String> lastOutcome,
            Optional<Instant> nextTry,
            Optional<Instant> finished) {
        static OneDelivery of(DeliveryView view) {
            return new OneDelivery(
                    view.id().value(),
                    view.subscription().value(),
                    view.state(),
                    view.attempts(),
                    view.received(),
                    view.outcome(),
                    view.nextTry(),
                    view.finished());
        }
    }

    record SubscriptionView(
            UUID id,
            AgreementId agreement,
            ProductId product,
            InstructionId instruction,
            UUID receiver,
            Instant began,
            Optional<Instant> ended,
            Optional<String> endedBecause) {
        static SubscriptionView of(Subscription subscription) {
            return new SubscriptionView(
                    subscription.id().value(),
                    subscription.agreement(),
                    subscription.product(),
                    subscription.instruction(),
                    subscription.receiver().value(),
                    subscription.began(),
                    subscription.ended().map(Subscription.Ended::at),
                    subscription.ended().map(Subscription.Ended::because));
        }
    }

    /** A JSON Web Key Set (RFC 7517 section 5). */
    record KeySet(List<Key> keys) {}

    /** An Ed25519 key (RFC 8037 section 2). */
    record Key(String kty, String crv, String kid, String x, String use, String alg) {
        static Key of(PublicSigningKey key) {
            return new Key("OKP", "Ed25519", key.id(), key.x(), "sig", "EdDSA");
        }
    }

    public List<Endpoint> all() {
        return List.of(
                Endpoint.post(RECEIVERS)
                        .named(
                                "registerReceiver",
                                "Register where a product takes notifications; it is challenged first")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR))
                        .makes(NewReceiver.class, ReceiverView.class, this::register),
                Endpoint.get(RECEIVERS)
                        .named("receivers", "The Controller's receivers, and how they answer")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR, AUDITOR))
                        .lists(ReceiverView.class, this::list),
                Endpoint.post(ONE + "/challenge")
                        .named("challengeReceiver", "Have a receiver challenged again")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR))
                        .does(this::challenge),
                Endpoint.delete(ONE)
                        .named("removeReceiver", "Remove a receiver: nothing is sent there from now on")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR))
                        .does(this::remove),
                Endpoint.get(ONE + "/deliveries")
                        .named("deliveries", "What became of notifications for a receiver, without what is in them")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR, AUDITOR))
                        .shows(DeliveriesView.class, this::deliveries),
                Endpoint.get("/api/controllers/{controller}/subscriptions")
                        .named("subscriptions", "What products subscribed to, those that ended too")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR, AUDITOR))
                        .lists(SubscriptionView.class, this::subscriptions),
                Endpoint.post("/api/operator/signing-keys/rotate")
                        .named(
                                "rotateSigningKey",
                                "Have a new key sign what goes to receivers; the old one stays published for three days")
                        .by(Access.of(OPERATOR))
                        .does(this::rotate),
                Endpoint.get("/.well-known/jwks.json")
                        .named("signingKeys", "The keys that verify what is sent to receivers (RFC 7517)")
                        .by(Access.anybody())
                        .shows(KeySet.class, call -> keys()));
    }

    private ReceiverView register(Call call, NewReceiver body) {
        ControllerId controller = reach.ownController(call);
        return view(Refused.unlessDone(stores.receivers()
                .register(
                        controller,
                        body.agreement(),
                        body.product(),
                        body.url(),
                        call.person().actor())));
    }

    private List<ReceiverView> list(Call call) {
        return stores.receivers().of(reach.ownController(call)).stream()
                .map(this::view)
                .toList();
    }

    private void challenge(Call call) {
        Receiver receiver = own(call);
        Refused.unlessDone(stores.receivers()
                .challenge(receiver.controller(), receiver.id(), call.person().actor()));
    }

    private void remove(Call call) {
        Receiver receiver = own(call);
        Refused.unlessDone(stores.receivers()
                .remove(receiver.controller(), receiver.id(), call.person().actor()));
    }

    private DeliveriesView deliveries(Call call) {
        Receiver receiver = own(call);
        return DeliveriesView.of(
                stores.deliveries().counts(receiver.controller(), receiver.id()),
                stores.deliveries().latest(receiver.controller(), receiver.id()));
    }

    private List<SubscriptionView> subscriptions(Call call) {
        return stores.subscriptions().of(reach.ownController(call)).stream()
                .map(SubscriptionView::of)
                .toList();
    }

    private void rotate(Call call) {
        Refused.unlessDone(stores.keys().rotate(call.person().actor()));
    }

    private KeySet keys() {
        return new KeySet(stores.keys().published().stream().map(Key::of).toList());
    }

    private ReceiverView view(Receiver receiver) {
        return ReceiverView.of(receiver, stores.keys().published().getFirst().id());
    }

    private Receiver own(Call call) {
        ControllerId controller = reach.ownController(call);
        ReceiverId named = call.named("receiver", text -> new ReceiverId(UUID.fromString(text)));
        return stores.receivers()
                .find(controller, named)
                .filter(receiver -> receiver.state() != ReceiverState.REMOVED)
                .orElseThrow(Refused::notFound);
    }
}
