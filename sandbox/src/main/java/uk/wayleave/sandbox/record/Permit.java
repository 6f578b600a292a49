package uk.wayleave.sandbox.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.wire.Json;

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
 * @param facts what has come to it beside its application, in the words of Street Manager's answer
 * @param alterations oldest first
 */
public record Permit(
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
        ObjectNode facts,
        List<Alteration> alterations) {

    public Permit {
        alterations = List.copyOf(alterations);
    }

    public static Permit submitted(String reference, ObjectNode application, String category, Instant at) {
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
                Json.object(),
                List.of());
    }

    public Permit withStatus(PermitStatus newStatus, Instant at) {
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
                facts,
                alterations);
    }

    public Permit withAssessment(ObjectNode newAssessment) {
        return copy(application, category, Optional.of(newAssessment), actualStart, actualStop, modified, facts);
    }

    public Permit withActualDates(Optional<Instant> start, Optional<Instant> stop) {
        return copy(application, category, assessment, start, stop, modified, facts);
    }

    /** The permit as an alteration would have it. */
    public Permit withApplication(ObjectNode newApplication, String newCategory) {
        return copy(newApplication, newCategory, assessment, actualStart, actualStop, modified, facts);
    }

    /** With something new known of it. */
    public Permit withFacts(Instant at, Consumer<ObjectNode> change) {
        ObjectNode changed = facts.deepCopy();
        change.accept(changed);
        return copy(application, category, assessment, actualStart, actualStop, at, changed);
    }

    /** With this alteration added, or put in the place of the one with the same reference. */
    public Permit withAlteration(Alteration alteration, Instant at) {
        List<Alteration> all = new ArrayList<>(alterations);
        all.removeIf(a -> a.reference().equals(alteration.reference()));
        all.add(alteration);
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
                facts,
                all);
    }

    private Permit copy(
            ObjectNode newApplication,
            String newCategory,
            Optional<ObjectNode> newAssessment,
            Optional<Instant> newStart,
            Optional<Instant> newStop,
            Instant newModified,
            ObjectNode newFacts) {
        return new Permit(
                reference,
                newApplication,
                newCategory,
                status,
                newAssessment,
                newStart,
                newStop,
                created,
                newModified,
                statusChanged,
                everModificationRequested,
                newFacts,
                alterations);
    }

    public Optional<Alteration> alteration(String alterationReference) {
        return alterations.stream()
                .filter(a -> a.reference().equals(alterationReference))
                .findFirst();
    }

    public Optional<Instant> proposedStart() {
        return Json.instant(application, "proposed_start_date");
    }

    public Optional<Instant> proposedEnd() {
        return Json.instant(application, "proposed_end_date");
    }
}
