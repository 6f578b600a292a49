package uk.wayleave.sandbox.events;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.lists.PermitRows;
import uk.wayleave.sandbox.record.Archive;
import uk.wayleave.sandbox.view.WorksView;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Query;

/** What happened to an organisation's works, for polling; and the search for permits by works. */
public final class UpdateCalls {
    private static final int MOST_UPDATES_V3 = 500;

    /** V6, "Event API Resource Guide". */
    private static final int USUAL_UPDATES_V6 = 100;

    private static final int MOST_UPDATES_V6 = 250;
    private static final int MOST_REFERENCES = 1000;
    private static final int LEAST_FOUND = 100;
    private static final int MOST_FOUND = 500;

    private final Parts parts;
    private final PermitRows permits;

    public UpdateCalls(Parts parts, PermitRows permits) {
        this.parts = parts;
        this.permits = permits;
    }

    /** V3: up to 500 updates, oldest first, as a bare array. */
    public Answer updates(Call call) {
        Optional<Answer> wrong = wrongQuery(call);
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
    public Answer updatePage(Call call) {
        Optional<Answer> wrong = wrongQuery(call);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        int size = (int) call.query().number("page_size").orElse(USUAL_UPDATES_V6);
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

    private Optional<Answer> wrongQuery(Call call) {
        Query query = call.query();
        if (query.text("swa_code")
                .filter(code -> !parts.access().actsFor(call.account(), code))
                .isPresent()) {
            return Optional.of(Answer.accessRestricted());
        }
        for (String name : List.of("update_id", "previous_minutes", "page_size")) {
            if (query.has(name) && query.number(name).isEmpty()) {
                return Optional.of(Answer.invalid(name, "must be a number"));
            }
        }
        for (String name : List.of("start_date", "end_date")) {
            if (query.has(name) && query.instant(name).isEmpty()) {
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
        return later.stream()
                .filter(update -> !update.row().at().isBefore(earliest))
                .filter(update -> isWithin(update.row().at(), query))
                .filter(update -> !update.row().by().account().equals(excluded))
                .filter(update -> isOwn(call, update));
    }

    private static boolean isWithin(Instant at, Query query) {
        return query.instant("start_date").filter(at::isBefore).isEmpty()
                && query.instant("end_date").filter(at::isAfter).isEmpty();
    }

    private boolean isOwn(Call call, Archive.Update update) {
        Set<String> workstreams = call.query().texts("workstream_prefix");
        Set<String> codes = call.query().texts("swa_code");
        return parts.archive()
                .works(update.works())
                .filter(works -> parts.access().reads(call.account(), works))
                .filter(works -> workstreams.isEmpty() || workstreams.contains(works.workstream()))
                .filter(works ->
                        codes.isEmpty() || codes.contains(works.promoter()) || codes.contains(works.highwayAuthority()))
                .isPresent();
    }

    /** V3, Reporting API: the permits of the works named, as a bare array. */
    public Answer search(Call call) {
        ArrayNode rows = Json.array();
        permitsOf(call).forEach(row -> rows.add(parts.fit(call, "reporting.PermitSummaryResponse", row)));
        return Answer.ok(rows);
    }

    /** V6, Event API: the same, 100 to 500 at a time; {@code next_cursor} says how far it got. */
    public Answer searchPage(Call call) {
        if (call.body().path("work_reference_numbers").size() > MOST_REFERENCES) {
            return Answer.invalid("work_reference_numbers", "may hold " + MOST_REFERENCES + " at most");
        }
        int size = call.body().path("page_size").asInt(LEAST_FOUND);
        if (size < LEAST_FOUND || size > MOST_FOUND) {
            return Answer.invalid("page_size", "must be " + LEAST_FOUND + " to " + MOST_FOUND);
        }
        List<ObjectNode> found = permitsOf(call);
        int from = Math.clamp(call.body().path("next_cursor").asInt(0), 0, found.size());
        int to = Math.min(from + size, found.size());
        ObjectNode page = Json.object();
        ArrayNode rows = page.putArray("rows");
        found.subList(from, to).forEach(row -> rows.add(parts.fit(call, "event.PermitSummaryResponse", row)));
        page.put("next_cursor", to);
        return Answer.ok(page);
    }

    private List<ObjectNode> permitsOf(Call call) {
        Set<String> wanted = call.body()
                .path("work_reference_numbers")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return wanted.stream()
                .flatMap(reference -> parts.archive().works(reference).stream())
                .filter(works -> parts.access().reads(call.account(), works))
                .flatMap(works -> permits.permits(works).stream())
                .toList();
    }
}
