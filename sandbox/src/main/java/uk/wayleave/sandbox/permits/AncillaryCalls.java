package uk.wayleave.sandbox.permits;

import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Entries;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Event;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;

/** What stands in the street beside the works of a permit (V6): signals, welfare cabins, compounds. */
public final class AncillaryCalls {
    private final Parts parts;
    private final Entries entries;

    public AncillaryCalls(Parts parts) {
        this.parts = parts;
        this.entries = new Entries(parts);
    }

    public Answer create(Call call) {
        return parts.changeAsPromoter(
                call,
                works -> PermitCalls.changed(works, call, permit -> {
                    ObjectNode said = Entries.sent(call);
                    said.put("permit_reference_number", permit.reference());
                    said.put("ancillary_info_status", "added");
                    Entry info = entries.made(call, works, Kind.ANCILLARY_INFO, said);
                    return entries.added(
                            call,
                            works,
                            info,
                            Event.of(
                                            "ancillary_info_added",
                                            PermitCalls.object(permit),
                                            permit.reference(),
                                            Entries.text(call, "ancillary_info_description"))
                                    .under(permit.reference()),
                            "work.CreateAncillaryInfoResponse");
                }));
    }

    /** Any account may read it, as it may the permit it belongs to. */
    public Answer get(Call call) {
        return parts.any(
                call,
                works -> works.entry(Kind.ANCILLARY_INFO, call.at("ancillaryInformationReferenceNumber"))
                        .map(info -> Answer.ok(parts.fit(
                                call,
                                "work.AncillaryInfoResponse",
                                parts.entryView().full(works, info))))
                        .orElseGet(() -> Answer.notFound("Ancillary information")));
    }

    public Answer remove(Call call) {
        return parts.changeAsPromoter(
                call,
                works -> Parts.withEntry(
                        works,
                        Kind.ANCILLARY_INFO,
                        call.at("ancillaryInformationReferenceNumber"),
                        "Ancillary information",
                        info -> {
                            if (info.text("ancillary_info_status").equals("removed")) {
                                return Outcome.refused("The ancillary information is removed already");
                            }
                            String reason = Entries.text(call, "ancillary_info_removal_reason");
                            Entry removed = info.saying(
                                    parts.archive().now(),
                                    said -> said.put("ancillary_info_status", "removed")
                                            .put("ancillary_info_removal_reason", reason)
                                            .put(
                                                    "date_removed",
                                                    Json.text(parts.archive().now())));
                            return new Outcome.Changed(
                                    works.changingEntry(removed),
                                    Event.of(
                                                    "ancillary_info_removed",
                                                    "permit",
                                                    info.text("permit_reference_number"),
                                                    reason)
                                            .under(info.text("permit_reference_number")),
                                    Answer.ok(Json.object().put("ancillary_info_reference_number", info.reference())));
                        }));
    }
}
