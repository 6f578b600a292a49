package uk.wayleave.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the sandbox says of a works and of what hangs on it, for {@link Shapes#fit} to cut. */
final class WorksView {
    /** GetWork shows only the latest 50 sites and inspections (API documentation V3). */
    private static final int LATEST = 50;

    private final Directory directory;
    private final PermitView permits;

    WorksView(Directory directory, PermitView permits) {
        this.directory = directory;
        this.permits = permits;
    }

    ObjectNode full(Works works) {
        ObjectNode said = Json.object();
        Organisation promoter = directory.get(works.promoter());
        Organisation authority = directory.get(works.highwayAuthority());
        said.put("work_reference_number", works.reference());
        said.put("workstream_prefix", works.workstream());
        said.put("promoter_swa_code", promoter.swaCode());
        said.put("promoter_organisation", promoter.name());
        said.put("highway_authority_swa_code", authority.swaCode());
        said.put("highway_authority", authority.name());
        PermitView.sayPlace(said, works.place());
        said.put("works_location_description", works.description());
        said.put("work_status", works.status().code());
        works.activePermit().ifPresent(permit -> {
            said.set("description_of_work", permit.application().path("description_of_work"));
            permit.actualStart().ifPresent(at -> {
                said.put("work_start_date", Json.text(at));
                said.put("work_start_time", Json.text(at));
            });
            permit.actualStop().ifPresent(at -> {
                said.put("work_end_date", Json.text(at));
                said.put("work_end_time", Json.text(at));
            });
            said.set("active_permit", permits.full(works, permit));
        });
        works.forwardPlan().ifPresent(plan -> said.set("forward_plan", summary(works, plan)));
        ArrayNode permitRows = said.putArray("permits");
        works.permits().forEach(permit -> permitRows.add(PermitView.summary(permit)));
        ArrayNode history = said.putArray("history");
        works.history().reversed().stream().limit(LATEST).forEach(row -> history.add(history(row)));
        ArrayNode sites = said.putArray("sites");
        latest(works.sites()).forEach(sites::add);
        said.put("number_of_sites", works.sites().size());
        ArrayNode inspections = said.putArray("inspections");
        latest(works.inspections()).forEach(inspection -> inspections.add(inspectionSummary(inspection)));
        said.putArray("fpns");
        ArrayNode files = said.putArray("files");
        works.files().forEach(file -> files.add(file(file)));
        ArrayNode comments = said.putArray("latest_comments");
        latest(works.comments().stream().filter(c -> !c.internal()).toList())
                .forEach(comment -> comments.add(comment(works, comment)));
        return said;
    }

    private static <T> List<T> latest(List<T> items) {
        return items.reversed().stream().limit(LATEST).toList();
    }

    static ObjectNode history(HistoryRow row) {
        ObjectNode said = Json.object();
        said.put("action_date", Json.text(row.at()));
        said.put("topic", Labels.of(row.event().object()));
        said.put("details", row.event().details());
        said.put("username", row.by().account());
        said.put("event", row.event().code());
        said.put("object_reference", row.event().reference());
        row.event().parent().ifPresent(parent -> said.put("parent_object_reference_number", parent));
        said.put("update_id", row.updateId());
        row.by().internalUserIdentifier().ifPresent(id -> said.put("internal_user_identifier", id));
        row.by().internalUserName().ifPresent(name -> said.put("internal_user_name", name));
        return said;
    }

    /** One line of {@code works/updates}. */
    static ObjectNode update(Archive.Update update) {
        ObjectNode said = Json.object();
        HistoryRow row = update.row();
        said.put("work_reference_number", update.works());
        said.put("update_date_time", Json.text(row.at()));
        said.put("update_id", row.updateId());
        said.put("event_type", row.event().code());
        said.put("object_type", row.event().object());
        row.event().parent().ifPresent(parent -> said.put("parent_object_reference_number", parent));
        said.put("object_reference_number", row.event().reference());
        return said;
    }

    static ObjectNode file(StoredFile file) {
        return Json.object()
                .put("file_id", file.id())
                .put("name", file.name())
                .put("created_date", Json.text(file.created()))
                .put("user_created_by", file.createdBy())
                .put("swa_code", file.swaCode())
                .put("organisation_name", file.organisationName());
    }

    private static ObjectNode inspectionSummary(Inspection inspection) {
        ObjectNode said = inspection.details().deepCopy();
        said.put("inspection_reference_number", inspection.reference());
        said.set("inspection_date", inspection.details().path("inspection_start_date"));
        said.put("inspection_response_type", "inspection");
        return said;
    }

    ObjectNode inspection(Works works, Inspection inspection) {
        ObjectNode said = inspection.details().deepCopy();
        said.put("work_reference_number", works.reference());
        said.put("inspection_reference_number", inspection.reference());
        said.put("date_created", Json.text(inspection.created()));
        said.put("date_modified", Json.text(inspection.created()));
        said.put("promoter_organisation", directory.get(works.promoter()).name());
        said.put("highway_authority", directory.get(works.highwayAuthority()).name());
        said.put("is_auto_accepted", false);
        said.putArray("files");
        return said;
    }

    /** In the names of both the reporting list and V6's single comment. */
    static ObjectNode comment(Works works, Comment comment) {
        ObjectNode said = Json.object();
        said.put("work_reference_number", works.reference());
        said.put("comment_reference_number", comment.reference());
        said.put("topic", comment.topic());
        said.put("comment_topic", comment.topic().toLowerCase(Locale.ROOT));
        said.put("detail", comment.detail());
        said.put("author_email_address", comment.author());
        said.put("author_organisation_reference", comment.authorSwaCode());
        said.put("author_organisation_ref", comment.authorSwaCode());
        said.put("date_created", Json.text(comment.posted()));
        said.put("is_internal", comment.internal());
        said.put("is_read", comment.read().isPresent());
        comment.read().ifPresent(reading -> {
            said.put("read_by", reading.by());
            said.put("read_on", Json.text(reading.on()));
        });
        return said;
    }

    ObjectNode full(Works works, ForwardPlan plan) {
        ObjectNode said = plan.request().deepCopy();
        Organisation promoter = directory.get(works.promoter());
        said.setAll(summary(works, plan));
        said.put("promoter_organisation", promoter.name());
        said.put("promoter_swa_code", promoter.swaCode());
        said.put("promoter_contact_details", promoter.contactName() + ", " + promoter.phoneNumber());
        said.put("highway_authority", directory.get(works.highwayAuthority()).name());
        said.put("highway_authority_swa_code", works.highwayAuthority());
        said.put("workstream_prefix", works.workstream());
        PermitView.sayPlace(said, works.place());
        Optional.ofNullable(said.get("hs2_work_type")).ifPresent(type -> said.set("hs2_works_type", type));
        return said;
    }

    /** In the names of works record, list and map. */
    ObjectNode summary(Works works, ForwardPlan plan) {
        ObjectNode said = Json.object();
        said.put("work_reference_number", works.reference());
        said.put("forward_plan_reference_number", plan.reference());
        said.put("forward_plan_status", plan.status());
        said.put("date_created", Json.text(plan.created()));
        plan.cancelledReason().ifPresent(reason -> said.put("cancelled_reason", reason));
        said.set("start_date", plan.request().path("start_date"));
        said.set("end_date", plan.request().path("end_date"));
        said.set("proposed_start_date", plan.request().path("start_date"));
        said.set("proposed_end_date", plan.request().path("end_date"));
        said.set("works_location_description", plan.request().path("works_location_description"));
        said.set("location_description", plan.request().path("works_location_description"));
        said.set("description_of_work", plan.request().path("description_of_work"));
        said.put("promoter_organisation", directory.get(works.promoter()).name());
        said.put("highway_authority", directory.get(works.highwayAuthority()).name());
        said.put("street", works.place().street());
        said.put("town", works.place().town());
        said.put("area", works.place().area());
        return said;
    }

    static ObjectNode activity(Activity activity) {
        ObjectNode said = activity.request().deepCopy();
        said.put("activity_reference_number", activity.reference());
        said.put("cancelled", activity.cancelled());
        activity.cancelledReason().ifPresent(reason -> said.put("cancelled_reason", reason));
        said.put("highway_authority_swa_code", activity.highwayAuthority());
        return said;
    }
}
