package uk.wayleave.sandbox.permits;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Entries;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.Event;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.record.Permit;
import uk.wayleave.sandbox.record.PermitStatus;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.record.WorksStatus;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Labels;

/** What authority and promoter say of a permit beside application and assessment. */
public final class PermitFactCalls {
    private final Parts parts;

    public PermitFactCalls(Parts parts) {
        this.parts = parts;
    }

    private Outcome known(Works works, Permit permit, Event event, Consumer<ObjectNode> change) {
        return new Outcome.Changed(
                works.changingPermit(
                        permit.reference(), p -> p.withFacts(parts.archive().now(), change)),
                event,
                Answer.noContent());
    }

    private Answer asAuthority(Call call, BiFunction<Works, Permit, Outcome> change) {
        return parts.changeAsAuthority(
                call, works -> PermitCalls.changed(works, call, permit -> change.apply(works, permit)));
    }

    public Answer discount(Call call) {
        double discount = call.body().path("assessment_discount").asDouble(-1);
        if (discount < 0 || discount > 100) {
            return Answer.invalid("assessment_discount", "must be a percentage");
        }
        return asAuthority(
                call,
                (works, permit) -> known(
                        works,
                        permit,
                        PermitCalls.event(permit, "discount_updated", "Discount of " + discount + " per cent"),
                        facts ->
                                Entries.take(facts, call.body(), "assessment_discount", "assessment_discount_reason")));
    }

    public Answer laneRental(Call call) {
        String outcome = Entries.text(call, "outcome");
        return asAuthority(
                call,
                (works, permit) -> known(
                        works,
                        permit,
                        Event.of(
                                "lane_rental_assessed",
                                PermitCalls.object(permit),
                                permit.reference(),
                                "Lane rental: " + Labels.of(outcome)),
                        facts -> {
                            facts.put("is_lane_rental", true);
                            Entries.rename(
                                    facts,
                                    call.body(),
                                    Map.of(
                                            "outcome", "lane_rental_assessment_outcome",
                                            "additional_details", "lane_rental_assessment_additional_details",
                                            "charge_band", "lane_rental_assessment_charge_band",
                                            "chargeable_days", "lane_rental_assessment_chargeable_days",
                                            "charges_agreed", "lane_rental_assessment_charges_agreed"));
                        }));
    }

    public Answer acknowledgeHs2(Call call) {
        return asAuthority(
                call,
                (works, permit) -> known(
                        works,
                        permit,
                        Event.of(
                                "permit_hs2_acknowledged",
                                PermitCalls.object(permit),
                                permit.reference(),
                                "HS2 acknowledged"),
                        facts -> {
                            Entries.take(facts, call.body(), "hs2_acknowledged");
                            facts.put(
                                    "hs2_acknowledged_date_time",
                                    Json.text(parts.archive().now()));
                        }));
    }

    /** V6: tells the promoter that the authority has begun to look at the application. */
    public Answer underAssessment(Call call) {
        return asAuthority(
                call,
                (works, permit) -> permit.status() == PermitStatus.SUBMITTED
                        ? new Outcome.Changed(
                                works.changingPermit(
                                        permit.reference(),
                                        p -> p.withStatus(
                                                PermitStatus.UNDER_ASSESSMENT,
                                                parts.archive().now())),
                                Event.of(
                                        "permit_under_assessment",
                                        PermitCalls.object(permit),
                                        permit.reference(),
                                        "Under assessment"),
                                Answer.noContent())
                        : Outcome.refused("The permit is " + permit.status().code()));
    }

    /** V6: what traffic management there is now, which may be less than the permit allows. */
    public Answer currentTrafficManagement(Call call) {
        return parts.changeAsPromoter(
                call,
                works -> PermitCalls.changed(
                        works,
                        call,
                        permit -> works.status() == WorksStatus.IN_PROGRESS
                                ? known(
                                        works,
                                        permit,
                                        Event.of(
                                                "current_traffic_management_type_updated",
                                                PermitCalls.object(permit),
                                                permit.reference(),
                                                Labels.of(Entries.text(call, "current_traffic_management_type"))),
                                        facts -> {
                                            Entries.take(
                                                    facts,
                                                    call.body(),
                                                    "current_traffic_management_type",
                                                    "current_traffic_management_emergency_contact_name",
                                                    "current_traffic_management_emergency_contact_number");
                                            facts.put(
                                                    "current_traffic_management_update_date",
                                                    Json.text(parts.archive().now()));
                                        })
                                : Outcome.refused("The works are not in progress")));
    }
}
