package uk.wayleave.sandbox.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.Alteration;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.Permit;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.record.WorksStatus;
import uk.wayleave.sandbox.view.PermitView;
import uk.wayleave.sandbox.wire.Json;

/** The rows of a works' permits and of their alterations, for every list that shows them. */
public final class PermitRows {
    private static final Set<String> HIGH_IMPACT = Set.of(
            "road_closure", "contra_flow", "lane_closure", "multi_way_signals", "two_way_signals", "convoy_workings");

    private final Parts parts;

    public PermitRows(Parts parts) {
        this.parts = parts;
    }

    public List<ObjectNode> permits(Works works) {
        return parts.rows(
                "permits",
                works,
                () -> works.permits().stream()
                        .map(permit -> permit(works, permit))
                        .toList());
    }

    private ObjectNode permit(Works works, Permit permit) {
        ObjectNode said = parts.entryView().context(works);
        said.setAll(parts.permitView().full(works, permit));
        said.set("location_description", said.path("works_location_description"));
        said.set("status", said.path("permit_status"));
        said.set("start_date", said.path("proposed_start_date"));
        said.set("end_date", said.path("proposed_end_date"));
        permit.actualStop().ifPresent(at -> said.put("actual_end_date", Json.text(at)));
        said.put("status_changed_date", Json.text(permit.statusChanged()));
        said.put("assessment_status_changed_date", Json.text(permit.statusChanged()));
        said.put(
                "is_active_permit",
                works.activePermit()
                        .filter(p -> p.reference().equals(permit.reference()))
                        .isPresent());
        said.put("has_no_final_reinstatement", !hasFinalReinstatement(works, permit));
        said.put("is_high_impact_traffic_management", isHighImpact(said));
        sayLaneRental(said, permit);
        said.put("row_key", permit.reference());
        return said;
    }

    private static boolean isHighImpact(ObjectNode said) {
        return HIGH_IMPACT.contains(Json.string(said, "traffic_management_type", ""));
    }

    private static boolean hasFinalReinstatement(Works works, Permit permit) {
        return works.status() != WorksStatus.COMPLETED
                || Json.flag(permit.facts(), "final_reinstatement")
                || works.entries(Kind.SITE).stream()
                        .anyMatch(site -> site.text("site_status").equals("permanent"));
    }

    private static void sayLaneRental(ObjectNode said, Permit permit) {
        String outcome = Json.string(permit.facts(), "lane_rental_assessment_outcome", "");
        said.put(
                "lane_rental_charges_not_agreed",
                outcome.equals("chargeable") && !Json.flag(permit.facts(), "lane_rental_assessment_charges_agreed"));
        said.put("lane_rental_charges_potentially_apply", outcome.equals("potentially_chargeable"));
    }

    public List<ObjectNode> alterations(Works works) {
        return parts.rows("alterations", works, () -> {
            List<ObjectNode> rows = new ArrayList<>();
            for (Permit permit : works.permits()) {
                permit.alterations().forEach(alteration -> rows.add(alteration(works, permit, alteration)));
            }
            return rows;
        });
    }

    private ObjectNode alteration(Works works, Permit permit, Alteration alteration) {
        ObjectNode said = permit(works, permit);
        said.setAll(PermitView.alterationSummary(alteration));
        said.setAll(alteration.facts());
        said.put("alteration_reference_number", alteration.reference());
        said.set("proposed_start_date", alteration.request().path("proposed_start_date"));
        said.set("proposed_end_date", alteration.request().path("proposed_end_date"));
        said.put("status_changed_date", Json.text(alteration.statusChanged()));
        said.put(
                "is_duration_extension",
                Json.string(alteration.request(), "proposed_end_date", "")
                                .compareTo(Json.string(alteration.original().application(), "proposed_end_date", ""))
                        > 0);
        said.put("row_key", alteration.reference());
        return said;
    }
}
