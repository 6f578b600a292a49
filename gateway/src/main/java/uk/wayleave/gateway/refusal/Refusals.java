package uk.wayleave.gateway.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.Condition;
import uk.wayleave.evidence.Draft;
import uk.wayleave.evidence.LedgerStore;
import uk.wayleave.evidence.Receipt;
import uk.wayleave.framework.Breach;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.caller.Caller;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.release.Drafts;

/**
 * Turns a refusal into a reply, and records it: with a receipt where the caller is known, in a counter where not. What
 * became of the call at Street Manager is recorded with it, and a use that nothing came of is given back.
 */
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final LedgerStore ledger;
    private final Drafts drafts;
    private final Problems problems;
    private final LongAdder unauthenticated = new LongAdder();

    public Refusals(LedgerStore ledger, Drafts drafts, Problems problems) {
        this.ledger = ledger;
        this.drafts = drafts;
        this.problems = problems;
    }

    public Reply reply(Passage passage, Refusal refusal) {
        Optional<Caller> caller = passage.caller();
        if (caller.isEmpty()) {
            unauthenticated.increment();
            return problems.reply(passage.incoming().id(), refusal, Optional.empty());
        }
        Optional<Receipt> receipt = recorded(passage, caller.get(), refusal);
        return problems.reply(passage.incoming(), refusal, receipt);
    }

    /** How many callers were refused because nothing is known of them, since the start. */
    public long unauthenticated() {
        return unauthenticated.sum();
    }

    private Optional<Receipt> recorded(Passage passage, Caller caller, Refusal refusal) {
        Draft draft = drafts.refusal(
                passage, caller, problems.statusOf(refusal), problems.codeOf(refusal), breaches(refusal));
        List<Draft> all = new ArrayList<>(passage.unrecorded());
        all.add(draft);
        List<Condition> conditions = useToGiveBack(passage)
                .map(judged -> List.<Condition>of(new Condition.GiveBackUse(
                        caller.controller().value(), judged.instruction().id().value())))
                .orElseGet(List::of);
        return switch (ledger.append(all, conditions)) {
            case AppendResult.Committed(List<Receipt> receipts) -> {
                passage.recorded();
                passage.gaveUseBack();
                yield Optional.of(receipts.getLast());
            }
            case AppendResult.Stale _, AppendResult.NoUseLeft _ -> Optional.empty();
            case AppendResult.Unavailable(String why) -> {
                LOG.error(
                        "A refusal of call {} could not be recorded: {}",
                        passage.incoming().id(),
                        why);
                yield Optional.empty();
            }
        };
    }

    /** Done and unknown consume a use; nothing else does. */
    private static Optional<Judged> useToGiveBack(Passage passage) {
        boolean nothingCameOfIt =
                passage.upstream() == UpstreamState.NOT_SENT || passage.upstream() == UpstreamState.REJECTED;
        return passage.useTaken() && nothingCameOfIt ? passage.judged() : Optional.empty();
    }

    private static List<Breach> breaches(Refusal refusal) {
        return switch (refusal) {
            case Refusal.ByFramework byFramework -> byFramework.breaches();
            case Refusal.OverLimit overLimit -> overLimit.breaches();
            case Refusal.NotAuthenticated _, Refusal.BadRequest _, Refusal.Failed _ -> List.of();
        };
    }
}
