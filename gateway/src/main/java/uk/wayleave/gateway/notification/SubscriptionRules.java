package uk.wayleave.gateway.notification;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.clause.FurtherRules;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.messages.receiver.ReceiverUrl;
import uk.wayleave.register.notification.Receiver;
import uk.wayleave.register.notification.ReceiverState;
import uk.wayleave.register.notification.Receivers;
import uk.wayleave.streetmanager.Operation;

/** What is asked of a subscription and of a notification beyond what the framework judges of every call. */
final class SubscriptionRules {
    private final Receivers receivers;

    SubscriptionRules(Receivers receivers) {
        this.receivers = receivers;
    }

    /**
     * The registered receiver that a subscription may be for.
     *
     * @throws Refused where there is none
     */
    Receiver receiverFor(Passage passage, Judged judged, String endpoint) {
        List<Breach> breaches = new ArrayList<>();
        if (!isStanding(judged.instruction())) {
            breaches.add(new Breach(FurtherRules.SUBSCRIPTION_WITHOUT_STANDING, ""));
        }
        Optional<Receiver> receiver = ReceiverUrl.normal(endpoint).flatMap(url -> registered(judged, url));
        if (receiver.isEmpty()) {
            breaches.add(new Breach(FurtherRules.RECEIVER_NOT_REGISTERED, ""));
            breaches.add(new Breach(FurtherRules.RECEIVER_OF_UNKNOWN_AUDIENCE, ""));
            breaches.add(new Breach(FurtherRules.RECEIVER_OF_UNKNOWN_OWNER, ""));
        } else if (receiver.get().state() != ReceiverState.PROVEN) {
            breaches.add(new Breach(
                    FurtherRules.RECEIVER_NOT_PROVEN, receiver.get().id().toString()));
        }
        if (!breaches.isEmpty()) {
            throw refused(passage, judged.requested().operation(), breaches);
        }
        return receiver.orElseThrow();
    }

    private Optional<Receiver> registered(Judged judged, URI url) {
        return receivers.at(
                judged.caller().controller(),
                judged.agreement().id(),
                judged.caller().snapshot().product().id(),
                url);
    }

    static boolean isStanding(Instruction instruction) {
        return instruction.kind() == InstructionKind.STANDING
                && instruction.remainingUses().isEmpty();
    }

    /** Framework B4, C5: a notification of another's record. */
    static Refused anothers(Passage passage, Operation operation) {
        return refused(
                passage,
                operation,
                List.of(
                        new Breach(FurtherRules.NOTIFICATION_OF_ANOTHER, ""),
                        new Breach(FurtherRules.NOTIFICATION_OF_ANOTHER_RELAYED, "")));
    }

    private static Refused refused(Passage passage, Operation operation, List<Breach> breaches) {
        return new Refused(new Refusal.ByFramework(
                403, breaches, passage.upstream(), Set.of(), List.of(), Optional.of(operation)));
    }
}
