package uk.wayleave.gateway.notification;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.Rule;
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
    private static final Rule STANDING = new Rule(
            ClauseId.A1,
            "A1.subscription-without-standing-instruction",
            "Notifications go on without anybody asking anew, which only a standing instruction without counted uses"
                    + " covers.",
            "Ask the Controller for a standing instruction, and cite it.");
    private static final Rule NOT_REGISTERED = new Rule(
            ClauseId.A2,
            "A2.receiver-not-registered",
            "What was asked for goes to the requester only, and this endpoint is no receiver that the Controller"
                    + " registered for this product.",
            "Ask the Controller's administrator to register it (POST /api/controllers/{controller}/receivers), or name"
                    + " one that is registered.");
    private static final Rule NOT_PROVEN = new Rule(
            ClauseId.A2,
            "A2.receiver-not-proven",
            "The receiver has not answered its challenge, so nobody knows that it expects us.",
            "Answer the challenge; the Controller's administrator sees how that went and may have it sent again.");
    private static final Rule UNKNOWN_AUDIENCE = new Rule(
            ClauseId.C3,
            "C3.receiver-not-registered",
            "Nobody has vouched that what is sent to this endpoint is not shown to the public.",
            "Have the Controller register the receiver.");
    private static final Rule UNKNOWN_OWNER = new Rule(
            ClauseId.C5,
            "C5.receiver-not-registered",
            "An endpoint of the caller's choosing could belong to a separate organisation.",
            "Have the Controller register the receiver.");
    private static final Rule ANOTHERS = new Rule(
            ClauseId.B4,
            "B4.notification-of-another",
            "The notification is about a record in which this Controller has no proven part.",
            "Nothing: the other organisation can grant access of its own.");
    private static final Rule ANOTHERS_RELAYED = new Rule(
            ClauseId.C5,
            "C5.notification-of-another",
            "Delivering it would relay one organisation's data to a separate one.",
            "Nothing: the other organisation can grant access of its own.");

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
            breaches.add(new Breach(STANDING, ""));
        }
        Optional<Receiver> receiver = ReceiverUrl.normal(endpoint).flatMap(url -> registered(judged, url));
        if (receiver.isEmpty()) {
            breaches.add(new Breach(NOT_REGISTERED, ""));
            breaches.add(new Breach(UNKNOWN_AUDIENCE, ""));
            breaches.add(new Breach(UNKNOWN_OWNER, ""));
        } else if (receiver.get().state() != ReceiverState.PROVEN) {
            breaches.add(new Breach(NOT_PROVEN, receiver.get().id().toString()));
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
        return refused(passage, operation, List.of(new Breach(ANOTHERS, ""), new Breach(ANOTHERS_RELAYED, "")));
    }

    private static Refused refused(Passage passage, Operation operation, List<Breach> breaches) {
        return new Refused(new Refusal.ByFramework(
                403, breaches, passage.upstream(), Set.of(), List.of(), Optional.of(operation)));
    }
}
