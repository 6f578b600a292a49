package uk.wayleave.sandbox.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import uk.wayleave.sandbox.street.Place;

/**
 * A works record with everything in it. It never changes; a change makes a new one, so that an answer prepared from it
 * stays right as long as the record is the current one.
 *
 * @param reference works reference number
 * @param workstream three digits
 * @param promoter SWA code
 * @param highwayAuthority SWA code
 * @param inspectionUnits as last logged; empty while none are (V3)
 * @param comments oldest first
 * @param files oldest first
 * @param entries sites, inspections, notices and so on, oldest first
 * @param history oldest first
 */
public record Works(
        String reference,
        String workstream,
        String promoter,
        String highwayAuthority,
        Place place,
        String description,
        WorksStatus status,
        OptionalInt inspectionUnits,
        List<Permit> permits,
        Optional<ForwardPlan> forwardPlan,
        List<Comment> comments,
        List<StoredFile> files,
        List<Entry> entries,
        List<HistoryRow> history) {

    public Works {
        permits = List.copyOf(permits);
        comments = List.copyOf(comments);
        files = List.copyOf(files);
        entries = List.copyOf(entries);
        history = List.copyOf(history);
    }

    public static Works planned(
            String reference,
            String workstream,
            String promoter,
            String highwayAuthority,
            Place place,
            String description) {
        return new Works(
                reference,
                workstream,
                promoter,
                highwayAuthority,
                place,
                description,
                WorksStatus.PLANNED,
                OptionalInt.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    public Optional<Permit> permit(String permitReference) {
        return permits.stream()
                .filter(p -> p.reference().equals(permitReference))
                .findFirst();
    }

    /** The permit in force or waiting; else the last one. */
    public Optional<Permit> activePermit() {
        List<Permit> newestFirst = permits.reversed();
        return newestFirst.stream()
                .filter(p -> p.status().isLive())
                .findFirst()
                .or(() -> newestFirst.stream().findFirst());
    }

    /** Oldest first. */
    public List<Entry> entries(Kind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).toList();
    }

    public Optional<Entry> entry(Kind kind, String entryReference) {
        return entries.stream()
                .filter(entry -> entry.kind() == kind && entry.reference().equals(entryReference))
                .findFirst();
    }

    public Works withStatus(WorksStatus newStatus) {
        return copy(newStatus, inspectionUnits, permits, forwardPlan, comments, files, entries, history);
    }

    public Works withInspectionUnits(int units) {
        return copy(status, OptionalInt.of(units), permits, forwardPlan, comments, files, entries, history);
    }

    public Works withPermit(Permit permit) {
        return copy(status, inspectionUnits, with(permits, permit), forwardPlan, comments, files, entries, history);
    }

    public Works changingPermit(String permitReference, UnaryOperator<Permit> change) {
        List<Permit> changed = changing(permits, p -> p.reference().equals(permitReference), change);
        return copy(status, inspectionUnits, changed, forwardPlan, comments, files, entries, history);
    }

    public Works withForwardPlan(ForwardPlan plan) {
        return copy(status, inspectionUnits, permits, Optional.of(plan), comments, files, entries, history);
    }

    public Works withComment(Comment comment) {
        return copy(status, inspectionUnits, permits, forwardPlan, with(comments, comment), files, entries, history);
    }

    public Works changingComment(String commentReference, UnaryOperator<Comment> change) {
        List<Comment> changed = changing(comments, c -> c.reference().equals(commentReference), change);
        return copy(status, inspectionUnits, permits, forwardPlan, changed, files, entries, history);
    }

    public Works withFile(StoredFile file) {
        return copy(status, inspectionUnits, permits, forwardPlan, comments, with(files, file), entries, history);
    }

    public Works withEntry(Entry entry) {
        return copy(status, inspectionUnits, permits, forwardPlan, comments, files, with(entries, entry), history);
    }

    /** With this entry in the place of the one of the same kind and reference. */
    public Works changingEntry(Entry changed) {
        List<Entry> now = changing(entries, sameAs(changed), ignored -> changed);
        return copy(status, inspectionUnits, permits, forwardPlan, comments, files, now, history);
    }

    public Works withoutEntry(Entry entry) {
        List<Entry> left = entries.stream().filter(sameAs(entry).negate()).toList();
        return copy(status, inspectionUnits, permits, forwardPlan, comments, files, left, history);
    }

    private static Predicate<Entry> sameAs(Entry entry) {
        return other -> other.kind() == entry.kind() && other.reference().equals(entry.reference());
    }

    public Works withHistory(HistoryRow row) {
        return copy(status, inspectionUnits, permits, forwardPlan, comments, files, entries, with(history, row));
    }

    private Works copy(
            WorksStatus newStatus,
            OptionalInt newUnits,
            List<Permit> newPermits,
            Optional<ForwardPlan> newForwardPlan,
            List<Comment> newComments,
            List<StoredFile> newFiles,
            List<Entry> newEntries,
            List<HistoryRow> newHistory) {
        return new Works(
                reference,
                workstream,
                promoter,
                highwayAuthority,
                place,
                description,
                newStatus,
                newUnits,
                newPermits,
                newForwardPlan,
                newComments,
                newFiles,
                newEntries,
                newHistory);
    }

    private static <T> List<T> with(List<T> list, T item) {
        List<T> longer = new ArrayList<>(list);
        longer.add(item);
        return longer;
    }

    private static <T> List<T> changing(List<T> list, Predicate<T> which, UnaryOperator<T> change) {
        return list.stream()
                .map(item -> which.test(item) ? change.apply(item) : item)
                .toList();
    }
}
