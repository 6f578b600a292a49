package uk.wayleave.gateway.account;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.Part;
import uk.wayleave.framework.clause.FurtherRules;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.gateway.screening.Screened;
import uk.wayleave.register.holding.KnownExport;
import uk.wayleave.register.snapshot.Account;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.Proof;
import uk.wayleave.streetmanager.ReferenceKind;
import uk.wayleave.streetmanager.WorkReference;

/** Chooses the account whose role fits, and settles whose record it is where only Street Manager can tell. */
public final class AccountStep {
    private final OwnerLookUp lookUp;
    private final OwnReferences references;

    public AccountStep(OwnerLookUp lookUp, OwnReferences references) {
        this.lookUp = lookUp;
        this.references = references;
    }

    public Placed place(Passage passage, Screened screened) {
        Judged judged = screened.judged();
        Operation operation = judged.requested().operation();
        Snapshot snapshot = judged.caller().snapshot();
        List<Account> fitting = FittingAccount.inOrder(snapshot, operation, judged.subject());
        if (fitting.isEmpty()) {
            throw new IllegalStateException("The framework permitted a call without an account.");
        }
        return switch (operation.ownership()) {
            case Ownership.ByRemembered remembered
            when remembered.kind() == ReferenceKind.EXPORT -> {
                KnownExport export = references.export(judged, remembered, fitting);
                yield new Placed(
                        screened,
                        OwnReferences.accountOf(export, fitting).orElseThrow(),
                        Part.PROVEN,
                        Optional.of(export));
            }
            case Ownership.ByRemembered remembered ->
                new Placed(
                        screened,
                        references.accountOf(passage, judged, remembered, fitting),
                        Part.PROVEN,
                        Optional.empty());
            default -> {
                Account account = fitting.getFirst();
                references.refuseOthersFiles(judged, account);
                yield new Placed(screened, account, settledPart(passage, judged), Optional.empty());
            }
        };
    }

    private Part settledPart(Passage passage, Judged judged) {
        Part part = judged.subject().part();
        if (part != Part.IN_THE_ANSWER
                || !(judged.requested().operation().ownership() instanceof Ownership.ByWorks byWorks)
                || !(byWorks.authority() instanceof Proof.ByLookUp byLookUp)) {
            return part;
        }
        WorkReference works = judged.subject().works().orElseThrow();
        return switch (lookUp.authorityOf(passage, judged, works, byLookUp)) {
            case OwnerLookUp.Found.Code(String code) when judged.own().haveCode(code) -> Part.PROVEN;
            case OwnerLookUp.Found.Code _, OwnerLookUp.Found.NotShown _ ->
                throw new Refused(Refusal.ByFramework.of(
                        UpstreamState.NOT_SENT,
                        judged.requested().operation(),
                        new Breach(FurtherRules.FOREIGN_WORKS, works.value()),
                        new Breach(FurtherRules.FOREIGN_WORKS_RELAYED, works.value())));
            case OwnerLookUp.Found.Unanswered(Optional<Duration> retryAfter) ->
                throw new Refused(new Refusal.Failed(
                        503,
                        "owner-look-up-failed",
                        "Street Manager could not be asked whose works these are, so nothing was sent.",
                        UpstreamState.NOT_SENT,
                        retryAfter));
        };
    }
}
