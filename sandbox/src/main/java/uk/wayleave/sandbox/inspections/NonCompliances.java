package uk.wayleave.sandbox.inspections;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Entries;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Event;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.view.PermitView;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Labels;

/**
 * What does not comply (V6): a failed inspection issues it, later inspections and permits are linked to it, authority and
 * promoter answer each other until it is resolved or withdrawn. DfT's files do not say who issues it; that a failed
 * inspection does is inferred from the answer of the call that records one.
 */
public final class NonCompliances {
    private final Parts parts;
    private final Entries entries;

    public NonCompliances(Parts parts) {
        this.parts = parts;
        this.entries = new Entries(parts);
    }

    /** Works with an inspection in them, and with what does not comply where there is such. */
    record Linked(Works works, Entry inspection, List<Event> events) {}

    Linked linked(Call call, Works works, Entry inspection, boolean failed) {
        Optional<Entry> known = works.entry(Kind.NON_COMPLIANCE, Entries.text(call, "non_compliance_reference_number"));
        if (known.isEmpty() && !failed) {
            return new Linked(works.withEntry(inspection), inspection, List.of());
        }
        List<Event> events = new ArrayList<>();
        Entry nonCompliance = known.orElseGet(() -> issued(call, works));
        if (known.isEmpty()) {
            events.add(event(nonCompliance, "non_compliance_issued", "Non-compliance issued"));
        }
        events.add(Event.of(
                        "inspection_linked_to_non_compliance",
                        "inspection",
                        inspection.reference(),
                        "Inspection linked to " + nonCompliance.reference())
                .under(nonCompliance.reference()));
        Entry referring = inspection.saying(
                inspection.created(), said -> said.put("non_compliance_reference_number", nonCompliance.reference()));
        Works now = works.withEntry(referring);
        return new Linked(known.isPresent() ? now : now.withEntry(nonCompliance), referring, events);
    }

    private Entry issued(Call call, Works works) {
        String now = Json.text(parts.archive().now());
        ObjectNode said = Json.object()
                .put("non_compliance_status", "issued")
                .put("non_compliance_date", now)
                .put("ha_response_status", "issued")
                .put("ha_response_update_date", now);
        return entries.made(call, works, Kind.NON_COMPLIANCE, said);
    }

    private static Event event(Entry nonCompliance, String code, String details) {
        return Event.of(code, "non_compliance", nonCompliance.reference(), details);
    }

    public Answer get(Call call) {
        return parts.own(
                call,
                works -> works.entry(Kind.NON_COMPLIANCE, call.at("nonComplianceReferenceNumber"))
                        .map(entry -> Answer.ok(parts.fit(call, "work.NonComplianceResponse", full(works, entry))))
                        .orElseGet(() -> Answer.notFound("Non-compliance")));
    }

    private ObjectNode full(Works works, Entry nonCompliance) {
        ObjectNode said = parts.entryView().full(works, nonCompliance);
        List<Entry> inspections = works.entries(Kind.INSPECTION).stream()
                .filter(inspection ->
                        inspection.text("non_compliance_reference_number").equals(nonCompliance.reference()))
                .toList();
        ArrayNode linked = said.putArray("linked_inspections");
        inspections.forEach(inspection -> linked.add(parts.entryView().full(works, inspection)));
        if (!inspections.isEmpty()) {
            said.set("latest_inspection", parts.entryView().full(works, inspections.getLast()));
        }
        ArrayNode permits = said.putArray("linked_permits");
        works.permits().stream()
                .filter(permit -> Json.string(
                                permit.facts().path("linked_non_compliance"), "non_compliance_reference_number", "")
                        .equals(nonCompliance.reference()))
                .forEach(permit -> permits.add(PermitView.summary(permit)));
        return said;
    }

    public Answer answer(Call call) {
        return parts.changeAsEither(
                call,
                works -> Parts.withEntry(
                        works,
                        Kind.NON_COMPLIANCE,
                        call.at("nonComplianceReferenceNumber"),
                        "Non-compliance",
                        nonCompliance ->
                                nonCompliance.text("non_compliance_status").equals("issued")
                                        ? answered(call, works, nonCompliance)
                                        : Outcome.refused("The non-compliance is "
                                                + nonCompliance.text("non_compliance_status") + " already")));
    }

    private Outcome answered(Call call, Works works, Entry nonCompliance) {
        String status = Entries.text(call, "non_compliance_response_status");
        boolean byAuthority = parts.access().governs(call.account(), works);
        boolean closes = status.equals("withdrawn") || status.equals("works_completed_and_passed");
        if ((closes && !byAuthority) || status.equals("issued")) {
            return Outcome.refused(Answer.invalid("non_compliance_response_status", "is not the caller's to set"));
        }
        String side = byAuthority ? "ha" : "promoter";
        return entries.changed(
                works, nonCompliance, event(nonCompliance, "non_compliance_" + status, Labels.of(status)), said -> {
                    said.put(side + "_response_status", status);
                    said.put(
                            side + "_response_update_date",
                            Json.text(parts.archive().now()));
                    said.put(side + "_response_additional_details", Entries.text(call, "response_details"));
                    Json.string(call.body(), "jsm_suggested_date")
                            .ifPresent(at -> said.put(side + "_response_jsm_date", at));
                    sayMeeting(said, call, status);
                    if (closes) {
                        said.put("non_compliance_status", status.equals("withdrawn") ? "withdrawn" : "resolved");
                    }
                });
    }

    /** A joint site meeting is suggested by one side and agreed to by the other. */
    private static void sayMeeting(ObjectNode said, Call call, String status) {
        switch (status) {
            case "joint_site_meeting_suggested" -> {
                said.put("jsm_status", "awaiting_agreement");
                said.put("jsm_requested_by", call.account().emailAddress());
                Entries.rename(said, call.body(), Map.of("jsm_suggested_date", "jsm_suggested_time"));
            }
            case "will_attend_joint_site_meeting", "accept_suggestion" ->
                said.put("jsm_status", "date_and_time_agreed");
            case "joint_site_meeting_not_needed" -> said.put("jsm_status", "jsm_not_needed");
            default -> {}
        }
    }

    public Answer linkPermit(Call call) {
        String reference = Entries.text(call, "non_compliance_reference_number");
        return parts.changeAsPromoter(
                call,
                works -> Parts.withEntry(
                        works,
                        Kind.NON_COMPLIANCE,
                        reference,
                        "Non-compliance",
                        nonCompliance -> works.permit(call.permit())
                                .<Outcome>map(permit -> new Outcome.Changed(
                                        works.changingPermit(
                                                permit.reference(),
                                                p -> p.withFacts(
                                                        parts.archive().now(),
                                                        facts -> facts.set(
                                                                "linked_non_compliance",
                                                                parts.entryView()
                                                                        .full(nonCompliance)))),
                                        Event.of(
                                                        "permit_linked_to_non_compliance",
                                                        "permit",
                                                        permit.reference(),
                                                        "Permit linked to " + reference)
                                                .under(reference),
                                        Answer.noContent()))
                                .orElseGet(() -> Outcome.notFound("Permit"))));
    }
}
