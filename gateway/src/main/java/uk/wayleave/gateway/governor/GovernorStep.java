package uk.wayleave.gateway.governor;

import java.util.List;
import uk.wayleave.gateway.account.AccountCalls;
import uk.wayleave.gateway.account.Placed;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.forward.ForwardStep;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.streetmanager.Operation;

/** Finds a call its place in the shared budget, before anything is recorded or sent. */
public final class GovernorStep {
    private final AccountCalls calls;
    private final PollingFloor floor;

    public GovernorStep(AccountCalls calls, PollingFloor floor) {
        this.calls = calls;
        this.floor = floor;
    }

    public Place admit(Passage passage, Placed placed) {
        Judged judged = placed.judged();
        Operation operation = judged.requested().operation();
        calls.keptAway(placed.account()).ifPresent(away -> {
            throw ForwardStep.notReached(away);
        });
        return switch (calls.askForPlace(judged.caller(), placed.account(), urgency(passage, operation))) {
            case Admission.Granted(Place place) -> {
                passage.holds(place);
                floor.keep(passage, placed);
                yield place;
            }
            case Admission.Declined(Shortage shortage) -> throw declined(shortage);
        };
    }

    private static Urgency urgency(Passage passage, Operation operation) {
        return passage.isGivingWay() ? Urgency.EXPORT : Urgency.of(operation);
    }

    private static Refused declined(Shortage shortage) {
        return new Refused(
                shortage.limit() == Limit.BUDGET_UNKNOWN
                        ? Refusal.Failed.of(
                                503,
                                "budget-unknown",
                                "It cannot be known what other nodes have sent, so nothing is sent. Try again later.",
                                UpstreamState.NOT_SENT)
                        : new Refusal.OverLimit(shortage, List.of()));
    }
}
