package uk.wayleave.sandbox;

import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.wire.Json;

/** Bodies as an integrator's product sends them. */
final class Applications {
    private Applications() {}

    /** All that V3.6 requires of a permit application and a few things more; five working days, so standard works. */
    static ObjectNode permit() {
        ObjectNode body = Json.object();
        body.put("internal_user_identifier", "JPLAN01");
        body.put("internal_user_name", "Jo Planner");
        body.put("secondary_contact", "Rowan Tolliver");
        body.put("secondary_contact_number", "07700 900456");
        body.put("proposed_start_date", "2027-01-11T08:00:00.000Z");
        body.put("proposed_end_date", "2027-01-15T17:00:00.000Z");
        body.put("description_of_work", "Renew service pipe");
        body.put("excavation", true);
        body.put("traffic_management_plan", false);
        body.put("lane_rental_applicable", false);
        body.put("works_location_description", "Outside number 14");
        body.put("environmental_health_notifiable", false);
        body.put("collaborative_working", false);
        body.put("activity_type", "utility_asset_works");
        body.put("traffic_management_type", "give_and_take");
        body.put("application_type", "permit");
        body.putArray("location_types").add("footway");
        body.put("work_type", "planned");
        body.put("close_footway", "no");
        return body;
    }

    static ObjectNode works(String promoter) {
        ObjectNode body = permit();
        body.put("promoter_swa_code", promoter);
        body.put("highway_authority_swa_code", Directory.COUNTY);
        body.put("usrn", 99_800_001);
        ObjectNode line = body.putObject("works_coordinates").put("type", "LineString");
        line.putArray("coordinates").addArray().add(384120).add(171560);
        line.withArray("coordinates").addArray().add(384140).add(171575);
        return body;
    }

    /** The same in V6. */
    static ObjectNode v6(ObjectNode body) {
        body.remove("environmental_health_notifiable");
        body.put("close_footpath", "no");
        return body;
    }

    static ObjectNode person() {
        return Json.object().put("internal_user_identifier", "JPLAN01").put("internal_user_name", "Jo Planner");
    }
}
