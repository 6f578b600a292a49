package uk.wayleave.gateway.notification;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import uk.wayleave.evidence.LedgerStore;
import uk.wayleave.framework.OperationId;
import uk.wayleave.gateway.account.AccountCalls;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.call.WayOfOneCall;
import uk.wayleave.gateway.caller.StandInSnapshots;
import uk.wayleave.gateway.forward.SpoolSettings;
import uk.wayleave.gateway.refusal.Problems;
import uk.wayleave.gateway.refusal.Refusals;
import uk.wayleave.gateway.release.Drafts;
import uk.wayleave.messages.receiver.ReceiverClient;
import uk.wayleave.messages.receiver.RetryDelays;
import uk.wayleave.messages.sns.Sns;
import uk.wayleave.messages.sns.SnsHttp;
import uk.wayleave.register.snapshot.Snapshots;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Match;
import uk.wayleave.streetmanager.NotificationShape;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Shape;

/** Everything of notifications in one node of the data plane. */
public final class Notifications implements AutoCloseable {
    /** Street Manager's own topic signs with 1, the default; it may change to 2 at any time. */
    private static final Set<Integer> SIGNATURE_VERSIONS = Set.of(1, 2);

    private final NotificationDoor door;
    private final SubscriptionCalls calls;
    private final SnsHttp sns;
    private final ReceiverClient client;
    private final Rounds rounds;

    /**
     * What a call passes, for what is done here.
     *
     * @param snapshots also of subscriptions: see {@link StandInSnapshots}
     * @param address where the data plane listens
     */
    public record Surroundings(
            Catalogue catalogue,
            WayOfOneCall way,
            WayOfOneCall.Steps steps,
            Refusals refusals,
            Drafts drafts,
            AccountCalls calls,
            Snapshots snapshots,
            LedgerStore ledger,
            Problems problems,
            SpoolSettings spools,
            Supplier<URI> address,
            Clock clock) {}

    /** Nothing is delivered before {@link #start}. */
    public Notifications(NotificationParts parts, Surroundings around) {
        Operation subscribe = operation(around.catalogue(), "SubscribeToEvent");
        Shape.ObjectShape shape = NotificationShape.load();
        OwnSubscriptions own = new OwnSubscriptions(
                parts,
                around.calls(),
                around.drafts(),
                subscribe,
                operation(around.catalogue(), "UnsubscribeToEvent"),
                around.address(),
                around.clock());
        this.calls =
                new SubscriptionCalls(around.way(), around.steps(), parts.stores(), own, subscribe, around.spools());
        this.client = ReceiverClient.start(parts.settings().receivers(), around.clock());
        RetryDelays delays =
                new RetryDelays(parts.settings().first(), parts.settings().longest());
        DeliveryCheck check = new DeliveryCheck(
                around.steps(),
                around.refusals(),
                around.drafts(),
                around.snapshots(),
                subscribe.sending(shape),
                around.spools(),
                around.clock());
        this.rounds = new Rounds(
                parts,
                new Deliverer(parts, check, client, delays, around.ledger(), around.clock()),
                new ReceiverChallenge(parts.stores(), client, delays, around.clock()),
                new SubscriptionUpkeep(
                        parts.stores(),
                        own,
                        around.steps(),
                        around.snapshots(),
                        around.ledger(),
                        subscribe,
                        around.clock()));
        this.sns = parts.sns().get();
        this.door = new NotificationDoor(
                parts, new Sns(SIGNATURE_VERSIONS, sns, around.clock()), shape, around.problems(), rounds::nudge);
    }

    private static Operation operation(Catalogue catalogue, String name) {
        return catalogue
                .operation(ApiVersion.V6_0, OperationId.of("event", name))
                .orElseThrow(() -> new IllegalStateException("The catalogue lacks event." + name + "."));
    }

    /** Begins to deliver. */
    public void start() {
        rounds.start();
    }

    /** The answer, where it is a notification that comes in, or a call about subscriptions. */
    public Optional<Reply> answer(Incoming incoming, Match match) {
        return incoming.version().equals(NotificationDoor.PATH)
                ? Optional.of(door.take(incoming))
                : calls.answer(incoming, match);
    }

    @Override
    public void close() {
        rounds.close();
        client.close();
        sns.close();
    }
}
