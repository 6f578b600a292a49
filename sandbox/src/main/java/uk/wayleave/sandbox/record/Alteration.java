package uk.wayleave.sandbox.record;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change that was asked for to a permit.
 *
 * @param reference {@code {permit reference}-CR-01} and so on; the form is ours, DfT does not document it
 * @param request as it was sent
 * @param original the permit as it was when the change was asked for
 * @param status Street Manager's code, for instance {@code submitted}
 * @param type Street Manager's code, for instance {@code PROMOTER_CHANGE_REQUEST}
 * @param created when it was asked for
 * @param statusChanged when its status last changed
 * @param assessment as the highway authority sent it; empty while not assessed
 * @param facts what has come to it beside, in the words of Street Manager's answer
 */
public record Alteration(
        String reference,
        ObjectNode request,
        Permit original,
        String status,
        String type,
        Instant created,
        Instant statusChanged,
        Optional<ObjectNode> assessment,
        ObjectNode facts) {

    public Alteration assessed(String newStatus, ObjectNode newAssessment, Instant at) {
        return new Alteration(
                reference, request, original, newStatus, type, created, at, Optional.of(newAssessment), facts);
    }

    /** With something new known of it. */
    public Alteration withFacts(Consumer<ObjectNode> change) {
        ObjectNode changed = facts.deepCopy();
        change.accept(changed);
        return new Alteration(reference, request, original, status, type, created, statusChanged, assessment, changed);
    }

    public Permit proposed() {
        return original.withApplication(request, original.category());
    }
}
