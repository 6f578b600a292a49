package uk.wayleave.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A permit. JSON held here is never changed once the permit exists.
 *
 * @param reference {@code {works reference}-01} and so on
 * @param application as its promoter sent it
 * @param category Street Manager's code, for instance {@code standard}
 * @param status where it stands
 * @param assessment as the highway authority sent it; empty while not assessed
 * @param actualStart when the works started under it
 * @param actualStop when the works stopped
 * @param created when it was applied for
 * @param modified when it last changed
 * @param statusChanged when its status last changed
 * @param everModificationRequested whether the authority ever asked for a change of the application
 * @param alterations oldest first
 */
record Permit(
        String reference,
        ObjectNode application,
        String category,
        PermitStatus status,
        Optional<ObjectNode> assessment,
        Optional<Instant> actualStart,
        Optional<Instant> actualStop,
        Instant created,
        Instant modified,
        Instant statusChanged,
        boolean everModificationRequested,
        List<Alteration> alterations) {

    Permit {
        alterations = List.copyOf(alterations);
    }

    static Permit submitted(String reference, ObjectNode application, String category, Instant at) {
        return new Permit(
                reference,
                application,
                category,
                PermitStatus.SUBMITTED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                at,
                at,
                at,
                false,
                List.of());
    }

    Permit withStatus(PermitStatus newStatus, Instant at) {
        return new Permit(
                reference,
                application,
                category,
                newStatus,
                assessment,
                actualStart,
                actualStop,
                created,
                at,
                at,
                everModificationRequested || newStatus == PermitStatus.PERMIT_MODIFICATION_REQUEST,
                alterations);
    }

    Permit withAssessment(ObjectNode newAssessment) {
        return new Permit(
                reference,
                application,
                category,
                status,
                Optional.of(newAssessment),
                actualStart,
                actualStop,
                created,
                modified,
                statusChanged,
                everModificationRequested,
                alterations);
    }

    Permit withActualDates(Optional<Instant> start, Optional<Instant> stop) {
        return new Permit(
                reference,
                application,
                category,
                status,
                assessment,
                start,
                stop,
                created,
                modified,
                statusChanged,
                everModificationRequested,
                alterations);
    }

    /** The permit as an alteration would have it. */
    Permit withApplication(ObjectNode newApplication, String newCategory) {
        return new Permit(
                reference,
                newApplication,
                newCategory,
                status,
                assessment,
                actualStart,
                actualStop,
                created,
                modified,
                statusChanged,
                everModificationRequested,
                alterations);
    }

    /** With this alteration added, or put in the place of the one with the same reference. */
    Permit withAlteration(Alteration alteration, Instant at) {
        List<Alteration> all = new ArrayList<>(alterations);
        boolean known = all.removeIf(a -> a.reference().equals(alteration.reference()));
        all.add(known ? all.size() : alterations.size(), alteration);
        return new Permit(
                reference,
                application,
                category,
                status,
                assessment,
                actualStart,
                actualStop,
                created,
                at,
                statusChanged,
                everModificationRequested,
                all);
    }

    Optional<Alteration> alteration(String alterationReference) {
        return alterations.stream()
                .filter(a -> a.reference().equals(alterationReference))
                .findFirst();
    }

    Optional<Instant> proposedStart() {
        return Json.instant(application, "proposed_start_date");
    }

    Optional<Instant> proposedEnd() {
        return Json.instant(application, "proposed_end_date");
    }
}
