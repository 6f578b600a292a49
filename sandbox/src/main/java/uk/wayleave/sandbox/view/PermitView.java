package uk.wayleave.sandbox.view;

import java.time.Instant;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.people.Organisation;
import uk.wayleave.sandbox.record.Alteration;
import uk.wayleave.sandbox.record.Calendar;
import uk.wayleave.sandbox.record.Category;
import uk.wayleave.sandbox.record.Permit;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.record.WorksStatus;
import uk.wayleave.sandbox.street.Place;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Labels;
import uk.wayleave.sandbox.wire.Shapes;

/**
 * What the sandbox says of a permit: all that either version shows, for {@link Shapes#fit} to cut. The words beside the
 * codes are added there.
 */
public final class PermitView {
    private final Directory directory;
    private final EntryView entries;

    public PermitView(Directory directory, EntryView entries) {
        this.directory = directory;
        this.entries = entries;
    }

    public ObjectNode full(Works works, Permit permit) {
        ObjectNode said = permit.application().deepCopy();
        Organisation promoter = directory.get(works.promoter());
        Organisation authority = directory.get(works.highwayAuthority());
        said.put("permit_reference_number", permit.reference());
        said.put("work_reference_number", works.reference());
        said.put("workstream_prefix", works.workstream());
        said.put("promoter_organisation", promoter.name());
        said.put("promoter_swa_code", promoter.swaCode());
        said.put("promoter_contact_details", promoter.contactName() + ", " + promoter.phoneNumber());
        said.put("highway_authority", authority.name());
        said.put("highway_authority_swa_code", authority.swaCode());
        said.put("permit_status", permit.status().code());
        said.put("work_status", works.status().code());
        said.put("work_category", permit.category());
        said.put("date_created", Json.text(permit.created()));
        said.put("date_modified", Json.text(permit.modified()));
        sayPlace(said, works.place());
        sayTimes(said, permit);
        sayDefaults(said);
        permit.assessment().ifPresent(assessment -> sayAssessment(said, assessment));
        sayTraffic(said, works, permit);
        said.setAll(permit.facts());
        said.set("interested_parties", entries.interestedParties(works));
        said.set("ancillary_informations", entries.ancillaryInformations(works, permit.reference()));
        said.put("ever_modification_requested", permit.everModificationRequested());
        sayFiles(said, works, permit);
        ArrayNode alterations = said.putArray("permit_alterations");
        permit.alterations().forEach(a -> alterations.add(alterationSummary(a)));
        return said;
    }

    public ObjectNode full(Works works, Permit permit, Alteration alteration) {
        ObjectNode said = alterationSummary(alteration);
        said.put("permit_status", permit.status().code());
        said.put("permit_alteration_reason", Json.string(alteration.request(), "permit_alteration_reason", ""));
        alteration.assessment().ifPresent(assessment -> {
            said.set("assessment_discount", assessment.path("assessment_discount"));
            said.set("assessment_comments", assessment.path("assessment_comments"));
        });
        said.setAll(alteration.facts());
        said.set("original", full(works, alteration.original()));
        said.set("proposed", full(works, alteration.proposed()));
        return said;
    }

    public static ObjectNode summary(Permit permit) {
        ObjectNode said = Json.object();
        said.put("permit_reference_number", permit.reference());
        said.set("proposed_start_date", permit.application().path("proposed_start_date"));
        said.set("proposed_end_date", permit.application().path("proposed_end_date"));
        permit.actualStart().ifPresent(at -> said.put("actual_start_date", Json.text(at)));
        permit.actualStop().ifPresent(at -> said.put("actual_stop_date", Json.text(at)));
        said.put("permit_status", permit.status().code());
        said.put("work_category", permit.category());
        return said;
    }

    public static ObjectNode alterationSummary(Alteration alteration) {
        ObjectNode said = Json.object();
        said.put("permit_alteration_reference_number", alteration.reference());
        said.put("date_created", Json.text(alteration.created()));
        said.put("deadline_date", Json.text(deadline(alteration)));
        said.put("alteration_status", alteration.status());
        said.put("alteration_type", alteration.type());
        return said;
    }

    /** By when the authority must answer. */
    public static Instant deadline(Alteration alteration) {
        return Category.STANDARD.answerBy(alteration.created());
    }

    public static void sayPlace(ObjectNode said, Place place) {
        said.put("street_name", place.street());
        said.put("town", place.town());
        said.put("area_name", place.area());
        said.put("usrn", place.usrn());
        said.put("road_category", place.roadCategory());
        if (!said.hasNonNull("works_coordinates")) {
            said.set("works_coordinates", place.coordinates());
        }
    }

    private static void sayTimes(ObjectNode said, Permit permit) {
        Category category = Category.ofCode(permit.category());
        Instant start = permit.proposedStart().orElse(permit.created());
        Instant end = permit.proposedEnd().orElse(start);
        said.put("reasonable_period_end_date", Json.text(end));
        said.put("calendar_day_duration", Calendar.days(start, end));
        said.put("working_day_duration", Calendar.workingDays(start, end));
        said.put("deadline_date", Json.text(category.answerBy(permit.created())));
        said.put("validity_period_end_date", Json.text(category.validUntil(end)));
        said.put("is_early_start", category.isEarlyStart(permit.created(), start));
        permit.actualStart().ifPresent(at -> said.put("actual_start_date", Json.text(at)));
        permit.actualStop().ifPresent(at -> said.put("actual_stop_date", Json.text(at)));
    }

    /** What one version requires and the other does not ask for when a permit is applied for. */
    private static void sayDefaults(ObjectNode said) {
        said.putIfAbsent("permit_conditions", Json.array());
        said.putIfAbsent("permit_asds", Json.array());
        said.putIfAbsent("permit_not_selected_asds", Json.array());
        for (String no : new String[] {
            "environmental_health_notifiable",
            "is_deemed",
            "sliding_end_date_candidate",
            "final_reinstatement",
            "is_lane_rental",
            "excavation_carried_out"
        }) {
            if (!said.has(no)) {
                said.put(no, false);
            }
        }
        if (!said.has("close_footpath")) {
            said.put("close_footpath", "no");
        }
        Json.string(said, "collaboration_type")
                .filter(type -> !said.has("collaboration_types"))
                .ifPresent(type -> said.putArray("collaboration_types").add(type));
    }

    private static void sayAssessment(ObjectNode said, ObjectNode assessment) {
        said.set("assessment_status", assessment.path("assessment_status"));
        said.set("assessment_comments", assessment.path("additional_comments"));
        for (String same : new String[] {
            "reasons_for_refusal",
            "assessment_discount",
            "revoke_reason",
            "pending_change_details",
            "is_duration_challenged",
            "reasonable_period_end_date"
        }) {
            if (assessment.hasNonNull(same)) {
                said.set(same, assessment.path(same));
            }
        }
        if (assessment.has("reasons_for_refusal")) {
            ArrayNode words = said.putArray("reasons_for_refusal_string");
            assessment.path("reasons_for_refusal").forEach(code -> words.add(Labels.of(code.asString())));
        }
    }

    /** While works go on, what was said last of their traffic management, else what was applied for. */
    private static void sayTraffic(ObjectNode said, Works works, Permit permit) {
        if (works.status() == WorksStatus.IN_PROGRESS && permit.actualStart().isPresent()) {
            said.set("current_traffic_management_type", permit.application().path("traffic_management_type"));
            Json.string(permit.application(), "emergency_contact_name")
                    .ifPresent(name -> said.put("current_traffic_management_emergency_contact_name", name));
            Json.string(permit.application(), "emergency_contact_number")
                    .ifPresent(number -> said.put("current_traffic_management_emergency_contact_number", number));
        }
    }

    private static void sayFiles(ObjectNode said, Works works, Permit permit) {
        ArrayNode files = said.putArray("files");
        for (var id : permit.application().path("file_ids")) {
            works.files().stream()
                    .filter(file -> file.id() == id.asLong(0))
                    .forEach(file -> files.addObject().put("file_id", file.id()).put("name", file.name()));
        }
    }
}
