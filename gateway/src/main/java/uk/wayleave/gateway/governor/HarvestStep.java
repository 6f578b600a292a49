package uk.wayleave.gateway.governor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import uk.wayleave.evidence.Fingerprint;
import uk.wayleave.framework.Box;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.Part;
import uk.wayleave.framework.clause.FurtherRules;
import uk.wayleave.gateway.account.AccountCalls;
import uk.wayleave.gateway.account.Placed;
import uk.wayleave.gateway.answer.Checked;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.gateway.release.Fingerprints;
import uk.wayleave.register.courtesy.Courtesy;
import uk.wayleave.register.courtesy.ForeignReads;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.WorkReference;

/**
 * Ends a harvest: going through the records that Street Manager shows to every user, one after another, by references from
 * the map, by counting, or page by page. Each such call alone would be allowed; all together they are a copy of other organisations' data,
 * with the contact details of persons in it. Counted under the agreement, on all nodes.
 */
public final class HarvestStep {
    private static final int SQUARE_METRES = 1_000_000;

    private final HarvestLimits limits;
    private final ForeignReads reads;
    private final AccountCalls calls;
    private final Fingerprints fingerprints;

    public HarvestStep(HarvestLimits limits, ForeignReads reads, AccountCalls calls, Fingerprints fingerprints) {
        this.limits = limits;
        this.reads = reads;
        this.calls = calls;
        this.fingerprints = fingerprints;
    }

    /** Before anything is sent: parts of the map, what is another's for certain, and one more page when it was enough. */
    public void admit(Passage passage, Placed placed) {
        Judged judged = placed.judged();
        if (isOff() || judged.requested().operation().effect() != Effect.READ) {
            return;
        }
        Optional<Box> box = judged.subject().box();
        if (box.isPresent()) {
            settle(
                    passage,
                    placed,
                    reads.area(controller(judged), judged.agreement().id(), box.get(), ceilings()));
        } else if (placed.part() == Part.NONE) {
            record(judged).ifPresent(reference -> read(passage, placed, reference));
        } else if (judged.requested().operation().ownership() instanceof Ownership.ByRow
                && judged.requested().operation().foreignTier().isPresent()) {
            rows(passage, placed, 0);
        }
    }

    /** Once the answer has shown to be another's record, before anything of it is released. */
    public void answered(Passage passage, Placed placed, Checked checked) {
        Operation operation = placed.judged().requested().operation();
        boolean anothers =
                operation.foreignTier().filter(checked.tier()::equals).isPresent()
                        && !checked.tier().equals(operation.tier());
        if (!isOff() && anothers && placed.part() != Part.NONE && operation.effect() == Effect.READ) {
            record(placed.judged()).ifPresent(reference -> read(passage, placed, reference));
        }
        // Of the map, its area counts.
        if (!isOff()
                && checked.anothersRows() > 0
                && placed.judged().subject().box().isEmpty()) {
            rows(passage, placed, checked.anothersRows());
        }
    }

    private void rows(Passage passage, Placed placed, int number) {
        Judged judged = placed.judged();
        Fingerprint page =
                PollDigest.of(fingerprints.keyOf(controller(judged)), passage.incoming(), judged.requested());
        switch (reads.rows(controller(judged), judged.agreement().id(), page, number, ceilings())) {
            case ForeignReads.RowsSeen.Within(long rows) -> {
                if (number > 0) {
                    passage.notes("foreign_rows", Integer.toString(number));
                    passage.notes("foreign_rows_within_hour", Long.toString(rows));
                }
            }
            case ForeignReads.RowsSeen.Over(long counted, Duration left) -> {
                calls.raiseHarvest(judged.caller(), placed.account());
                throw over(passage, ForeignReads.Ceiling.ROWS, counted, left);
            }
        }
    }

    private boolean isOff() {
        return limits.equals(HarvestLimits.none());
    }

    private ForeignReads.Ceilings ceilings() {
        return new ForeignReads.Ceilings(
                limits.records(), limits.inSequence(), limits.rows(), (long) limits.squareKilometres() * SQUARE_METRES);
    }

    private static ControllerId controller(Judged judged) {
        return judged.caller().controller();
    }

    /** Which record: that of the works, or whatever else the path names. Rows of a list are of nobody in particular. */
    private static Optional<String> record(Judged judged) {
        Optional<WorkReference> works = judged.subject().works();
        if (works.isPresent()) {
            return works.map(WorkReference::value);
        }
        Operation operation = judged.requested().operation();
        if (operation.ownership() instanceof Ownership.ByRow
                || judged.requested().parameters().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(operation.name() + "/"
                        + String.join("/", new TreeMap<>(judged.requested().parameters()).values()))
                .map(text -> text.replaceAll("[^A-Za-z0-9_./-]", "_"))
                .map(text -> text.substring(0, Math.min(200, text.length())));
    }

    private void read(Passage passage, Placed placed, String reference) {
        Judged judged = placed.judged();
        settle(
                passage,
                placed,
                reads.record(controller(judged), judged.agreement().id(), reference, ceilings()));
    }

    private void settle(Passage passage, Placed placed, ForeignReads.Seen seen) {
        switch (seen) {
            case ForeignReads.Seen.Within(long records, long squareMetres) -> {
                passage.notes("foreign_records_within_hour", Long.toString(records));
                passage.notes("square_kilometres_within_hour", Long.toString(squareMetres / SQUARE_METRES));
            }
            case ForeignReads.Seen.Over(ForeignReads.Ceiling ceiling, long counted, Duration left) -> {
                calls.raiseHarvest(placed.judged().caller(), placed.account());
                throw over(passage, ceiling, counted, left);
            }
        }
    }

    private Refused over(Passage passage, ForeignReads.Ceiling ceiling, long counted, Duration left) {
        Limit limit = switch (ceiling) {
            case RECORDS -> Limit.HARVEST_RECORDS;
            case IN_SEQUENCE -> Limit.HARVEST_SEQUENCE;
            case ROWS -> Limit.HARVEST_ROWS;
            case AREA -> Limit.HARVEST_AREA;
        };
        int most = switch (ceiling) {
            case RECORDS -> limits.records();
            case IN_SEQUENCE -> limits.inSequence();
            case ROWS -> limits.rows();
            case AREA -> limits.squareKilometres();
        };
        passage.notes("harvest", limit.wireName());
        passage.notes("harvest_ceiling", Integer.toString(most));
        passage.notes(
                "harvest_counted",
                Long.toString(ceiling == ForeignReads.Ceiling.AREA ? counted / SQUARE_METRES : counted));
        return new Refused(new Refusal.OverLimit(
                new Shortage(limit, most, Courtesy.KEPT, left),
                List.of(new Breach(FurtherRules.HARVEST, ""), new Breach(FurtherRules.HARVEST_COLLECTED, ""))));
    }
}
