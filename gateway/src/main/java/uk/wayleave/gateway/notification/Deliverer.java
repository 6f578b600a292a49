package uk.wayleave.gateway.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.Draft;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.Facts;
import uk.wayleave.evidence.LedgerStore;
import uk.wayleave.evidence.TimeOrderedIds;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.messages.receiver.Nonces;
import uk.wayleave.messages.receiver.ReceiverAnswer;
import uk.wayleave.messages.receiver.ReceiverClient;
import uk.wayleave.messages.receiver.RetryDelays;
import uk.wayleave.messages.receiver.SignedRequest;
import uk.wayleave.register.notification.Claimed;
import uk.wayleave.register.notification.Deliveries;
import uk.wayleave.register.notification.DeliveryId;
import uk.wayleave.register.notification.DeliveryState;
import uk.wayleave.register.notification.NotificationStores;
import uk.wayleave.register.notification.WaitingDelivery;
import uk.wayleave.register.snapshot.CallingProduct;

/**
 * Carries one notification to one receiver: checked and recorded as released, then posted with a signature. At least
 * once: a receiver tells repeats by the header {@code Wayleave-Delivery}.
 */
final class Deliverer {
    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

    /** When it is tried again where something of ours failed. */
    private static final Duration SOON = Duration.ofSeconds(5);

    /** Of an answer's headers those that mean something to a receiver. */
    private static final Set<String> PASSED_ON = Set.of("Wayleave-Receipt", "Wayleave-Masked", "Wayleave-Masked-Count");

    private final NotificationStores stores;
    private final Deliveries deliveries;
    private final DeliveryCheck check;
    private final ReceiverClient client;
    private final RetryDelays delays;
    private final LedgerStore ledger;
    private final Clock clock;
    private final TimeOrderedIds ids;
    private final Nonces nonces = new Nonces();

    Deliverer(
            NotificationParts parts,
            DeliveryCheck check,
            ReceiverClient client,
            RetryDelays delays,
            LedgerStore ledger,
            Clock clock) {
        this.stores = parts.stores();
        this.deliveries = parts.stores().deliveries();
        this.check = check;
        this.client = client;
        this.delays = delays;
        this.ledger = ledger;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
    }

    /** One attempt; whatever comes of it is kept, unless the lease was over meanwhile. */
    void carry(Claimed<DeliveryId> claimed) {
        Optional<WaitingDelivery> found = deliveries.read(claimed);
        if (found.isEmpty()) {
            LOG.error("A notification does not open, or is held no more; it is not delivered.");
            deliveries.finish(claimed, DeliveryState.REFUSED, "unreadable", false);
            return;
        }
        WaitingDelivery delivery = found.get();
        if (!clock.instant().isBefore(delivery.expires())) {
            deliveries.finish(claimed, DeliveryState.EXPIRED, "expired", false);
            return;
        }
        switch (check.check(delivery)) {
            case DeliveryCheck.Verdict.Release release -> send(claimed, delivery, release);
            case DeliveryCheck.Verdict.Refuse(String code, Optional<String> over) -> {
                deliveries.finish(claimed, DeliveryState.REFUSED, code, false);
                over.ifPresent(because -> endSubscription(delivery, because));
            }
            case DeliveryCheck.Verdict.Later(String why) -> {
                LOG.warn("A delivery waits: {}", why);
                deliveries.putBack(claimed, clock.instant().plus(SOON));
            }
        }
    }

    private void send(Claimed<DeliveryId> claimed, WaitingDelivery delivery, DeliveryCheck.Verdict.Release release) {
        Map<String, String> more = new LinkedHashMap<>();
        for (Reply.Header header : release.headers()) {
            if (PASSED_ON.contains(header.name())) {
                more.put(header.name(), header.value());
            }
        }
        ReceiverAnswer answer = client.post(SignedRequest.of(
                new InstallationSigner(stores.keys().current()),
                delivery.url(),
                "notification",
                delivery.id().toString(),
                release.body(),
                clock.instant(),
                nonces.next(),
                more));
        record(delivery, release, answer);
        if (answer instanceof ReceiverAnswer.Answered answered && answered.took()) {
            deliveries.finish(claimed, DeliveryState.DELIVERED, answer.outcome(), true);
        } else if (answer instanceof ReceiverAnswer.Answered answered && answered.isGone()) {
            // RFC 9110 section 15.5.11: it is likely to be gone for good.
            deliveries.finish(claimed, DeliveryState.GONE, answer.outcome(), true);
            endSubscription(delivery, "receiver-gone");
        } else {
            again(claimed, delivery, answer);
        }
    }

    private void again(Claimed<DeliveryId> claimed, WaitingDelivery delivery, ReceiverAnswer answer) {
        Optional<Duration> asked =
                answer instanceof ReceiverAnswer.Answered answered ? answered.retryAfter() : Optional.empty();
        int failures = deliveries.failures(delivery.controller(), delivery.receiver());
        Instant now = clock.instant();
        deliveries.again(
                claimed,
                now.plus(delays.after(delivery.attempts() + 1, asked)),
                now.plus(delays.after(failures, asked)),
                answer.outcome());
    }

    private void endSubscription(WaitingDelivery delivery, String because) {
        stores.subscriptions()
                .find(delivery.controller(), delivery.subscription())
                .ifPresent(subscription -> stores.subscriptions()
                        .end(delivery.controller(), subscription.id(), subscription.product(), because));
    }

    /** What came of a release that is in the ledger; where it is not taken now, the register says it. */
    private void record(WaitingDelivery delivery, DeliveryCheck.Verdict.Release release, ReceiverAnswer answer) {
        CallingProduct product = release.caller().snapshot().product();
        Facts facts = new Facts.Builder()
                .text("product", product.id().toString())
                .text("integrator", product.integrator().toString())
                .text("delivery", delivery.id().toString())
                .text("receiver", delivery.receiver().toString())
                .text("subscription", delivery.subscription().toString())
                .count("attempt", delivery.attempts() + 1L)
                .text("answer", answer.outcome())
                .build();
        Draft draft = new Draft(
                ids.next(),
                EntryKind.OUTCOME,
                delivery.controller().value(),
                release.passage().incoming().id(),
                clock.instant(),
                facts);
        if (!(ledger.append(List.of(draft), List.of()) instanceof AppendResult.Committed)) {
            LOG.error("What a receiver answered could not be recorded in the ledger.");
        }
    }
}
