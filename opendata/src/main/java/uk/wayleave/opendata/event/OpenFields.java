package uk.wayleave.opendata.event;

import static uk.wayleave.opendata.event.OpenField.Form.CODE;
import static uk.wayleave.opendata.event.OpenField.Form.COORDINATES;
import static uk.wayleave.opendata.event.OpenField.Form.DATE;
import static uk.wayleave.opendata.event.OpenField.Form.INSTANT;
import static uk.wayleave.opendata.event.OpenField.Form.LIST;
import static uk.wayleave.opendata.event.OpenField.Form.TEXT;

import java.util.List;

/**
 * The open set: the members that DfT's publisher puts into events. Nothing else is ever served, not even when an event
 * has it. Source: DfT's {@code event-notifier-message} schema and samples; the last eight of a permit, and Section 58,
 * from the feed.
 */
public final class OpenFields {
    private static final List<OpenField> PERMIT = List.of(
            new OpenField("work_reference_number", TEXT),
            new OpenField("permit_reference_number", TEXT),
            new OpenField("promoter_swa_code", TEXT),
            new OpenField("promoter_organisation", TEXT),
            new OpenField("highway_authority_swa_code", TEXT),
            new OpenField("highway_authority", TEXT),
            new OpenField("usrn", TEXT),
            new OpenField("street_name", TEXT),
            new OpenField("area_name", TEXT),
            new OpenField("town", TEXT),
            new OpenField("road_category", TEXT),
            new OpenField("works_location_coordinates", COORDINATES),
            new OpenField("works_location_type", LIST),
            new OpenField("work_category", TEXT),
            new OpenField("work_category_ref", CODE),
            new OpenField("work_status", TEXT),
            new OpenField("work_status_ref", CODE),
            new OpenField("permit_status", CODE),
            new OpenField("activity_type", TEXT),
            new OpenField("traffic_management_type", TEXT),
            new OpenField("traffic_management_type_ref", CODE),
            new OpenField("proposed_start_date", DATE),
            new OpenField("proposed_start_time", INSTANT),
            new OpenField("proposed_end_date", DATE),
            new OpenField("proposed_end_time", INSTANT),
            new OpenField("actual_start_date_time", INSTANT),
            new OpenField("actual_end_date_time", INSTANT),
            new OpenField("permit_conditions", LIST),
            new OpenField("is_ttro_required", TEXT),
            new OpenField("is_covid_19_response", TEXT),
            new OpenField("is_traffic_sensitive", TEXT),
            new OpenField("is_deemed", TEXT),
            new OpenField("collaborative_working", TEXT),
            new OpenField("collaboration_type", TEXT),
            new OpenField("collaboration_type_ref", CODE),
            new OpenField("close_footway", TEXT),
            new OpenField("close_footway_ref", CODE),
            new OpenField("current_traffic_management_type", TEXT),
            new OpenField("current_traffic_management_type_ref", CODE),
            new OpenField("current_traffic_management_update_date", INSTANT));

    private static final List<OpenField> ACTIVITY = List.of(
            new OpenField("activity_reference_number", TEXT),
            new OpenField("activity_name", TEXT),
            new OpenField("activity_type", TEXT),
            new OpenField("activity_type_details", TEXT),
            new OpenField("highway_authority_swa_code", TEXT),
            new OpenField("highway_authority", TEXT),
            new OpenField("usrn", TEXT),
            new OpenField("street_name", TEXT),
            new OpenField("area_name", TEXT),
            new OpenField("town", TEXT),
            new OpenField("road_category", TEXT),
            new OpenField("activity_coordinates", COORDINATES),
            new OpenField("activity_location_type", LIST),
            new OpenField("activity_location_description", TEXT),
            new OpenField("traffic_management_type", TEXT),
            new OpenField("traffic_management_required", TEXT),
            new OpenField("start_date", DATE),
            new OpenField("start_time", INSTANT),
            new OpenField("end_date", DATE),
            new OpenField("end_time", INSTANT),
            new OpenField("collaborative_working", TEXT),
            new OpenField("cancelled", TEXT));

    private static final List<OpenField> SECTION_58 = List.of(
            new OpenField("section_58_reference_number", TEXT),
            new OpenField("section_58_status", CODE),
            new OpenField("section_58_duration", CODE),
            new OpenField("section_58_extent", CODE),
            new OpenField("section_58_location_type", LIST),
            new OpenField("section_58_coordinates", COORDINATES),
            new OpenField("highway_authority_swa_code", TEXT),
            new OpenField("highway_authority", TEXT),
            new OpenField("usrn", TEXT),
            new OpenField("street_name", TEXT),
            new OpenField("area_name", TEXT),
            new OpenField("town", TEXT),
            new OpenField("start_date", DATE),
            new OpenField("end_date", DATE),
            new OpenField("status_change_date", INSTANT));

    private OpenFields() {}

    /** In the order in which they are served. */
    public static List<OpenField> of(ObjectKind kind) {
        return switch (kind) {
            case PERMIT -> PERMIT;
            case ACTIVITY -> ACTIVITY;
            case SECTION_58 -> SECTION_58;
            case OTHER -> List.of();
        };
    }
}
