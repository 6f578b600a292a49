package uk.wayleave.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * A works record with everything in it. It never changes; a change makes a new one, so that an answer prepared from it
 * stays right as long as the record is the current one.
 *
 * @param reference works reference number
 * @param workstream three digits
 * @param promoter SWA code
 * @param highwayAuthority SWA code
 * @param history oldest first
 */
record Works(
        String reference,
        String workstream,
        String promoter,
        String highwayAuthority,
        Place place,
        String description,
        WorksStatus status,
        List<Permit> permits,
        Optional<ForwardPlan> forwardPlan,
        List<Comment> comments,
        List<StoredFile> files,
        List<Inspection> inspections,
        List<ObjectNode> sites,
        List<HistoryRow> history) {

    Works {
        permits = List.copyOf(permits);
        comments = List.copyOf(comments);
        files = List.copyOf(files);
        inspections = List.copyOf(inspections);
        sites = List.copyOf(sites);
        history = List.copyOf(history);
    }

    static Works planned(
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
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** Whether an organisation promotes these works or has them in its streets. */
    boolean concerns(String swaCode) {
        return promoter.equals(swaCode) || highwayAuthority.equals(swaCode);
    }

    Optional<Permit> permit(String permitReference) {
        return permits.stream()
                .filter(p -> p.reference().equals(permitReference))
                .findFirst();
    }

    /** The permit in force or waiting; else the last one. */
    Optional<Permit> activePermit() {
        List<Permit> newestFirst = permits.reversed();
        return newestFirst.stream()
                .filter(p -> p.status().isLive())
                .findFirst()
                .or(() -> newestFirst.stream().findFirst());
    }

    Works withStatus(WorksStatus newStatus) {
        return copy(newStatus, permits, forwardPlan, comments, files, inspections, sites, history);
    }

    Works withPermit(Permit permit) {
        return copy(status, with(permits, permit), forwardPlan, comments, files, inspections, sites, history);
    }

    Works changingPermit(String permitReference, UnaryOperator<Permit> change) {
        List<Permit> changed = permits.stream()
                .map(p -> p.reference().equals(permitReference) ? change.apply(p) : p)
                .toList();
        return copy(status, changed, forwardPlan, comments, files, inspections, sites, history);
    }

    Works withForwardPlan(ForwardPlan plan) {
        return copy(status, permits, Optional.of(plan), comments, files, inspections, sites, history);
    }

    Works withComment(Comment comment) {
        return copy(status, permits, forwardPlan, with(comments, comment), files, inspections, sites, history);
    }

    Works changingComment(String commentReference, UnaryOperator<Comment> change) {
        List<Comment> changed = comments.stream()
                .map(c -> c.reference().equals(commentReference) ? change.apply(c) : c)
                .toList();
        return copy(status, permits, forwardPlan, changed, files, inspections, sites, history);
    }

    Works withFile(StoredFile file) {
        return copy(status, permits, forwardPlan, comments, with(files, file), inspections, sites, history);
    }

    Works withInspection(Inspection inspection) {
        return copy(status, permits, forwardPlan, comments, files, with(inspections, inspection), sites, history);
    }

    Works withSite(ObjectNode site) {
        return copy(status, permits, forwardPlan, comments, files, inspections, with(sites, site), history);
    }

    Works withHistory(HistoryRow row) {
        return copy(status, permits, forwardPlan, comments, files, inspections, sites, with(history, row));
    }

    private Works copy(
            WorksStatus newStatus,
            List<Permit> newPermits,
            Optional<ForwardPlan> newForwardPlan,
            List<Comment> newComments,
            List<StoredFile> newFiles,
            List<Inspection> newInspections,
            List<ObjectNode> newSites,
            List<HistoryRow> newHistory) {
        return new Works(
                reference,
                workstream,
                promoter,
                highwayAuthority,
                place,
                description,
                newStatus,
                newPermits,
                newForwardPlan,
                newComments,
                newFiles,
                newInspections,
                newSites,
                newHistory);
    }

    private static <T> List<T> with(List<T> list, T item) {
        List<T> longer = new ArrayList<>(list);
        longer.add(item);
        return longer;
    }
}
