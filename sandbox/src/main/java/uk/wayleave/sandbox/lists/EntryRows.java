package uk.wayleave.sandbox.lists;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.Comment;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.Permit;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.view.WorksView;
import uk.wayleave.sandbox.wire.Json;

/** The rows of what hangs on a works, and of what belongs to no works, for every list that shows them. */
final class EntryRows {
    /** How long a promoter has to register its reinstatement: ten working days; here in calendar days. */
    private static final Duration TO_REGISTER = Duration.ofDays(14);

    private final Parts parts;

    EntryRows(Parts parts) {
        this.parts = parts;
    }

    /** One row for each entry of a kind, with what the list says more. */
    Stream<ObjectNode> of(Works works, Kind kind, BiConsumer<ObjectNode, Entry> more) {
        return parts
                .rows(
                        kind.name(),
                        works,
                        () -> works.entries(kind).stream()
                                .map(entry -> {
                                    ObjectNode said = parts.entryView().full(works, entry);
                                    said.put("row_key", entry.reference());
                                    more.accept(said, entry);
                                    return said;
                                })
                                .toList())
                .stream();
    }

    /** The same for entries that belong to no works. */
    Stream<ObjectNode> of(Kind kind, BiConsumer<ObjectNode, Entry> more) {
        return parts.archive().entries(kind).stream().map(entry -> {
            ObjectNode said = parts.entryView().full(entry);
            said.put("row_key", entry.reference());
            more.accept(said, entry);
            return said;
        });
    }

    Stream<ObjectNode> inspections(Works works) {
        return of(works, Kind.INSPECTION, (said, entry) -> {});
    }

    Stream<ObjectNode> reinstatements(Works works) {
        return of(works, Kind.REINSTATEMENT, (said, entry) -> {
            Optional<Entry> site = works.entry(Kind.SITE, entry.text("site_reference_number"));
            said.put("registration_date", Json.text(entry.created()));
            said.put(
                    "is_active_reinstatement",
                    site.filter(s -> s.text("reinstatement_reference_number").equals(entry.reference()))
                            .isPresent());
            said.put("is_subsumed", site.filter(s -> s.flag("is_subsumed")).isPresent());
        });
    }

    Stream<ObjectNode> fpns(Works works) {
        return of(works, Kind.FPN, (said, entry) -> {
            said.set("offence_code", said.path("fpn_offence_type"));
            said.set("issue_date", said.path("issue_date_time"));
            said.set("status", said.path("fpn_status"));
        });
    }

    Stream<ObjectNode> section81s(Works works) {
        return of(works, Kind.SECTION_81, (said, entry) -> said.put("issue_date", Json.text(entry.created())));
    }

    Stream<ObjectNode> privateStreets(Works works) {
        return of(works, Kind.PRIVATE_STREET_NOTICE, (said, entry) -> {
            said.set("status", said.path("private_street_status"));
            said.set("start_date", said.path("proposed_start_date"));
            said.set("start_time", said.path("proposed_start_time"));
            said.set("end_date", said.path("proposed_end_date"));
            said.set("end_time", said.path("proposed_end_time"));
        });
    }

    Stream<ObjectNode> nonCompliances(Works works) {
        return of(works, Kind.NON_COMPLIANCE, (said, entry) -> {
            List<Entry> inspections = works.entries(Kind.INSPECTION).stream()
                    .filter(inspection ->
                            inspection.text("non_compliance_reference_number").equals(entry.reference()))
                    .toList();
            said.put("associated_inspections", inspections.size());
            said.set("latest_ha_response_status", said.path("ha_response_status"));
            said.set("latest_ha_response_date", said.path("ha_response_update_date"));
            said.set("latest_promoter_response_status", said.path("promoter_response_status"));
            said.set("latest_promoter_response_date", said.path("promoter_response_update_date"));
            inspections.reversed().stream().findFirst().ifPresent(latest -> {
                said.set("most_recent_inspection_type", latest.said().path("inspection_type"));
                said.set("most_recent_inspection_outcome", latest.said().path("inspection_outcome"));
                said.set(
                        "most_recent_inspection_promoter_response_status",
                        latest.said().path("promoter_response_status"));
                said.set(
                        "most_recent_inspection_ha_response_status",
                        latest.said().path("ha_response_status"));
            });
        });
    }

    Stream<ObjectNode> comments(Works works) {
        return works.comments().stream().map(comment -> comment(works, comment));
    }

    private static ObjectNode comment(Works works, Comment comment) {
        ObjectNode said = WorksView.comment(works, comment);
        said.put("row_key", comment.reference());
        return said;
    }

    Stream<ObjectNode> forwardPlans(Works works) {
        return works.forwardPlan().stream().map(plan -> {
            ObjectNode said = parts.entryView().context(works);
            said.setAll(parts.worksView().summary(works, plan));
            said.put("row_key", plan.reference());
            return said;
        });
    }

    /** Works that were stopped and have no site registered. */
    Stream<ObjectNode> reinstatementsDue(Works works) {
        return works.permits().stream()
                .filter(permit -> permit.actualStop().isPresent())
                .filter(permit -> Json.flag(permit.application(), "excavation"))
                .filter(permit -> works.entries(Kind.SITE).isEmpty())
                .map(permit -> reinstatementDue(works, permit));
    }

    private ObjectNode reinstatementDue(Works works, Permit permit) {
        Instant stopped = permit.actualStop().orElseThrow();
        ObjectNode said = parts.entryView().context(works);
        said.put("permit_reference_number", permit.reference());
        said.put("work_stopped_date", Json.text(stopped));
        said.put("registration_due_date", Json.text(stopped.plus(TO_REGISTER)));
        said.put("row_key", permit.reference());
        return said;
    }
}
