package uk.wayleave.sandbox.notices;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Entries;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Event;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Labels;

/**
 * Section 74: what overrunning works cost. The money in it is seen only by accounts that have the role
 * {@code StreetWorksAdmin} beside their own (DfT's role table).
 */
public final class Section74Calls {
    private static final List<String> MONEY =
            List.of("draft_invoice_amount", "draft_invoice_reference", "final_agreed_amount", "invoice_reference");
    private static final Map<String, String> PROMOTER_EVENTS = Map.of(
            "acknowledge_overrun_warning", "section_74_warning_acknowledged",
            "site_visited_and_rectified", "section_74_site_visited_and_rectified",
            "warning_disputed", "section_74_warning_disputed",
            "acknowledge_draft_invoice", "section_74_draft_invoice_acknowledged",
            "charge_under_review", "section_74_charge_under_review",
            "charge_agreed", "section_74_charge_agreed");

    private final Parts parts;
    private final Entries entries;

    public Section74Calls(Parts parts) {
        this.parts = parts;
        this.entries = new Entries(parts);
    }

    public Answer create(Call call) {
        return parts.changeAsAuthority(call, works -> {
            if (works.permit(Entries.text(call, "permit_reference_number")).isEmpty()) {
                return Outcome.refused(Answer.invalid("permit_reference_number", "is not a permit of these works"));
            }
            return entries.withFiles(call, works, linked -> {
                ObjectNode said = Entries.sent(call);
                said.put("ha_status", "warning_issued");
                said.put("latest_ha_response_date", Json.text(parts.archive().now()));
                Entry warning = entries.made(call, linked, Kind.SECTION_74, said);
                Event event = Event.of(
                                "section_74_warning_issued",
                                "section_74",
                                warning.reference(),
                                "Overrun warning issued")
                        .under(Entries.text(call, "permit_reference_number"));
                return entries.added(call, withFollowUp(call, linked), warning, event, "work.Section74CreateResponse");
            });
        });
    }

    private Works withFollowUp(Call call, Works works) {
        if (!Json.flag(call.body(), "schedule_follow_up_inspection")
                || !call.body().hasNonNull("reinspection_date")) {
            return works;
        }
        ObjectNode said = Json.object()
                .put("inspection_type", "live_site")
                .put("inspection_date", Entries.text(call, "reinspection_date"))
                .put("inspection_status", "scheduled")
                .put("inspection_response_type", "reinspection");
        Entries.take(said, call.body(), "reinspection_date_time");
        return works.withEntry(entries.made(call, works, Kind.SCHEDULED_INSPECTION, said));
    }

    public Answer get(Call call) {
        return parts.own(
                call,
                works -> works.entry(Kind.SECTION_74, call.at("section74ReferenceNumber"))
                        .map(entry -> {
                            ObjectNode said = parts.entryView().full(works, entry);
                            if (!call.account().streetWorksAdmin()) {
                                said.remove(MONEY);
                            }
                            return Answer.ok(parts.fit(call, "work.Section74Response", said));
                        })
                        .orElseGet(() -> Answer.notFound("Section 74")));
    }

    public Answer updateByAuthority(Call call) {
        return parts.changeAsAuthority(
                call,
                works -> withSection74(call, works, entry -> {
                    String status = Entries.text(call, "status");
                    if (status.equals("draft_invoice_issued")
                            && !call.body().path("draft_invoice_amount").isNumber()) {
                        return Outcome.refused(Answer.invalid("draft_invoice_amount", "is required"));
                    }
                    return entries.changed(works, entry, event(entry, "section_74_" + status, status), said -> {
                        said.put("ha_status", status);
                        said.put(
                                "latest_ha_response_date",
                                Json.text(parts.archive().now()));
                        Entries.take(said, call.body(), "site_cleared_date");
                        MONEY.forEach(money -> Entries.take(said, call.body(), money));
                        Entries.rename(
                                said,
                                call.body(),
                                Map.of(
                                        "additional_details", "latest_ha_additional_details",
                                        "number_of_days_overrun", "ha_response_number_of_days_overrun",
                                        "reason_for_dispute", "ha_reason_for_dispute"));
                    });
                }));
    }

    public Answer updateByPromoter(Call call) {
        return parts.changeAsPromoter(
                call,
                works -> withSection74(call, works, entry -> {
                    String status = Entries.text(call, "status");
                    String code = PROMOTER_EVENTS.getOrDefault(status, "section_74_" + status);
                    return entries.changed(works, entry, event(entry, code, status), said -> {
                        said.put("promoter_status", status);
                        said.put(
                                "latest_promoter_response_date",
                                Json.text(parts.archive().now()));
                        Entries.take(said, call.body(), "site_visited_date");
                        Entries.rename(
                                said,
                                call.body(),
                                Map.of(
                                        "additional_details", "latest_promoter_additional_details",
                                        "reason_for_dispute", "promoter_reason_for_dispute"));
                    });
                }));
    }

    private interface OfSection74 {
        Outcome outcome(Entry entry);
    }

    /** What is over cannot be answered any more. */
    private static Outcome withSection74(Call call, Works works, OfSection74 change) {
        return Parts.withEntry(
                works,
                Kind.SECTION_74,
                call.at("section74ReferenceNumber"),
                "Section 74",
                entry -> List.of("resolved", "withdrawn").contains(entry.text("ha_status"))
                        ? Outcome.refused("The Section 74 is " + entry.text("ha_status") + " already")
                        : change.outcome(entry));
    }

    private static Event event(Entry entry, String code, String status) {
        return Event.of(code, "section_74", entry.reference(), Labels.of(status))
                .under(entry.text("permit_reference_number"));
    }
}
