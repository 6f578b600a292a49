package uk.wayleave.sandbox.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.people.Organisation;
import uk.wayleave.sandbox.record.Activity;
import uk.wayleave.sandbox.record.Archive;
import uk.wayleave.sandbox.record.Comment;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.ForwardPlan;
import uk.wayleave.sandbox.record.HistoryRow;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.StoredFile;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Labels;
import uk.wayleave.sandbox.wire.Shapes;

/** What the sandbox says of a works and of what hangs on it, for {@link Shapes#fit} to cut. */
public final class WorksView {
    /** GetWork shows only the latest 50 sites, inspections and fixed penalty notices (API documentation V3). */
    private static final int LATEST = 50;

    private final Directory directory;
    private final PermitView permits;
    private final EntryView entries;

    public WorksView(Directory directory, PermitView permits, EntryView entries) {
        this.directory = directory;
        this.permits = permits;
        this.entries = entries;
    }

    public ObjectNode full(Works works) {
        ObjectNode said = entries.context(works);
        said.put(
                "promoter_organisation_industry_type",
                directory.get(works.promoter()).sector());
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
        works.inspectionUnits().ifPresent(units -> said.put("inspection_units", units));
        works.forwardPlan().ifPresent(plan -> said.set("forward_plan", summary(works, plan)));
        ArrayNode permitRows = said.putArray("permits");
        works.permits().forEach(permit -> permitRows.add(PermitView.summary(permit)));
        ArrayNode history = said.putArray("history");
        works.history().reversed().stream().limit(LATEST).forEach(row -> history.add(history(row)));
        said.set("sites", latest(works, Kind.SITE));
        said.put("number_of_sites", works.entries(Kind.SITE).size());
        ArrayNode inspections = latest(works, Kind.INSPECTION);
        latest(works, Kind.SCHEDULED_INSPECTION).forEach(inspections::add);
        said.set("inspections", inspections);
        said.set("fpns", latest(works, Kind.FPN));
        said.set("section74s", latest(works, Kind.SECTION_74));
        said.set("non_compliances", latest(works, Kind.NON_COMPLIANCE));
        said.set("sample_inspections", latest(works, Kind.SAMPLE_INSPECTION));
        said.set("pbi_sample_inspections", latest(works, Kind.SAMPLE_INSPECTION));
        last(works, Kind.SECTION_81).ifPresent(entry -> said.set("section_81", entries.full(works, entry)));
        last(works, Kind.PRIVATE_STREET_NOTICE)
                .ifPresent(entry -> said.set("private_street_notice", entries.full(works, entry)));
        ArrayNode files = said.putArray("files");
        works.files().forEach(file -> files.add(file(file)));
        ArrayNode comments = said.putArray("latest_comments");
        latest(works.comments().stream().filter(c -> !c.internal()).toList())
                .forEach(comment -> comments.add(comment(works, comment)));
        return said;
    }

    private ArrayNode latest(Works works, Kind kind) {
        ArrayNode rows = Json.array();
        latest(works.entries(kind)).forEach(entry -> rows.add(entries.full(works, entry)));
        return rows;
    }

    private static Optional<Entry> last(Works works, Kind kind) {
        return works.entries(kind).reversed().stream().findFirst();
    }

    private static <T> List<T> latest(List<T> items) {
        return items.reversed().stream().limit(LATEST).toList();
    }

    public static ObjectNode history(HistoryRow row) {
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
    public static ObjectNode update(Archive.Update update) {
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

    public static ObjectNode file(StoredFile file) {
        return Json.object()
                .put("file_id", file.id())
                .put("name", file.name())
                .put("created_date", Json.text(file.created()))
                .put("user_created_by", file.createdBy())
                .put("swa_code", file.swaCode())
                .put("organisation_name", file.organisationName());
    }

    /** In the names of both the reporting list and V6's single comment. */
    public static ObjectNode comment(Works works, Comment comment) {
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

    public ObjectNode full(Works works, ForwardPlan plan) {
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
    public ObjectNode summary(Works works, ForwardPlan plan) {
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

    public static ObjectNode activity(Activity activity) {
        ObjectNode said = activity.request().deepCopy();
        said.put("activity_reference_number", activity.reference());
        said.put("date_created", Json.text(activity.created()));
        // the list of V6 always shows what a request may leave out
        for (String text : List.of("contact_name", "contact_details", "additional_info", "town", "area_name")) {
            said.putIfAbsent(text, said.stringNode(""));
        }
        said.putIfAbsent("street_name", said.stringNode("Unnamed street"));
        said.putIfAbsent("road_category", said.numberNode(4));
        said.put(
                "traffic_management_required",
                !Json.string(said, "traffic_management_type", "").equals("no_carriageway_incursion"));
        said.put("cancelled", activity.cancelled());
        activity.cancelledReason().ifPresent(reason -> said.put("cancelled_reason", reason));
        said.put("highway_authority_swa_code", activity.highwayAuthority());
        return said;
    }
}
