package uk.wayleave.sandbox.inspections;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
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
import uk.wayleave.sandbox.record.WorksStatus;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Labels;
import uk.wayleave.sandbox.works.Opening;

/** Inspections by the highway authority: recorded, withdrawn, deleted, answered; and those that are due. */
public final class InspectionCalls {
    private static final Set<String> FAILED = Set.of("failed_low", "failed_high", "failed");
    private static final Map<String, String> EVENTS = Map.of(
            "passed", "inspection_passed",
            "failed_low", "inspection_failed",
            "failed_high", "inspection_failed",
            "failed", "inspection_failed",
            "unable_to_complete_inspection", "inspection_unable_to_carry_out",
            "further_inspections_required", "inspection_further_required");

    private final Parts parts;
    private final Entries entries;
    private final Opening opening;

    public InspectionCalls(Parts parts) {
        this.parts = parts;
        this.entries = new Entries(parts);
        this.opening = new Opening(parts);
    }

    public Answer create(Call call) {
        return parts.changeAsAuthority(call, works -> recorded(call, works, "work.InspectionCreateResponse"));
    }

    /** Of works from before Street Manager: the inspection opens their record. */
    public Answer createHistoric(Call call) {
        return opening.byAuthority(
                call, WorksStatus.HISTORICAL, works -> recorded(call, works, "work.HistoricInspectionCreateResponse"));
    }

    private Outcome recorded(Call call, Works works, String shape) {
        return entries.withFiles(call, works, linked -> {
            ObjectNode said = Entries.sent(call);
            said.put("inspection_status", "recorded");
            said.put("inspection_response_type", "inspection");
            said.put("is_auto_accepted", false);
            said.set("inspection_date", said.path("inspection_start_date"));
            said.set("failure_reason_details", failures(linked, said.path("failure_reason_details")));
            Entry inspection = entries.made(call, linked, Kind.INSPECTION, said);
            NonCompliances.Linked nonCompliance =
                    new NonCompliances(parts).linked(call, linked, inspection, isFailed(said));
            List<Event> events = Entries.events(event(inspection), nonCompliance.events());
            Works now = nonCompliance.works();
            Optional<Entry> due = reinspection(call, now);
            if (due.isPresent()) {
                now = now.withEntry(due.get());
                events.add(scheduled(due.get()));
            }
            now = withoutSample(now, said, events);
            ObjectNode answer = parts.entryView().full(now, nonCompliance.inspection());
            return new Outcome.Changed(now, events, Answer.created(parts.fit(call, shape, answer)));
        });
    }

    private static boolean isFailed(ObjectNode said) {
        return FAILED.contains(Json.string(said, "inspection_outcome", ""));
    }

    /** Requests name sites, answers describe them. */
    private static ArrayNode failures(Works works, JsonNode sent) {
        ArrayNode failures = Json.array();
        for (JsonNode one : sent) {
            ObjectNode failure = one.deepCopy().asObject();
            ArrayNode sites = failure.putArray("sites");
            works.entries(Kind.SITE).stream()
                    .filter(site -> names(one.path("site_reference_numbers"), site.reference())
                            || names(
                                    one.path("site_numbers"),
                                    site.said().path("site_number").asString()))
                    .forEach(site -> sites.addObject()
                            .put("site_reference_number", site.reference())
                            .put("site_description", site.text("site_description"))
                            .set("site_number", site.said().path("site_number")));
            failures.add(failure);
        }
        return failures;
    }

    private static boolean names(JsonNode list, String text) {
        return list.valueStream().anyMatch(one -> one.asString().equals(text));
    }

    private static Event event(Entry inspection) {
        String outcome = inspection.text("inspection_outcome");
        return Event.of(
                EVENTS.getOrDefault(outcome, "inspection_" + outcome),
                "inspection",
                inspection.reference(),
                Labels.of(inspection.text("inspection_type")) + " inspection: " + Labels.of(outcome));
    }

    private Optional<Entry> reinspection(Call call, Works works) {
        Optional<String> date = Json.string(call.body(), "reinspection_date");
        return date.map(at -> {
            ObjectNode said = Json.object();
            said.put("inspection_date", at);
            Entries.take(said, call.body(), "reinspection_date_time", "inspection_type", "inspection_category");
            Entries.rename(
                    said,
                    call.body(),
                    Map.of("reinspection_type", "inspection_type", "reinspection_category", "inspection_category"));
            return due(call, works, said);
        });
    }

    private Entry due(Call call, Works works, ObjectNode said) {
        said.put("inspection_status", "scheduled");
        said.put("inspection_response_type", "reinspection");
        return entries.made(call, works, Kind.SCHEDULED_INSPECTION, said);
    }

    private static Event scheduled(Entry due) {
        return Event.of(
                "scheduled_inspection_created", "scheduled_inspection", due.reference(), "Inspection scheduled");
    }

    /** An inspection of the category a sample was picked for is that sample's inspection. */
    private static Works withoutSample(Works works, ObjectNode said, List<Event> events) {
        String category = Json.string(said, "inspection_category", "");
        Optional<Entry> sample = works.entries(Kind.SAMPLE_INSPECTION).stream()
                .filter(entry -> entry.text("inspection_category").equals(category))
                .findFirst();
        sample.ifPresent(entry -> events.add(Event.of(
                "sample_inspection_completed", "sample_inspection", entry.reference(), "Sample inspection completed")));
        return sample.map(works::withoutEntry).orElse(works);
    }

    public Answer get(Call call) {
        return parts.ownEntry(
                call, Kind.INSPECTION, "inspectionReferenceNumber", "Inspection", "work.InspectionResponse");
    }

    private Outcome withInspection(Call call, Works works, Function<Entry, Outcome> change) {
        return Parts.withEntry(works, Kind.INSPECTION, call.at("inspectionReferenceNumber"), "Inspection", change);
    }

    public Answer withdraw(Call call) {
        return parts.changeAsAuthority(
                call,
                works -> withInspection(
                        call,
                        works,
                        inspection -> inspection.text("inspection_status").equals("withdrawn")
                                ? Outcome.refused("The inspection is withdrawn already")
                                : entries.changed(
                                        works,
                                        inspection,
                                        Event.of(
                                                "inspection_withdrawn",
                                                "inspection",
                                                inspection.reference(),
                                                Entries.text(call, "withdrawal_details")),
                                        said -> {
                                            said.put("inspection_status", "withdrawn");
                                            said.put("withdrawal_details", Entries.text(call, "withdrawal_details"));
                                            said.put(
                                                    "inspection_reason_for_withdrawal",
                                                    Entries.text(call, "reason_for_withdrawal"));
                                        })));
    }

    public Answer delete(Call call) {
        return parts.changeAsAuthority(
                call,
                works -> withInspection(
                        call,
                        works,
                        inspection -> new Outcome.Changed(
                                works.withoutEntry(inspection),
                                Event.of(
                                        "inspection_deleted",
                                        "inspection",
                                        inspection.reference(),
                                        "Inspection deleted"),
                                Answer.noContent())));
    }

    public Answer schedule(Call call) {
        return parts.changeAsAuthority(call, works -> {
            ObjectNode said = Json.object();
            Entries.rename(
                    said,
                    call.body(),
                    Map.of(
                            "scheduled_inspection_type", "inspection_type",
                            "scheduled_inspection_category", "inspection_category",
                            "scheduled_inspection_date", "inspection_date",
                            "scheduled_inspection_date_time", "reinspection_date_time"));
            Entry due = due(call, works, said);
            return new Outcome.Changed(works.withEntry(due), scheduled(due), Answer.created());
        });
    }

    /** Every inspection that is due. */
    public Answer unschedule(Call call) {
        return parts.changeAsAuthority(call, works -> {
            List<Entry> due = works.entries(Kind.SCHEDULED_INSPECTION);
            if (due.isEmpty()) {
                return Outcome.notFound("Scheduled inspection");
            }
            Works now = works;
            List<Event> events = new ArrayList<>();
            for (Entry entry : due) {
                now = now.withoutEntry(entry);
                events.add(Event.of(
                        "scheduled_inspection_cancelled",
                        "scheduled_inspection",
                        entry.reference(),
                        "Scheduled inspection cancelled"));
            }
            return new Outcome.Changed(now, events, Answer.noContent());
        });
    }

    /** V6: what the promoter says to an outcome, and what the authority says to that. */
    public Answer answerOutcome(Call call) {
        return parts.changeAsEither(
                call,
                works -> withInspection(call, works, inspection -> {
                    String status = Entries.text(call, "inspection_response_type");
                    String side = parts.access().governs(call.account(), works) ? "ha" : "promoter";
                    return entries.changed(
                            works,
                            inspection,
                            Event.of(outcomeEvent(status), "inspection", inspection.reference(), Labels.of(status)),
                            said -> {
                                said.put(side + "_response_status", status);
                                said.put(
                                        side + "_response_status_change_date",
                                        Json.text(parts.archive().now()));
                                said.put(side + "_response_details", Entries.text(call, "inspection_response_reason"));
                            });
                }));
    }

    private static String outcomeEvent(String status) {
        return status.startsWith("inspection_outcome_") ? status : "inspection_outcome_" + status;
    }
}
