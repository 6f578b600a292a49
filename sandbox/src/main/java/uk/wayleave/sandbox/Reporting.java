package uk.wayleave.sandbox;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The lists of an organisation's own works, what happened to them, and the search for permits by works. */
final class Reporting {
    private static final int MOST_UPDATES_V3 = 500;
    private static final int MOST_UPDATES_V6 = 250;
    private static final int MOST_REFERENCES = 1000;
    private static final int LEAST_FOUND = 100;
    private static final int MOST_FOUND = 500;
    private static final Set<String> HIGH_IMPACT = Set.of(
            "road_closure", "contra_flow", "lane_closure", "multi_way_signals", "two_way_signals", "convoy_workings");

    private final Parts parts;

    Reporting(Parts parts) {
        this.parts = parts;
    }

    private record PermitRow(Works works, Permit permit) {
        boolean isActive() {
            return works.activePermit()
                    .filter(p -> p.reference().equals(permit.reference()))
                    .isPresent();
        }
    }

    private record AlterationRow(Works works, Permit permit, Alteration alteration) {}

    /**
     * Planners and highway authorities list their own. Street Manager has {@code swa_code} so that a contractor can say
     * for whom it asks; no account here is a contractor, so another organisation's code is refused.
     */
    static Operation own(Operation list) {
        return call -> call.query()
                        .text("swa_code")
                        .filter(code -> !code.equals(call.organisation()))
                        .isPresent()
                ? Answer.accessRestricted()
                : list.answer(call);
    }

    static boolean isWithin(Instant at, Query query, String from, String to) {
        return query.instant(from).filter(at::isBefore).isEmpty()
                && query.instant(to).filter(at::isAfter).isEmpty();
    }

    private Stream<Works> worksOf(Call call) {
        return parts.archive().allWorks().stream().filter(works -> works.concerns(call.organisation()));
    }

    /** A query value that is not one of the codes of the answer's field. */
    private Optional<Answer> wrongCode(Call call, String shape, Map<String, String> fieldsByParameter) {
        Shapes shapes = parts.shapes(call.version());
        return fieldsByParameter.entrySet().stream()
                .filter(e -> !shapes.codes(shape, e.getValue())
                        .containsAll(call.query().list(e.getKey())))
                .findFirst()
                .map(e -> Answer.invalid(e.getKey(), "holds a value that is not known"));
    }

    Answer permits(Call call) {
        Optional<Answer> wrong = wrongCode(
                call,
                "reporting.PermitSummaryResponse",
                Map.of("status", "status", "work_status", "work_status", "work_category", "work_category"));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Query query = call.query();
        Set<String> statuses = query.texts("status");
        Set<String> worksStatuses = query.texts("work_status");
        Set<String> categories = query.texts("work_category");
        List<PermitRow> rows = worksOf(call)
                .filter(works -> worksStatuses.isEmpty()
                        || worksStatuses.contains(works.status().code()))
                .flatMap(works -> works.permits().stream().map(permit -> new PermitRow(works, permit)))
                .filter(row -> statuses.isEmpty()
                        || statuses.contains(row.permit().status().code()))
                .filter(row ->
                        categories.isEmpty() || categories.contains(row.permit().category()))
                .filter(row -> !query.flag("active_permit_only") || row.isActive())
                .filter(row -> matches(query, row))
                .sorted(order(query))
                .toList();
        return Page.of(call, rows, row -> parts.fit(call, "reporting.PermitSummaryResponse", permit(row.works(), row)));
    }

    private static boolean matches(Query query, PermitRow row) {
        Instant start = row.permit().proposedStart().orElse(Instant.EPOCH);
        Instant end = row.permit().proposedEnd().orElse(Instant.EPOCH);
        boolean overlaps = query.instant("start_date").filter(end::isBefore).isEmpty()
                && query.instant("end_date").filter(start::isAfter).isEmpty();
        return overlaps
                && isWithin(row.permit().created(), query, "start_date_created", "end_date_created")
                && isWithin(start, query, "work_start_date_from", "work_start_date_to")
                && isWithin(end, query, "work_end_date_from", "work_end_date_to")
                && isFound(query, row.works(), row.permit().reference());
    }

    private static boolean isFound(Query query, Works works, String reference) {
        String text =
                (reference + " " + works.place().street() + " " + works.place().town()).toLowerCase(Locale.ROOT);
        return query.text("query")
                .map(wanted -> text.contains(wanted.toLowerCase(Locale.ROOT)))
                .orElse(true);
    }

    private static Comparator<PermitRow> order(Query query) {
        Comparator<PermitRow> by = Comparator.comparing(row -> switch (query.text("sort_column")
                .orElse("date_created")) {
            case "start_date" -> row.permit().proposedStart().orElse(Instant.EPOCH);
            case "end_date" -> row.permit().proposedEnd().orElse(Instant.EPOCH);
            case "status_changed_date" -> row.permit().statusChanged();
            case "deadline_date" ->
                Category.ofCode(row.permit().category()).answerBy(row.permit().created());
            default -> row.permit().created();
        });
        boolean ascending = query.text("sort_direction").filter("asc"::equals).isPresent();
        return (ascending ? by : by.reversed())
                .thenComparing(row -> row.permit().reference());
    }

    private ObjectNode permit(Works works, PermitRow row) {
        Permit permit = row.permit();
        ObjectNode said = parts.permitView().full(works, permit);
        String trafficManagement = Json.string(said, "traffic_management_type", "");
        said.set("location_description", said.path("works_location_description"));
        sayStreet(said, works);
        said.set("status", said.path("permit_status"));
        permit.actualStop().ifPresent(at -> said.put("actual_end_date", Json.text(at)));
        said.put("status_changed_date", Json.text(permit.statusChanged()));
        said.put("is_active_permit", row.isActive());
        said.put(
                "is_traffic_sensitive",
                parts.gazetteer()
                        .byUsrn(works.place().usrn())
                        .filter(Street::trafficSensitive)
                        .isPresent());
        said.put("has_no_final_reinstatement", works.status() == WorksStatus.COMPLETED);
        said.put("is_high_impact_traffic_management", HIGH_IMPACT.contains(trafficManagement));
        said.put("lane_rental_charges_not_agreed", false);
        said.put("lane_rental_charges_potentially_apply", false);
        return said;
    }

    private static void sayStreet(ObjectNode said, Works works) {
        said.put("street", works.place().street());
        said.put("town", works.place().town());
        said.put("area", works.place().area());
    }

    Answer alterations(Call call) {
        Optional<Answer> wrong = wrongCode(
                call,
                "reporting.AlterationSummaryResponse",
                Map.of("alteration_status", "alteration_status", "alteration_type", "alteration_type"));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Query query = call.query();
        Set<String> statuses = query.texts("alteration_status");
        Set<String> types = query.texts("alteration_type");
        List<AlterationRow> rows = worksOf(call)
                .flatMap(works -> works.permits().stream()
                        .flatMap(p -> p.alterations().stream().map(a -> new AlterationRow(works, p, a))))
                .filter(row ->
                        statuses.isEmpty() || statuses.contains(row.alteration().status()))
                .filter(row ->
                        types.isEmpty() || types.contains(row.alteration().type()))
                .filter(row -> isWithin(row.alteration().created(), query, "start_date_created", "end_date_created"))
                .sorted(Comparator.comparing(
                                (AlterationRow row) -> row.alteration().created())
                        .reversed())
                .toList();
        return Page.of(call, rows, row -> parts.fit(call, "reporting.AlterationSummaryResponse", alteration(row)));
    }

    private ObjectNode alteration(AlterationRow row) {
        Works works = row.works();
        ObjectNode said = parts.permitView().full(works, row.permit());
        said.setAll(PermitView.alterationSummary(row.alteration()));
        said.put("alteration_reference_number", row.alteration().reference());
        said.set("location_description", said.path("works_location_description"));
        sayStreet(said, works);
        said.put("promoter", parts.directory().get(works.promoter()).name());
        said.set("proposed_start_date", row.alteration().request().path("proposed_start_date"));
        said.set("proposed_end_date", row.alteration().request().path("proposed_end_date"));
        said.put("status_changed_date", Json.text(row.alteration().statusChanged()));
        said.put("lane_rental_charges_not_agreed", false);
        said.put("lane_rental_charges_potentially_apply", false);
        return said;
    }

    Answer forwardPlans(Call call) {
        Optional<Answer> wrong = wrongCode(
                call, "reporting.ForwardPlanSummaryResponse", Map.of("forward_plan_status", "forward_plan_status"));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Set<String> statuses = call.query().texts("forward_plan_status");
        List<ObjectNode> rows = worksOf(call)
                .flatMap(works -> works.forwardPlan().stream()
                        .filter(plan -> statuses.isEmpty() || statuses.contains(plan.status()))
                        .filter(plan -> isFound(call.query(), works, plan.reference()))
                        .map(plan -> parts.worksView().summary(works, plan)))
                .toList();
        return Page.of(call, rows, row -> parts.fit(call, "reporting.ForwardPlanSummaryResponse", row));
    }

    Answer inspections(Call call) {
        Optional<Answer> wrong = wrongCode(
                call,
                "reporting.InspectionSummaryResponse",
                Map.of("inspection_type", "inspection_type", "inspection_outcome", "inspection_outcome"));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Set<String> types = call.query().texts("inspection_type");
        Set<String> outcomes = call.query().texts("inspection_outcome");
        List<ObjectNode> rows = worksOf(call)
                .flatMap(works -> works.inspections().stream().map(inspection -> inspection(works, inspection)))
                .filter(row -> types.isEmpty() || types.contains(Json.string(row, "inspection_type", "")))
                .filter(row -> outcomes.isEmpty() || outcomes.contains(Json.string(row, "inspection_outcome", "")))
                .toList();
        return Page.of(call, rows, row -> parts.fit(call, "reporting.InspectionSummaryResponse", row));
    }

    private ObjectNode inspection(Works works, Inspection inspection) {
        ObjectNode said = parts.worksView().inspection(works, inspection);
        said.set("inspection_date", said.path("inspection_start_date"));
        said.put("inspection_response_type", "inspection");
        said.put("location_description", works.description());
        sayStreet(said, works);
        return said;
    }

    Answer workstreams(Call call) {
        List<ObjectNode> rows = parts.directory().get(call.organisation()).workstreams().stream()
                .map(w -> Json.object()
                        .put("prefix", w.prefix())
                        .put("name", w.name())
                        .put("status", "active")
                        .put("swa_code", call.organisation()))
                .filter(row -> call.query().texts("status").isEmpty()
                        || call.query().texts("status").contains("active"))
                .toList();
        return Page.of(call, rows, row -> parts.fit(call, "reporting.WorkstreamSummaryResponse", row));
    }

    /** V3: up to 500 updates, oldest first, as a bare array. */
    Answer updates(Call call) {
        Optional<Answer> wrong = wrongUpdateQuery(call);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        ArrayNode rows = Json.array();
        updatesOf(call)
                .limit(MOST_UPDATES_V3)
                .forEach(update -> rows.add(parts.fit(call, "reporting.WorkUpdateResponse", WorksView.update(update))));
        return Answer.ok(rows);
    }

    /** V6, Event API: pages of up to 250; {@code next_update} says where the next page begins. */
    Answer updatePage(Call call) {
        Optional<Answer> wrong = wrongUpdateQuery(call);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        int size = (int) call.query().number("page_size").orElse(MOST_UPDATES_V6);
        if (size < 1 || size > MOST_UPDATES_V6) {
            return Answer.invalid("page_size", "must be 1 to " + MOST_UPDATES_V6);
        }
        List<Archive.Update> found = updatesOf(call).limit(size + 1L).toList();
        List<Archive.Update> shown = found.subList(0, Math.min(size, found.size()));
        ObjectNode page = Json.object();
        ArrayNode rows = page.putArray("rows");
        shown.forEach(u -> rows.add(parts.fit(call, "event.WorkUpdateSummaryResponse", WorksView.update(u))));
        if (found.size() > size) {
            page.put("next_update", shown.getLast().row().updateId());
        }
        return Answer.ok(page);
    }

    private static Optional<Answer> wrongUpdateQuery(Call call) {
        for (String name : List.of("update_id", "previous_minutes", "page_size")) {
            if (call.query().has(name) && call.query().number(name).isEmpty()) {
                return Optional.of(Answer.invalid(name, "must be a number"));
            }
        }
        for (String name : List.of("start_date", "end_date")) {
            if (call.query().has(name) && call.query().instant(name).isEmpty()) {
                return Optional.of(Answer.invalid(name, "must be a date and time"));
            }
        }
        return Optional.empty();
    }

    private Stream<Archive.Update> updatesOf(Call call) {
        Query query = call.query();
        Collection<Archive.Update> later =
                parts.archive().updatesAfter((long) query.number("update_id").orElse(0));
        Instant earliest = query.number("previous_minutes").isPresent()
                ? parts.archive().now().minusSeconds((long)
                        (query.number("previous_minutes").getAsDouble() * 60))
                : Instant.EPOCH;
        String excluded = query.text("exclude_events_from").orElse("");
        Set<String> workstreams = query.texts("workstream_prefix");
        return later.stream()
                .filter(update -> !update.row().at().isBefore(earliest))
                .filter(update -> isWithin(update.row().at(), query, "start_date", "end_date"))
                .filter(update -> !update.row().by().account().equals(excluded))
                .filter(update -> isOwn(call, update, workstreams));
    }

    private boolean isOwn(Call call, Archive.Update update, Set<String> workstreams) {
        return parts.archive()
                .works(update.works())
                .filter(works -> works.concerns(call.organisation()))
                .filter(works -> workstreams.isEmpty() || workstreams.contains(works.workstream()))
                .isPresent();
    }

    /** V3, Reporting API: the permits of the works named, as a bare array. */
    Answer search(Call call) {
        List<PermitRow> found = permitsOf(call);
        ArrayNode rows = Json.array();
        found.forEach(row -> rows.add(parts.fit(call, "reporting.PermitSummaryResponse", permit(row.works(), row))));
        return Answer.ok(rows);
    }

    /** V6, Event API: the same in pages; the cursor is how many rows came before. */
    Answer searchPage(Call call) {
        JsonNode body = call.body();
        if (body.path("work_reference_numbers").size() > MOST_REFERENCES) {
            return Answer.invalid("work_reference_numbers", "must be " + MOST_REFERENCES + " at most");
        }
        int size = body.path("page_size").asInt(LEAST_FOUND);
        if (size < LEAST_FOUND || size > MOST_FOUND) {
            return Answer.invalid("page_size", "must be " + LEAST_FOUND + " to " + MOST_FOUND);
        }
        List<PermitRow> found = permitsOf(call);
        int from = Math.clamp(body.path("next_cursor").asLong(0), 0, found.size());
        int to = Math.min(from + size, found.size());
        ObjectNode page = Json.object();
        ArrayNode rows = page.putArray("rows");
        found.subList(from, to)
                .forEach(row -> rows.add(parts.fit(call, "event.PermitSummaryResponse", permit(row.works(), row))));
        page.put("next_cursor", to);
        return Answer.ok(page);
    }

    private List<PermitRow> permitsOf(Call call) {
        return call.body()
                .path("work_reference_numbers")
                .valueStream()
                .map(JsonNode::asString)
                .distinct()
                .flatMap(reference -> parts.archive().works(reference).stream())
                .filter(works -> works.concerns(call.organisation()))
                .flatMap(works -> works.permits().stream().map(permit -> new PermitRow(works, permit)))
                .toList();
    }
}
