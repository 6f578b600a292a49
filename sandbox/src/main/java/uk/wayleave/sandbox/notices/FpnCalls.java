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
import uk.wayleave.sandbox.record.WorksStatus;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Labels;
import uk.wayleave.sandbox.works.Opening;

/** Fixed penalty notices: issued by the authority, accepted or disputed by the promoter, paid or withdrawn. */
public final class FpnCalls {
    private static final Map<String, List<String>> NEXT_OF_AUTHORITY = Map.of(
            "issued", List.of("paid", "paid_discounted", "withdrawn"),
            "accepted", List.of("paid", "paid_discounted", "withdrawn"),
            "disputed", List.of("paid", "paid_discounted", "withdrawn"));
    private static final Map<String, List<String>> NEXT_OF_PROMOTER =
            Map.of("issued", List.of("accepted", "disputed"), "disputed", List.of("accepted"));

    private final Parts parts;
    private final Entries entries;
    private final Opening opening;

    public FpnCalls(Parts parts) {
        this.parts = parts;
        this.entries = new Entries(parts);
        this.opening = new Opening(parts);
    }

    public Answer create(Call call) {
        return parts.changeAsAuthority(call, works -> issued(call, works, "work.FPNCreateResponse"));
    }

    /** On works from before Street Manager: the notice opens their record. */
    public Answer createHistoric(Call call) {
        return opening.byAuthority(
                call, WorksStatus.HISTORICAL, works -> issued(call, works, "work.HistoricFPNCreateResponse"));
    }

    private Outcome issued(Call call, Works works, String shape) {
        String permit = Entries.text(call, "permit_reference_number");
        if (!permit.isEmpty() && works.permit(permit).isEmpty()) {
            return Outcome.refused(Answer.invalid("permit_reference_number", "is not a permit of these works"));
        }
        return entries.withFiles(call, works, linked -> {
            String now = Json.text(parts.archive().now());
            ObjectNode said = Entries.sent(call);
            said.set("fpn_offence_type", said.path("offence_code"));
            said.put("fpn_status", "issued");
            said.put("issue_date_time", now);
            said.put("status_changed_date", now);
            said.put("location", works.place().street() + ", " + works.place().town());
            Entry fpn = entries.made(call, linked, Kind.FPN, said);
            Event event =
                    Event.of("fpn_submitted", "fpn", fpn.reference(), Labels.of(Entries.text(call, "offence_code")));
            return entries.added(call, linked, fpn, event, shape);
        });
    }

    public Answer get(Call call) {
        return parts.ownEntry(call, Kind.FPN, "fpnReferenceNumber", "Fixed penalty notice", "work.FPNResponse");
    }

    public Answer updateStatus(Call call) {
        return parts.changeAsEither(
                call,
                works -> Parts.withEntry(
                        works,
                        Kind.FPN,
                        call.at("fpnReferenceNumber"),
                        "Fixed penalty notice",
                        fpn -> updated(call, works, fpn)));
    }

    private Outcome updated(Call call, Works works, Entry fpn) {
        String wanted = Entries.text(call, "fpn_status");
        String current = fpn.text("fpn_status");
        boolean byAuthority = parts.access().governs(call.account(), works);
        List<String> next = (byAuthority ? NEXT_OF_AUTHORITY : NEXT_OF_PROMOTER).getOrDefault(current, List.of());
        if (!next.contains(wanted)) {
            return Outcome.refused(Answer.invalid(
                    "fpn_status", "cannot be set to " + wanted + " by the caller while it is " + current));
        }
        String verb = wanted.equals("paid_discounted") ? "paid" : wanted;
        return entries.changed(
                works,
                fpn,
                Event.of("fpn_" + verb, "fpn", fpn.reference(), Entries.text(call, "status_reason")),
                said -> said.put("fpn_status", wanted)
                        .put("status_changed_date", Json.text(parts.archive().now())));
    }

    public Answer delete(Call call) {
        return parts.changeAsAuthority(
                call,
                works -> Parts.withEntry(
                        works,
                        Kind.FPN,
                        call.at("fpnReferenceNumber"),
                        "Fixed penalty notice",
                        fpn -> new Outcome.Changed(
                                works.withoutEntry(fpn),
                                Event.of("fpn_deleted", "fpn", fpn.reference(), "Fixed penalty notice deleted"),
                                Answer.noContent())));
    }
}
