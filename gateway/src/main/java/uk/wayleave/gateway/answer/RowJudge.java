package uk.wayleave.gateway.answer;

import java.util.Map;
import java.util.Optional;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Tier;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.WorkReference;

/** Judges the rows of a list one by one: framework A1, B1, B4, C5. */
final class RowJudge {
    private final Judged judged;
    private final OwnerInAnswer owner;
    private final AnswerPlan plan;
    private final Operation operation;

    RowJudge(Judged judged, OwnerInAnswer owner, AnswerPlan plan) {
        this.judged = judged;
        this.owner = owner;
        this.plan = plan;
        this.operation = judged.requested().operation();
    }

    /** @param found what stood at the watched places of the row */
    RowVerdict verdict(Map<String, String> found) {
        if (!(operation.ownership() instanceof Ownership.ByRow byRow)) {
            return RowVerdict.OWN;
        }
        Tier granted = judged.grantedTier();
        Optional<WorkReference> works = plan.rowWorks().flatMap(pointer -> OwnerInAnswer.works(found.get(pointer)));
        if (owner.isOurRow(byRow, found, works)) {
            return granted.includes(operation.tier()) && covers(works) ? RowVerdict.OWN : RowVerdict.NOT_COVERED;
        }
        if (operation.foreignTier().isEmpty()) {
            return RowVerdict.FOREIGN;
        }
        return granted.includes(operation.foreignTier().get()) ? RowVerdict.ANOTHERS : RowVerdict.NOT_COVERED;
    }

    /** What every user sees on the map, area and size limit; of an own list only the works that were asked for. */
    private boolean covers(Optional<WorkReference> works) {
        if (Tier.T1.includes(operation.tier())) {
            return true;
        }
        boolean references = judged.instruction().references() instanceof Scope.All<String>
                || works.filter(reference -> judged.instruction().references().covers(reference.value()))
                        .isPresent();
        boolean workstreams = works.filter(judged.own()::promote)
                .map(WorkReference::workstream)
                .map(judged.agreement().workstreams()::covers)
                .orElse(true);
        return references && workstreams;
    }
}
