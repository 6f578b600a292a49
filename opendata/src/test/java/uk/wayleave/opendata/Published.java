package uk.wayleave.opendata;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events in the shape of DfT's samples, with fictional content. */
public final class Published {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final ObjectNode event;

    private Published(String json) {
        event = (ObjectNode) MAPPER.readTree(json);
    }

    public static Published permit(String reference) {
        return new Published("""
                {"event_reference": 529770, "event_type": "WORK_START",
                 "object_data": {
                  "work_reference_number": "ZF0011000002", "permit_reference_number": "ZF0011000002-01",
                  "promoter_swa_code": "STPR", "promoter_organisation": "Smoke Test Promoter",
                  "highway_authority": "CITY OF WESTMINSTER", "highway_authority_swa_code": "5990",
                  "works_location_coordinates": "LINESTRING(501251.53 222574.64,501305.92 222506.65)",
                  "street_name": "HIGH STREET NORTH", "area_name": "LONDON", "town": "LONDON", "usrn": "8401426",
                  "road_category": "3", "work_category": "Standard", "work_category_ref": "standard",
                  "traffic_management_type": "Road closure", "traffic_management_type_ref": "road_closure",
                  "proposed_start_date": "2020-06-23T23:00:00.000Z", "proposed_start_time": null,
                  "proposed_end_date": "2020-06-27T23:00:00.000Z", "proposed_end_time": null,
                  "actual_start_date_time": "2020-06-24T10:11:00.000Z", "actual_end_date_time": null,
                  "work_status": "Works in progress", "work_status_ref": "in_progress",
                  "activity_type": "Remedial works", "is_ttro_required": "No", "is_covid_19_response": "No",
                  "works_location_type": "Cycleway, Footpath", "permit_conditions": "NCT01a, NCT01b, NCT11a",
                  "is_traffic_sensitive": "Yes", "is_deemed": "No", "permit_status": "permit_modification_request",
                  "collaborative_working": "Yes", "close_footway": "Yes, a pedestrian walkway will be provided",
                  "close_footway_ref": "yes_provide_pedestrian_walkway"},
                 "event_time": "2020-06-24T14:21:44.091Z", "object_type": "PERMIT",
                 "object_reference": "ZF0011000002-01", "version": 1}""").about(reference);
    }

    public static Published activity(String reference) {
        return new Published("""
                {"event_reference": 529771, "event_type": "ACTIVITY_CREATED",
                 "object_data": {
                  "activity_reference_number": "ARN-5990-85775436", "usrn": "8401426", "street_name": "Fake Street",
                  "town": "London", "area_name": "MARYLEBONE HIGH STREET", "road_category": "4",
                  "activity_coordinates": "POINT(527155.3328125 182227.946386719)",
                  "activity_name": "London Marathon", "activity_type": "event",
                  "activity_type_details": "Activity type details", "start_date": "2020-06-10T00:00:00.000Z",
                  "start_time": "2020-06-10T14:30:00.000Z", "end_date": "2020-06-11T00:00:00.000Z",
                  "end_time": "2020-06-11T09:00:00.000Z", "activity_location_type": "Cycleway, Footpath",
                  "activity_location_description": "Description of activity location",
                  "traffic_management_type": "road_closure", "traffic_management_required": "Yes",
                  "collaborative_working": "Yes", "cancelled": "No", "highway_authority": "CITY OF WESTMINSTER",
                  "highway_authority_swa_code": "5990"},
                 "event_time": "2020-06-04T08:00:00.000Z", "object_type": "ACTIVITY",
                 "object_reference": "ARN-5990-85775436", "version": 1}""").about(reference);
    }

    public static Published section58(String reference) {
        return new Published("""
                {"event_reference": 529772, "event_type": "SECTION_58_CREATED",
                 "object_data": {
                  "section_58_reference_number": "S58-5990-46589070",
                  "section_58_coordinates": "POLYGON((501251 222574,501305 222574,501305 222506,501251 222574))",
                  "section_58_status": "proposed", "start_date": "2020-06-10T14:30:00.000Z",
                  "end_date": "2020-12-11T09:00:00.000Z", "section_58_duration": "six_months",
                  "section_58_extent": "whole_road", "section_58_location_type": "Cycleway, Footpath",
                  "status_change_date": "2020-06-10T14:30:00.000Z", "highway_authority_swa_code": "5990",
                  "highway_authority": "CITY OF WESTMINSTER", "usrn": "8401426", "street_name": "Fake Street",
                  "area_name": "MARYLEBONE HIGH STREET", "town": "London"},
                 "event_time": "2020-06-04T08:00:00.000Z", "object_type": "SECTION_58",
                 "object_reference": "S58-5990-46589070", "version": 1}""").about(reference);
    }

    private Published about(String reference) {
        event.put("object_reference", reference);
        ObjectNode data = data();
        if (data.has("permit_reference_number")) {
            data.put("permit_reference_number", reference);
            data.put("work_reference_number", reference.substring(0, reference.lastIndexOf('-')));
        }
        for (String name : new String[] {"activity_reference_number", "section_58_reference_number"}) {
            if (data.has(name)) {
                data.put(name, reference);
            }
        }
        return this;
    }

    public ObjectNode data() {
        return (ObjectNode) event.get("object_data");
    }

    public Published with(String member, String value) {
        data().put(member, value);
        return this;
    }

    public Published withNull(String member) {
        data().putNull(member);
        return this;
    }

    public Published without(String member) {
        data().remove(member);
        return this;
    }

    /** A member of the event itself. */
    public Published stating(String member, String value) {
        event.put(member, value);
        return this;
    }

    public Published numbered(long number) {
        event.put("event_reference", number);
        return this;
    }

    public Published at(String time) {
        return stating("event_time", time);
    }

    public byte[] bytes() {
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The same content in other bytes. */
    public byte[] spacedBytes() {
        return event.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }
}
