package uk.wayleave.sandbox.notices;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Entries;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.Calendar;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Event;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.record.WorksStatus;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.works.Opening;

/** Notices of works in private streets (V6): they open a works record that never has a permit. */
public final class PrivateStreetCalls {
    private final Parts parts;
    private final Entries entries;
    private final Opening opening;

    public PrivateStreetCalls(Parts parts) {
        this.parts = parts;
        this.entries = new Entries(parts);
        this.opening = new Opening(parts);
    }

    public Answer create(Call call) {
        Instant start = Json.instant(call.body(), "proposed_start_date").orElseThrow();
        Instant end = Json.instant(call.body(), "proposed_end_date").orElseThrow();
        if (end.isBefore(start)) {
            return Answer.invalid("proposed_end_date", "must not be before 'proposed_start_date'");
        }
        return opening.byPromoter(
                call,
                WorksStatus.PLANNED,
                works -> entries.withFiles(call, works, linked -> {
                    ObjectNode said = Entries.sent(call);
                    said.put("private_street_status", "issued");
                    said.put("calendar_day_duration", Calendar.days(start, end));
                    said.put("working_day_duration", Calendar.workingDays(start, end));
                    Entry notice = entries.made(call, linked, Kind.PRIVATE_STREET_NOTICE, said);
                    Event event = Event.of(
                            "private_street_notice_issued",
                            "private_street",
                            notice.reference(),
                            "Private street notice issued");
                    return entries.added(call, linked, notice, event, "work.PrivateStreetNoticeCreateResponse");
                }));
    }

    public Answer get(Call call) {
        return parts.ownEntry(
                call,
                Kind.PRIVATE_STREET_NOTICE,
                "privateStreetReferenceNumber",
                "Private street notice",
                "work.PrivateStreetNoticeResponse");
    }

    public Answer cancel(Call call) {
        String reason = Entries.text(call, "cancellation_reason");
        return parts.changeAsPromoter(
                call,
                works -> Parts.withEntry(
                        works,
                        Kind.PRIVATE_STREET_NOTICE,
                        call.at("privateStreetReferenceNumber"),
                        "Private street notice",
                        notice -> notice.text("private_street_status").equals("cancelled")
                                ? Outcome.refused("The notice is cancelled already")
                                : entries.changed(
                                        works.withStatus(WorksStatus.CANCELLED),
                                        notice,
                                        Event.of(
                                                "private_street_notice_cancelled",
                                                "private_street",
                                                notice.reference(),
                                                reason),
                                        said -> said.put("private_street_status", "cancelled")
                                                .put("cancellation_reason", reason))));
    }
}
