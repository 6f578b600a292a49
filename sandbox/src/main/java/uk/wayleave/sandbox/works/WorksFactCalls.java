package uk.wayleave.sandbox.works;

import java.util.function.BiFunction;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.Event;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.record.Permit;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.view.PermitView;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;

/** What a promoter says of its works as they go on. Street Manager shows most of it with the permit in force. */
public final class WorksFactCalls {
    private final Parts parts;

    public WorksFactCalls(Parts parts) {
        this.parts = parts;
    }

    public Answer finalReinstatement(Call call) {
        return say(call, "final_reinstatement", "final_reinstatement_updated", "Final reinstatement");
    }

    public Answer excavation(Call call) {
        return say(call, "excavation_carried_out", "excavation_carried_out_updated", "Excavation carried out");
    }

    private Answer say(Call call, String member, String event, String words) {
        boolean yes = Json.flag(call.body(), member);
        return withPermit(
                call,
                (works, permit) -> new Outcome.Changed(
                        works.changingPermit(
                                permit.reference(),
                                p -> p.withFacts(parts.archive().now(), facts -> facts.put(member, yes))),
                        Event.of(event, "work", works.reference(), words + (yes ? ": yes" : ": no")),
                        Answer.noContent()));
    }

    private Answer withPermit(Call call, BiFunction<Works, Permit, Outcome> change) {
        return parts.changeAsPromoter(
                call,
                works -> works.activePermit()
                        .map(permit -> change.apply(works, permit))
                        .orElseGet(() -> Outcome.refused("The works have no permit")));
    }

    /** V3. */
    public Answer inspectionUnits(Call call) {
        int units = call.body().path("inspection_units").asInt(0);
        return parts.changeAsPromoter(
                call,
                works -> new Outcome.Changed(
                        works.withInspectionUnits(units),
                        Event.of("inspection_units_logged", "work", works.reference(), "Inspection units: " + units),
                        Answer.noContent()));
    }

    /** V6: the permit the works began with. */
    public Answer earliestPermit(Call call) {
        return parts.own(
                call,
                works -> works.permits().stream()
                        .findFirst()
                        .<ObjectNode>map(PermitView::summary)
                        .map(said -> Answer.ok(parts.fit(call, "work.PermitSummaryResponse", said)))
                        .orElseGet(() -> Answer.notFound("Permit")));
    }
}
