package uk.wayleave.gateway.notification;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.evidence.TimeOrderedIds;
import uk.wayleave.gateway.account.Placed;
import uk.wayleave.gateway.answer.Checked;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.call.WayOfOneCall;
import uk.wayleave.gateway.caller.Caller;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.forward.Forwarded;
import uk.wayleave.gateway.forward.OutboundBody;
import uk.wayleave.gateway.forward.Sent;
import uk.wayleave.gateway.forward.Spool;
import uk.wayleave.gateway.forward.SpoolSettings;
import uk.wayleave.gateway.operation.Requested;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refusals;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.gateway.release.Drafts;
import uk.wayleave.gateway.screening.Screened;
import uk.wayleave.register.notification.WaitingDelivery;
import uk.wayleave.register.postgres.DatabaseUnavailable;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.register.snapshot.Snapshots;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.WorkReference;

/**
 * Whether a notification may be delivered now, and what of it: the way of one call from its decision on, with the
 * notification in the place of Street Manager's answer. When this says that it may, its release is in the ledger.
 */
final class DeliveryCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryCheck.class);

    private final WayOfOneCall.Steps steps;
    private final Refusals refusals;
    private final Drafts drafts;
    private final Snapshots snapshots;
    private final Operation told;
    private final SpoolSettings spools;
    private final Clock clock;
    private final TimeOrderedIds ids;

    /** @param told the operation that subscribes, as what it has Street Manager send */
    DeliveryCheck(
            WayOfOneCall.Steps steps,
            Refusals refusals,
            Drafts drafts,
            Snapshots snapshots,
            Operation told,
            SpoolSettings spools,
            Clock clock) {
        this.steps = steps;
        this.refusals = refusals;
        this.drafts = drafts;
        this.snapshots = snapshots;
        this.told = told;
        this.spools = spools;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
    }

    /** What came of it. */
    sealed interface Verdict {
        /** It is recorded as released: send it. */
        record Release(Passage passage, Caller caller, byte[] body, List<Reply.Header> headers) implements Verdict {}

        /**
         * The framework does not allow it, or the subscription is over; recorded as refused.
         *
         * @param code of the refusal
         * @param over why the subscription can never be allowed again, where that is so
         */
        record Refuse(String code, Optional<String> over) implements Verdict {}

        /** It could not be judged or recorded: nothing was sent, and it is due again. */
        record Later(String why) implements Verdict {}
    }

    Verdict check(WaitingDelivery delivery) {
        try {
            Optional<Snapshot> snapshot = snapshots.ofSubscription(delivery.controller(), delivery.subscription());
            return snapshot.isEmpty() ? new Verdict.Later("subscription-not-found") : check(delivery, snapshot.get());
        } catch (DatabaseUnavailable unavailable) {
            return new Verdict.Later("register-unavailable");
        }
    }

    private Verdict check(WaitingDelivery delivery, Snapshot snapshot) {
        EventFacts facts = EventFacts.of(JsonMapper.shared().readTree(delivery.payload()));
        List<String> works = facts.works().map(WorkReference::value).stream().toList();
        Passage passage = new Passage(Subscriber.incoming(ids.next(), clock.instant(), told, works));
        passage.notes("delivery", delivery.id().toString());
        passage.notes("receiver", delivery.receiver().toString());
        passage.notes("subscription", delivery.subscription().toString());
        try {
            Caller caller = Subscriber.of(delivery.controller(), delivery.subscription(), delivery.person(), snapshot);
            passage.identified(caller);
            passage.asksFor(told);
            return released(passage, caller, delivery, facts);
        } catch (Refused refused) {
            return refused(passage, snapshot, refused.refusal());
        } catch (DatabaseUnavailable unavailable) {
            return new Verdict.Later("register-unavailable");
        } catch (RuntimeException failure) {
            LOG.error(
                    "A delivery could not be checked: {} at {}",
                    failure.getClass().getName(),
                    passage.where());
            LOG.debug("Stack trace of the failed delivery", failure);
            return new Verdict.Later("internal-failure");
        } finally {
            passage.close();
        }
    }

    private Verdict released(Passage passage, Caller caller, WaitingDelivery delivery, EventFacts facts) {
        if (caller.snapshot().token().revoked()) {
            throw new Refused(new Refusal.NotAuthenticated());
        }
        Requested requested = new Requested(told, Map.of(), Optional.empty(), Optional.empty());
        Judged judged = steps.decision().judge(passage, caller, requested);
        if (!SubscriptionRules.isStanding(judged.instruction()) || !facts.areOf(judged.own(), delivery.accountRole())) {
            throw SubscriptionRules.anothers(passage, told);
        }
        Placed placed = steps.account().place(passage, new Screened(judged, new OutboundBody.None()));
        Spool payload = spool(delivery.payload());
        passage.keeps(payload);
        Sent.Answered answer = new Sent.Answered(200, Optional.of("application/json"), Optional.empty(), payload);
        Checked checked = steps.answer().check(passage, new Forwarded(placed, answer));
        passage.toRecord(drafts.intent(passage, placed));
        Reply reply = steps.release().release(passage, checked);
        if (reply.content() instanceof Reply.Content.Whole(String _, byte[] body)) {
            return new Verdict.Release(passage, judged.caller(), body, reply.headers());
        }
        throw new IllegalStateException("A notification is not empty, and never as long as a segment.");
    }

    private Verdict refused(Passage passage, Snapshot snapshot, Refusal refusal) {
        // Outside the hours of its instruction it waits for them, as long as a delivery may.
        boolean passing = refusal instanceof Refusal.OverLimit
                || (refusal instanceof Refusal.ByFramework closed
                        && closed.opening().isPresent())
                || (refusal instanceof Refusal.Failed failed && failed.status() != 502);
        if (passing) {
            return new Verdict.Later("not-judged");
        }
        String code = codeOf(refusal);
        Reply recorded = refusals.reply(passage, refusal);
        boolean isRecorded =
                recorded.headers().stream().anyMatch(header -> header.name().equals("Wayleave-Receipt"));
        return isRecorded ? new Verdict.Refuse(code, over(snapshot)) : new Verdict.Later("refusal-not-recorded");
    }

    private static String codeOf(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotAuthenticated _ -> "subscription-ended";
            case Refusal.ByFramework _ -> "refused-by-framework";
            case Refusal.BadRequest badRequest -> badRequest.code();
            case Refusal.OverLimit over -> over.shortage().limit().code();
            case Refusal.Failed failed -> failed.code();
        };
    }

    /** What can never become otherwise: an agreement that ended, an instruction that is over. */
    private Optional<String> over(Snapshot snapshot) {
        boolean agreementOver = snapshot.agreement().isEmpty()
                || snapshot.agreement().get().state() == uk.wayleave.framework.AgreementState.ENDED;
        if (agreementOver) {
            return Optional.of("agreement-ended");
        }
        boolean goesOn = snapshot.instructions().stream()
                .filter(instruction ->
                        Optional.of(instruction.id()).equals(snapshot.token().instruction()))
                .anyMatch(instruction -> instruction.standing() != uk.wayleave.framework.Standing.ENDED
                        && clock.instant().isBefore(instruction.until()));
        return goesOn ? Optional.empty() : Optional.of("instruction-over");
    }

    private Spool spool(byte[] bytes) {
        try (Spool.Writer writer = Spool.writer(spools)) {
            writer.stream().write(bytes);
            return writer.finish();
        } catch (IOException full) {
            throw new IllegalStateException("A notification could not be kept while it was checked.");
        }
    }
}
