package uk.wayleave.sandbox.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.record.HistoryRow;
import uk.wayleave.sandbox.record.Permit;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.street.Gazetteer;
import uk.wayleave.sandbox.street.Street;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Labels;

/**
 * What a notification says, in the form of DfT's Event Notifier Message schema. DfT says that API notifications have this
 * form and tell of every event of a works ("API Notifications Overview"), but the schema names only the events of open
 * data. So these are said exactly as there, with the permit as the object; every other event has the name and kind of
 * object that the history gives it, in capitals, and data that says which works it is of and where they are.
 */
final class EventMessage {
    private static final Map<String, String> OPEN_EVENTS = Map.of(
            "work_start_logged", "WORK_START",
            "work_stop_logged", "WORK_STOP",
            "work_start_reverted", "WORK_START_REVERTED",
            "work_stop_reverted", "WORK_STOP_REVERTED",
            "permit_submitted", "PERMIT_SUBMITTED",
            "permit_granted", "PERMIT_GRANTED",
            "permit_refused", "PERMIT_REFUSED",
            "permit_revoked", "PERMIT_REVOKED",
            "permit_cancelled", "PERMIT_CANCELLED",
            "alteration_granted", "PERMIT_ALTERATION_GRANTED");

    private final Directory directory;
    private final Gazetteer gazetteer;

    EventMessage(Directory directory, Gazetteer gazetteer) {
        this.directory = directory;
        this.gazetteer = gazetteer;
    }

    ObjectNode of(Works works, HistoryRow row) {
        String open = OPEN_EVENTS.getOrDefault(row.event().code(), "");
        Optional<Permit> permit = permitOf(works, row);
        ObjectNode data = place(works);
        ObjectNode message = Json.object();
        message.put("event_reference", row.updateId());
        if (open.isEmpty() || permit.isEmpty()) {
            message.put("event_type", row.event().code().toUpperCase(Locale.ROOT));
            message.set("object_data", data);
            message.put("event_time", Json.text(row.at()));
            message.put("object_type", row.event().object().toUpperCase(Locale.ROOT));
            message.put("object_reference", row.event().reference());
            row.event().parent().ifPresent(parent -> data.put("parent_object_reference_number", parent));
        } else {
            sayPermit(data, permit.get());
            message.put("event_type", open);
            message.set("object_data", data);
            message.put("event_time", Json.text(row.at()));
            message.put("object_type", "PERMIT");
            message.put("object_reference", permit.get().reference());
        }
        message.put("version", 1);
        return message;
    }

    private static Optional<Permit> permitOf(Works works, HistoryRow row) {
        return works.permit(row.event().reference())
                .or(() -> row.event().parent().flatMap(works::permit))
                .or(works::activePermit);
    }

    private ObjectNode place(Works works) {
        ObjectNode said = Json.object();
        said.put("work_reference_number", works.reference());
        said.put("promoter_swa_code", works.promoter());
        said.put("promoter_organisation", directory.get(works.promoter()).name());
        said.put("highway_authority", directory.get(works.highwayAuthority()).name());
        said.put("highway_authority_swa_code", works.highwayAuthority());
        said.put("works_location_coordinates", wellKnownText(works.place().coordinates()));
        said.put("usrn", String.valueOf(works.place().usrn()));
        said.put("street_name", works.place().street());
        said.put("area_name", works.place().area());
        said.put("town", works.place().town());
        said.put("road_category", String.valueOf(works.place().roadCategory()));
        said.put(
                "is_traffic_sensitive",
                yesOrNo(gazetteer
                        .byUsrn(works.place().usrn())
                        .filter(Street::trafficSensitive)
                        .isPresent()));
        coded(said, "work_status", works.status().code());
        return said;
    }

    private static void sayPermit(ObjectNode said, Permit permit) {
        JsonNode application = permit.application();
        said.put("permit_reference_number", permit.reference());
        coded(said, "work_category", permit.category());
        coded(said, "traffic_management_type", Json.string(application, "traffic_management_type", ""));
        for (String date :
                List.of("proposed_start_date", "proposed_start_time", "proposed_end_date", "proposed_end_time")) {
            Json.string(application, date).ifPresentOrElse(at -> said.put(date, at), () -> said.putNull(date));
        }
        permit.actualStart()
                .ifPresentOrElse(
                        at -> said.put("actual_start_date_time", Json.text(at)),
                        () -> said.putNull("actual_start_date_time"));
        permit.actualStop()
                .ifPresentOrElse(
                        at -> said.put("actual_end_date_time", Json.text(at)),
                        () -> said.putNull("actual_end_date_time"));
        said.put("permit_status", permit.status().code());
        said.put("activity_type", Labels.of(Json.string(application, "activity_type", "")));
        said.put(
                "is_ttro_required",
                application.has("is_ttro_required")
                        ? yesOrNo(Json.flag(application, "is_ttro_required"))
                        : "Not provided");
        said.put("works_location_type", joined(application.path("location_types"), JsonNode::asString, true));
        said.put(
                "permit_conditions",
                joined(application.path("permit_conditions"), c -> Json.string(c, "condition", ""), false));
        said.put("is_deemed", yesOrNo(Json.flag(permit.facts(), "is_deemed")));
        said.put("collaborative_working", yesOrNo(Json.flag(application, "collaborative_working")));
        said.put("close_footway", Labels.of(Json.string(application, "close_footway", "no")));
        said.put("close_footway_ref", Json.string(application, "close_footway", "no"));
    }

    private static void coded(ObjectNode said, String name, String code) {
        said.put(name, Labels.of(code));
        said.put(name + "_ref", code);
    }

    private static String yesOrNo(boolean yes) {
        return yes ? "Yes" : "No";
    }

    private interface Text {
        String of(JsonNode node);
    }

    private static String joined(JsonNode list, Text text, boolean labelled) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(text::of)
                .map(one -> labelled ? Labels.of(one) : one)
                .collect(Collectors.joining(", "));
    }

    /** Open data says places as well-known text, not as GeoJSON. */
    private static String wellKnownText(JsonNode geometry) {
        String type = Json.string(geometry, "type", "Point").toUpperCase(Locale.ROOT);
        JsonNode coordinates = geometry.path("coordinates");
        return type
                + switch (type) {
                    case "POINT" -> "(" + point(coordinates) + ")";
                    case "LINESTRING" -> points(coordinates);
                    default ->
                        coordinates.valueStream().map(EventMessage::points).collect(Collectors.joining(",", "(", ")"));
                };
    }

    private static String points(JsonNode coordinates) {
        List<String> points = new ArrayList<>();
        coordinates.forEach(point -> points.add(point(point)));
        return String.join(",", points).transform(text -> "(" + text + ")");
    }

    private static String point(JsonNode coordinates) {
        return coordinates.path(0).asString() + " " + coordinates.path(1).asString();
    }
}
