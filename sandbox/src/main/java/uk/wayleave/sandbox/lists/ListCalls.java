package uk.wayleave.sandbox.lists;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Operation;
import uk.wayleave.sandbox.call.Page;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.people.Organisation;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;

/** The Reporting API. */
public final class ListCalls {
    private final Parts parts;

    public ListCalls(Parts parts) {
        this.parts = parts;
    }

    /** A list, page by page. Whoever names an organisation that it does not act for is refused. */
    public Operation list(Listing listing) {
        return call -> refused(call)
                .or(() -> listing.wrongCode(call.query(), parts.shapes(call.version()))
                        .map(name -> Answer.invalid(name, "holds a value that is not known")))
                .orElseGet(() -> Page.of(
                        call,
                        listing.found(call.account(), call.query()),
                        row -> parts.fit(call, listing.shape(), row)));
    }

    private Optional<Answer> refused(Call call) {
        return call.query()
                .text("swa_code")
                .filter(code -> !parts.access().actsFor(call.account(), code))
                .map(code -> Answer.accessRestricted());
    }

    public Answer workstreams(Call call) {
        List<ObjectNode> rows = parts.directory().get(call.organisation()).workstreams().stream()
                .map(w -> workstream(call, w))
                .filter(row -> call.query().texts("status").isEmpty()
                        || call.query().texts("status").contains("active"))
                .toList();
        return Page.of(call, rows, row -> parts.fit(call, "reporting.WorkstreamSummaryResponse", row));
    }

    private static ObjectNode workstream(Call call, Organisation.Workstream workstream) {
        return Json.object()
                .put("prefix", workstream.prefix())
                .put("name", workstream.name())
                .put("description", workstream.description())
                .put("status", "active")
                .put("swa_code", call.organisation());
    }

    /** An authority's own areas, all at once. */
    public Answer geographicalAreas(Call call) {
        ArrayNode found = Json.array();
        parts.archive().entries(Kind.GEOGRAPHICAL_AREA).stream()
                .filter(area -> area.swaCode().equals(call.organisation()))
                .forEach(area -> found.add(parts.fit(
                        call,
                        "reporting.GeographicalAreaResponse",
                        parts.entryView().full(area))));
        return Answer.ok(found);
    }

    /** V6: works by part of their reference. */
    public Answer works(Call call) {
        Optional<Answer> refused = refused(call);
        if (refused.isPresent()) {
            return refused.get();
        }
        String wanted = call.query().text("work_reference_number").orElse("");
        ObjectNode page = Json.object();
        ArrayNode rows = page.putArray("rows");
        parts.archive().allWorks().stream()
                .filter(works -> parts.access().reads(call.account(), works))
                .filter(works -> works.reference().contains(wanted))
                .limit(Page.ROWS)
                .forEach(works -> rows.add(parts.fit(call, "reporting.WorkSearchResponse", found(works))));
        return Answer.ok(page);
    }

    private ObjectNode found(Works works) {
        ObjectNode said = parts.worksView().full(works);
        works.activePermit().ifPresent(permit -> {
            said.set("work_start_date", permit.application().path("proposed_start_date"));
            said.set("work_end_date", permit.application().path("proposed_end_date"));
            permit.actualStart().ifPresent(at -> said.put("work_start_date", Json.text(at)));
            permit.actualStop().ifPresent(at -> said.put("work_end_date", Json.text(at)));
        });
        String opened = Json.text(works.history().getFirst().at());
        for (String date : List.of("work_start_date", "work_end_date")) {
            if (!said.hasNonNull(date)) {
                said.put(date, opened);
            }
        }
        return said;
    }

    /** V6: the files of a works. */
    public Answer workFiles(Call call) {
        return files(
                call,
                "work_reference_number",
                (works, reference) -> works.reference().equals(reference),
                (works, reference) -> works.files().stream().map(file -> file.id()));
    }

    /** V6: the files that a permit was applied for with. */
    public Answer permitFiles(Call call) {
        return files(
                call,
                "permit_reference_number",
                (works, reference) -> works.permit(reference).isPresent(),
                (works, reference) -> works.permit(reference).stream()
                        .flatMap(permit -> ids(permit.application().path("file_ids"))));
    }

    /** V6: the files of an entry of a works. */
    public Operation entryFiles(Kind kind) {
        return call -> files(
                call,
                kind.referenceField(),
                (works, reference) -> works.entry(kind, reference).isPresent(),
                (works, reference) -> works.entry(kind, reference).stream()
                        .flatMap(entry -> ids(entry.said().path("file_ids"))));
    }

    private static Stream<Long> ids(JsonNode fileIds) {
        return fileIds.valueStream().map(id -> id.asLong(-1));
    }

    private interface Holds {
        boolean test(Works works, String reference);
    }

    private interface Ids {
        Stream<Long> of(Works works, String reference);
    }

    private Answer files(Call call, String parameter, Holds holds, Ids ids) {
        Optional<String> reference = call.query().text(parameter);
        if (reference.isEmpty()) {
            return Answer.invalid(parameter, "is required");
        }
        Optional<Works> works = parts.archive().allWorks().stream()
                .filter(one -> holds.test(one, reference.get()))
                .findFirst();
        if (works.isEmpty()) {
            return Answer.notFound("Record");
        }
        if (!parts.access().reads(call.account(), works.get())) {
            return Answer.accessRestricted();
        }
        String ending = call.query().text("file_type").map(type -> "." + type).orElse("");
        ObjectNode page = Json.object();
        ArrayNode rows = page.putArray("rows");
        ids.of(works.get(), reference.get())
                .flatMap(id -> parts.archive().files().file(id).stream())
                .filter(file -> file.name().endsWith(ending))
                .forEach(file -> rows.addObject().put("file_id", file.id()).put("name", file.name()));
        return Answer.ok(page);
    }
}
