package uk.wayleave.sandbox.notices;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Entries;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.Calendar;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.works.Opening;

/** Section 58 (V6): a street that must not be dug up for some time, because it was just made new. */
public final class Section58Calls {
    private static final Map<String, Integer> MONTHS =
            Map.of("six_months", 6, "one_year", 12, "two_years", 24, "three_years", 36);
    private static final Map<String, List<String>> NEXT =
            Map.of("proposed", List.of("in_force", "cancelled"), "in_force", List.of("closed", "cancelled"));

    private final Parts parts;

    public Section58Calls(Parts parts) {
        this.parts = parts;
    }

    public Answer create(Call call) {
        if (!Opening.swaCode(call.body(), "highway_authority_swa_code").equals(call.organisation())) {
            return Answer.accessRestricted();
        }
        if (!Opening.isGeometry(call.body().path("section_58_coordinates"))) {
            return Answer.invalid("section_58_coordinates", "must be a GeoJSON geometry on the British National Grid");
        }
        ObjectNode said = Entries.sent(call);
        parts.gazetteer().byUsrn(said.path("usrn").asLong(0)).ifPresent(street -> {
            said.putIfAbsent("street_name", said.stringNode(street.name()));
            said.putIfAbsent("town", said.stringNode(street.town()));
            said.putIfAbsent("area_name", said.stringNode(street.area()));
        });
        said.putIfAbsent("street_name", said.stringNode("Unnamed street"));
        said.put("section_58_status", "proposed");
        said.put("status_change_date", Json.text(parts.archive().now()));
        sayEnd(said);
        Entry entry = Entry.made(
                Kind.SECTION_58,
                "S58-" + call.organisation() + "-" + parts.archive().nextNumber(),
                said,
                parts.archive().now(),
                call.account().emailAddress(),
                call.organisation());
        parts.archive().keep(entry);
        return Answer.created(Json.object().put("section_58_reference_number", entry.reference()));
    }

    private static void sayEnd(ObjectNode said) {
        int months = MONTHS.getOrDefault(Json.string(said, "restriction_duration", ""), 6);
        Instant start = Json.instant(said, "start_date").orElseThrow();
        said.put("end_date", Json.text(Calendar.start(Calendar.day(start).plusMonths(months))));
    }

    /** Any account may read any of them it has the reference of: they are on the map for all. */
    public Answer get(Call call) {
        return parts.archive()
                .entry(Kind.SECTION_58, call.at("section58ReferenceNumber"))
                .map(entry -> Answer.ok(parts.fit(
                        call, "work.Section58Response", parts.entryView().full(entry))))
                .orElseGet(() -> Answer.notFound("Section 58"));
    }

    public Answer updateStatus(Call call) {
        return parts.archive()
                .alone(() -> parts.archive()
                        .entry(Kind.SECTION_58, call.at("section58ReferenceNumber"))
                        .map(entry -> updated(call, entry))
                        .orElseGet(() -> Answer.notFound("Section 58")));
    }

    private Answer updated(Call call, Entry entry) {
        if (!entry.swaCode().equals(call.organisation())) {
            return Answer.accessRestricted();
        }
        String wanted = Entries.text(call, "status");
        String current = entry.text("section_58_status");
        if (!NEXT.getOrDefault(current, List.of()).contains(wanted)) {
            return Answer.invalid("status", "cannot be set to " + wanted + " while it is " + current);
        }
        if (wanted.equals("cancelled")
                && Entries.text(call, "cancellation_reason").isBlank()) {
            return Answer.invalid("cancellation_reason", "is required");
        }
        Instant now = parts.archive().now();
        parts.archive().keep(entry.saying(now, said -> {
            said.put("section_58_status", wanted);
            said.put("status_change_date", Json.text(now));
            Entries.take(said, call.body(), "cancellation_reason", "start_date");
            sayEnd(said);
        }));
        return Answer.noContent();
    }
}
