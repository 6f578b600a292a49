package uk.wayleave.sandbox.sampling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Entries;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.people.Organisation;
import uk.wayleave.sandbox.record.Calendar;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Event;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.record.WorksStatus;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;

/**
 * Sample inspections: an authority sets a target for a promoter, starts a quarter, picks works to inspect, ends the
 * quarter (V6 and its "Sampling API Resource Guide"). V3 has targets with other names and no quarters. Categories are A
 * while works go on, B and C afterwards.
 */
public final class SamplingCalls {
    private static final int QUARTERS = 4;
    private static final int DAYS_TO_INSPECT = 90;

    private final Parts parts;
    private final Entries entries;

    public SamplingCalls(Parts parts) {
        this.parts = parts;
        this.entries = new Entries(parts);
    }

    public Answer create(Call call) {
        String promoter = Entries.text(call, "promoter_org_ref");
        Optional<Organisation> organisation =
                parts.directory().find(promoter).filter(o -> o.kind() == Organisation.Kind.PROMOTER);
        if (organisation.isEmpty()) {
            return Answer.invalid("promoter_org_ref", "is not a promoter of this sandbox");
        }
        return parts.archive().alone(() -> {
            boolean known = targetsOf(call).stream()
                    .anyMatch(t -> t.text("promoter_org_ref").equals(promoter) && !t.flag("closed"));
            if (known) {
                return Answer.conflict("There is a target for this promoter already");
            }
            ObjectNode said = Json.object();
            said.put("promoter_org_ref", promoter).put("org_ref", promoter);
            said.put("organisation_name", organisation.get().name());
            said.put("promoter_name", organisation.get().name());
            said.put("promoter_organisation", organisation.get().name());
            said.put("is_inspection_rate_auto_updated", false).put("closed", false);
            for (String category : List.of("a", "b", "c")) {
                said.put("completed_" + category, 0).put("actual_category_" + category, 0);
                said.put("generated_" + category, 0);
            }
            say(said, call.body());
            String reference =
                    "SIT-" + call.organisation() + "-" + parts.archive().nextNumber();
            said.put("pbi_sample_inspection_target_reference_number", reference);
            Entry target = Entry.made(
                    Kind.SAMPLE_INSPECTION_TARGET,
                    reference,
                    said,
                    parts.archive().now(),
                    call.account().emailAddress(),
                    call.organisation());
            parts.archive().keep(target);
            return Answer.created(Json.object().put("sample_inspection_target_reference_number", target.reference()));
        });
    }

    /** What was sent, in the names of both versions. */
    private static void say(ObjectNode said, ObjectNode body) {
        for (String category : List.of("a", "b", "c")) {
            JsonNode target = body.has("target_" + category)
                    ? body.path("target_" + category)
                    : body.path("agreed_category_" + category);
            JsonNode cap = body.has("cap_category_" + category) ? body.path("cap_category_" + category) : target;
            said.set("target_" + category, target);
            said.set("agreed_category_" + category, target);
            said.set("cap_category_" + category, cap);
        }
        double units = body.path("annual_inspection_units")
                .valueStream()
                .map(year -> year.path("annual_inspection_units"))
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::asDouble)
                .average()
                .orElse(body.path("inspection_units_baseline").asDouble(0));
        said.put("yearly_inspection_units", units).put("inspection_units", units);
        said.put("inspection_rate", body.path("inspection_rate").asDouble(30));
    }

    private List<Entry> targetsOf(Call call) {
        return parts.archive().entries(Kind.SAMPLE_INSPECTION_TARGET).stream()
                .filter(target -> target.swaCode().equals(call.organisation()))
                .toList();
    }

    private interface OfTarget {
        Answer answer(Entry target);
    }

    private Answer withTarget(Call call, OfTarget then) {
        return parts.archive()
                .alone(() -> parts.archive()
                        .entry(Kind.SAMPLE_INSPECTION_TARGET, call.at("sampleInspectionTargetReferenceNumber"))
                        .map(target -> target.swaCode().equals(call.organisation())
                                ? then.answer(target)
                                : Answer.accessRestricted())
                        .orElseGet(() -> Answer.notFound("Sample inspection target")));
    }

    /** The same for V3, whose Work API shows it, and V6, whose Sampling API does. */
    public Answer get(Call call, String shape) {
        return withTarget(
                call,
                target -> Answer.ok(parts.fit(call, shape, parts.entryView().full(target))));
    }

    public Answer update(Call call) {
        return withTarget(call, target -> change(target, said -> say(said, call.body())));
    }

    /** V3. */
    public Answer close(Call call) {
        return withTarget(
                call,
                target -> target.flag("closed")
                        ? Answer.problem(400, "The target is closed already")
                        : change(target, said -> said.put("closed", true)));
    }

    public Answer delete(Call call) {
        return withTarget(call, target -> {
            parts.archive().remove(target);
            return Answer.noContent();
        });
    }

    private Answer change(Entry target, Consumer<ObjectNode> change) {
        parts.archive().keep(target.saying(parts.archive().now(), change));
        return Answer.noContent();
    }

    public Answer startQuarter(Call call) {
        String start = Entries.text(call, "start_date");
        return changeAll(call, said -> said.put("start_date", start).remove("end_date"));
    }

    public Answer endQuarter(Call call) {
        String now = Json.text(parts.archive().now());
        return changeAll(call, said -> said.put("end_date", now));
    }

    public Answer revertEndQuarter(Call call) {
        return changeAll(call, said -> said.remove("end_date"));
    }

    private Answer changeAll(Call call, Consumer<ObjectNode> change) {
        return parts.archive().alone(() -> {
            List<Entry> targets = targetsOf(call);
            if (targets.isEmpty()) {
                return Answer.problem(400, "The organisation has no sample inspection targets");
            }
            targets.forEach(
                    target -> parts.archive().keep(target.saying(parts.archive().now(), change)));
            return Answer.noContent();
        });
    }

    /** Picks works of each promoter that has a target, as many as the target asks for and there are. */
    public Answer generate(Call call) {
        for (Entry target : targetsOf(call)) {
            List<String> picked = new ArrayList<>();
            for (String category : List.of("a", "b", "c")) {
                int wanted = target.said().path("target_" + category).asInt(0);
                parts.archive().allWorks().stream()
                        .filter(works -> works.highwayAuthority().equals(call.organisation()))
                        .filter(works -> works.promoter().equals(target.text("promoter_org_ref")))
                        .filter(works -> fits(works, category) && !picked.contains(works.reference()))
                        .filter(works -> works.entries(Kind.SAMPLE_INSPECTION).isEmpty())
                        .limit(wanted)
                        .forEach(works -> picked.add(works.reference()));
                long taken = picked.stream()
                        .filter(reference -> pick(call, reference, category))
                        .count();
                parts.archive()
                        .keep(parts.archive()
                                .entry(Kind.SAMPLE_INSPECTION_TARGET, target.reference())
                                .orElse(target)
                                .saying(parts.archive().now(), said -> said.put("generated_" + category, taken)));
            }
        }
        ObjectNode job = Json.object()
                .put("async_job_status", "complete")
                .put("username", call.account().emailAddress());
        parts.archive()
                .keep(Entry.made(
                        Kind.SAMPLE_GENERATION_JOB,
                        "JOB-" + parts.archive().nextNumber(),
                        job,
                        parts.archive().now(),
                        call.account().emailAddress(),
                        call.organisation()));
        return Answer.noContent();
    }

    private static boolean fits(Works works, String category) {
        return works.status() == (category.equals("a") ? WorksStatus.IN_PROGRESS : WorksStatus.COMPLETED);
    }

    private boolean pick(Call call, String reference, String category) {
        Answer answer = parts.archive().change(reference, call.actor(), works -> {
            if (!works.entries(Kind.SAMPLE_INSPECTION).isEmpty()) {
                return Outcome.refused("Picked already");
            }
            String expiry = Json.text(parts.archive().now().plus(Duration.ofDays(DAYS_TO_INSPECT)));
            ObjectNode said = Json.object()
                    .put("inspection_category", category)
                    .put("sample_expiry_date", expiry)
                    .put("expiry_date", expiry);
            Entry sample = entries.made(call, works, Kind.SAMPLE_INSPECTION, said);
            Entry named = sample.saying(
                    sample.created(), into -> into.put("pbi_sample_inspection_reference_number", sample.reference()));
            return new Outcome.Changed(
                    works.withEntry(named),
                    Event.of("sample_inspection_created", "sample_inspection", sample.reference(), "Sample inspection"),
                    Answer.noContent());
        });
        return answer.status() == 204;
    }

    /** The average of the units, the rate of that, a quarter of that. */
    public Answer quota(Call call) {
        List<String> units = call.query().list("inspection_units");
        OptionalDouble rate = call.query().number("inspection_rate");
        if (units.isEmpty() || units.size() > 3 || units.stream().anyMatch(unit -> !unit.matches("\\d+(\\.\\d+)?"))) {
            return Answer.invalid("inspection_units", "must be one to three numbers");
        }
        if (rate.isEmpty() || rate.getAsDouble() < 20 || rate.getAsDouble() > 100) {
            return Answer.invalid("inspection_rate", "must be between 20 and 100");
        }
        double average =
                units.stream().mapToDouble(Double::parseDouble).average().orElse(0);
        return Answer.ok(Json.object().put("quota", Math.round(average * rate.getAsDouble() / 100 / QUARTERS)));
    }

    /** The units of the promoter's works in the authority's streets, of the last three financial years. */
    public Answer previousUnits(Call call) {
        String promoter = call.query().text("promoter_org_ref").orElse("");
        if (parts.directory().find(promoter).isEmpty()) {
            return Answer.invalid("promoter_org_ref", "is not an organisation of this sandbox");
        }
        Instant asked = call.query()
                .instant("financial_year_start_date")
                .orElse(parts.archive().now());
        LocalDate april = LocalDate.of(Calendar.day(asked).getYear(), Month.APRIL, 1);
        ObjectNode said = Json.object();
        ArrayNode years = said.putArray("annual_inspection_units");
        for (int back = 1; back <= 3; back++) {
            Instant from = Calendar.start(april.minusYears(back));
            Instant to = Calendar.start(april.minusYears(back - 1L));
            years.addObject()
                    .put("financial_year_start_date", Json.text(from))
                    .put("annual_inspection_units", units(call, promoter, from, to))
                    .put("is_auto_calculated", true);
        }
        return Answer.ok(said);
    }

    private long units(Call call, String promoter, Instant from, Instant to) {
        return parts.archive().allWorks().stream()
                .filter(works -> works.promoter().equals(promoter))
                .filter(works -> works.highwayAuthority().equals(call.organisation()))
                .flatMap(works -> works.entries(Kind.SITE).stream())
                .filter(site -> !site.created().isBefore(from) && site.created().isBefore(to))
                .count();
    }
}
