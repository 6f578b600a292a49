package uk.wayleave.gateway.intent;

import java.util.ArrayList;
import java.util.List;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.Condition;
import uk.wayleave.evidence.LedgerStore;
import uk.wayleave.framework.Effect;
import uk.wayleave.gateway.account.Placed;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.decision.DecisionStep;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.gateway.release.Drafts;

/**
 * The durable record of what is about to happen, conditional on nothing having changed since it was judged. A write, and
 * every call whose instruction counts its uses, has it before anything is sent; any other read at the latest with its
 * release.
 */
public final class IntentStep {
    /** How often a call is judged again because something of its Controller keeps changing under it. */
    private static final int JUDGED_AT_MOST = 4;

    private final LedgerStore ledger;
    private final DecisionStep decision;
    private final Drafts drafts;

    public IntentStep(LedgerStore ledger, DecisionStep decision, Drafts drafts) {
        this.ledger = ledger;
        this.decision = decision;
        this.drafts = drafts;
    }

    public Intended record(Passage passage, Placed placed) {
        passage.toRecord(drafts.intent(passage, placed));
        if (recordedBeforeSending(placed.judged())) {
            commit(passage, placed);
        }
        return new Intended(placed);
    }

    private static boolean recordedBeforeSending(Judged judged) {
        return judged.requested().operation().effect() != Effect.READ
                || judged.instruction().remainingUses().isPresent();
    }

    private void commit(Passage passage, Placed placed) {
        Judged first = placed.judged();
        Judged judged = first;
        for (int attempt = 1; attempt <= JUDGED_AT_MOST; attempt++) {
            switch (ledger.append(passage.unrecorded(), conditions(judged))) {
                case AppendResult.Committed _ -> {
                    passage.recorded();
                    if (judged.instruction().remainingUses().isPresent()) {
                        passage.tookUse();
                    }
                    return;
                }
                // Where no use is left the register says so now, by the rule of A1; unless one was given back
                // meanwhile.
                case AppendResult.Stale _, AppendResult.NoUseLeft _ -> {
                    judged = decision.judgeAgain(passage, judged.caller(), judged.requested());
                    if (!judged.permitsTheSameAs(first)) {
                        throw unsettled(passage);
                    }
                }
                case AppendResult.Unavailable _ -> throw Refusal.Failed.ledger(passage.upstream());
            }
        }
        throw unsettled(passage);
    }

    private static List<Condition> conditions(Judged judged) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(new Condition.Unchanged(judged.caller().controller().value(), judged.revision()));
        if (judged.instruction().remainingUses().isPresent()) {
            conditions.add(new Condition.TakeUse(
                    judged.caller().controller().value(),
                    judged.instruction().id().value()));
        }
        return conditions;
    }

    private static Refused unsettled(Passage passage) {
        return new Refused(Refusal.Failed.of(
                503,
                "changed-meanwhile",
                "Agreement or instruction changed while the call was being judged. Make the call again.",
                passage.upstream()));
    }
}
