package uk.wayleave.gateway.notification;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.LedgerStore;
import uk.wayleave.evidence.TimeOrderedIds;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Person;
import uk.wayleave.gateway.account.Placed;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.WayOfOneCall;
import uk.wayleave.gateway.caller.Caller;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.forward.OutboundBody;
import uk.wayleave.gateway.operation.Requested;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.gateway.screening.Screened;
import uk.wayleave.messages.receiver.RetryDelays;
import uk.wayleave.register.notification.Claimed;
import uk.wayleave.register.notification.NotificationStores;
import uk.wayleave.register.notification.Subscription;
import uk.wayleave.register.notification.UpstreamSubscriptions.Upkeep;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.register.snapshot.Snapshots;
import uk.wayleave.streetmanager.Operation;

/**
 * Keeps what is subscribed at Street Manager as it has to be: subscribed anew after a loss, under the instruction of a
 * product's subscription and judged like a call; unsubscribed when no product is left.
 */
final class SubscriptionUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionUpkeep.class);

    /** How often it is looked whether anything was lost. */
    private static final Duration USUAL = Duration.ofMinutes(5);

    /** Where nobody is subscribed: a new subscription is looked at at once. */
    private static final Duration NOTHING_TO_DO = Duration.ofDays(3650);

    private final NotificationStores stores;
    private final OwnSubscriptions own;
    private final WayOfOneCall.Steps steps;
    private final Snapshots snapshots;
    private final LedgerStore ledger;
    private final Operation subscribe;
    private final RetryDelays delays;
    private final Clock clock;
    private final TimeOrderedIds ids;

    SubscriptionUpkeep(
            NotificationStores stores,
            OwnSubscriptions own,
            WayOfOneCall.Steps steps,
            Snapshots snapshots,
            LedgerStore ledger,
            Operation subscribe,
            Clock clock) {
        this.stores = stores;
        this.own = own;
        this.steps = steps;
        this.snapshots = snapshots;
        this.ledger = ledger;
        this.subscribe = subscribe;
        this.delays = new RetryDelays(Duration.ofMinutes(1), Duration.ofHours(1));
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
    }

    void look(Claimed<Upkeep> claimed) {
        AgreementId agreement = claimed.thing().agreement();
        ControllerId controller = claimed.controller();
        List<Subscription> goingOn = stores.subscriptions().goingOn(controller, agreement);
        boolean done = goingOn.isEmpty() ? left(controller, agreement) : there(controller, agreement, goingOn);
        if (!done) {
            int tries = claimed.thing().tries() + 1;
            stores.upstreams().lookAgain(claimed, clock.instant().plus(delays.after(tries, Optional.empty())), tries);
        } else {
            stores.upstreams().lookAgain(claimed, clock.instant().plus(goingOn.isEmpty() ? NOTHING_TO_DO : USUAL), 0);
        }
    }

    /** In the name of the first subscription for which it is permitted. */
    private boolean there(ControllerId controller, AgreementId agreement, List<Subscription> goingOn) {
        for (Subscription subscription : goingOn) {
            Optional<Snapshot> snapshot = snapshots.ofSubscription(controller, subscription.id());
            if (snapshot.isEmpty()) {
                continue;
            }
            if (!own.isMissing(controller, agreement, snapshot.get())) {
                return true;
            }
            if (made(subscription, snapshot.get())) {
                return true;
            }
        }
        return false;
    }

    private boolean made(Subscription subscription, Snapshot snapshot) {
        Caller caller = Subscriber.of(subscription.controller(), subscription.id(), subscription.person(), snapshot);
        try (Passage passage = passage(subscription)) {
            passage.identified(caller);
            passage.asksFor(subscribe);
            Judged judged = steps.decision()
                    .judge(passage, caller, new Requested(subscribe, Map.of(), Optional.empty(), Optional.empty()));
            Placed placed = steps.account().place(passage, new Screened(judged, new OutboundBody.None()));
            var _ = steps.intent().record(passage, placed);
            OwnSubscriptions.Made made = own.make(
                    passage,
                    judged.caller(),
                    subscription.agreement(),
                    judged.permit().actingFor());
            record(passage);
            return made instanceof OwnSubscriptions.Made.There;
        } catch (Refused refused) {
            LOG.warn(
                    "Street Manager's notifications are not subscribed anew: the framework, or a failure, refuses it.");
            return false;
        }
    }

    /** Nobody is left. Stopping needs nobody's permission; it is done in the name of the last who had asked. */
    private boolean left(ControllerId controller, AgreementId agreement) {
        if (stores.upstreams().goingOn(controller, agreement).isEmpty()) {
            return true;
        }
        Optional<Subscription> last = stores.subscriptions().of(controller).stream()
                .filter(subscription -> subscription.agreement().equals(agreement))
                .findFirst();
        Optional<Snapshot> snapshot =
                last.flatMap(subscription -> snapshots.ofSubscription(controller, subscription.id()));
        if (last.isEmpty() || snapshot.isEmpty()) {
            return false;
        }
        Caller caller = Subscriber.of(controller, last.get().id(), last.get().person(), snapshot.get());
        try (Passage passage = passage(last.get())) {
            passage.identified(caller);
            passage.asksFor(subscribe);
            boolean left = own.leave(passage, caller, agreement, person(snapshot.get(), last.get()));
            record(passage);
            return left;
        }
    }

    private Passage passage(Subscription subscription) {
        Passage passage = new Passage(Subscriber.incoming(ids.next(), clock.instant(), subscribe, List.of()));
        passage.notes("subscription", subscription.id().toString());
        return passage;
    }

    private static Person person(Snapshot snapshot, Subscription subscription) {
        return snapshot.instructions().stream()
                .flatMap(instruction -> instruction.persons().stream())
                .filter(person -> person.id().equals(subscription.person()))
                .findFirst()
                // Its instruction may be over for long: then Street Manager is told by whom the gateway itself is.
                .orElseGet(() -> new Person(
                        subscription.person(), "wayleave", "Wayleave", uk.wayleave.framework.Standing.ENDED));
    }

    private void record(Passage passage) {
        if (passage.unrecorded().isEmpty()) {
            return;
        }
        if (ledger.append(passage.unrecorded(), List.of()) instanceof AppendResult.Committed) {
            passage.recorded();
        } else {
            LOG.error("What Street Manager answered about a subscription could not be recorded in the ledger.");
        }
    }
}
