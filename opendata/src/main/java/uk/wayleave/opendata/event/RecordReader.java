package uk.wayleave.opendata.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.opendata.geometry.Coordinates;
import uk.wayleave.opendata.geometry.Place;

/** Brings {@code object_data} into the form in which it is served: the open set, and nothing else. */
final class RecordReader {
    /** A code that is made of its label where only the label was published. */
    private static final Map<String, String> LABEL_OF = Map.of(
            "work_status_ref", "work_status",
            "work_category_ref", "work_category",
            "traffic_management_type_ref", "traffic_management_type",
            "collaboration_type_ref", "collaboration_type",
            "current_traffic_management_type_ref", "current_traffic_management_type");

    private final JsonMapper mapper = JsonMapper.shared();
    private final Coordinates coordinates = new Coordinates();

    OpenRecord read(ObjectKind kind, String reference, JsonNode data) {
        ObjectNode properties = mapper.createObjectNode();
        Place place = new Place.None();
        for (OpenField field : OpenFields.of(kind)) {
            switch (field.form()) {
                case COORDINATES -> place = place(data.path(field.name()));
                case LIST -> list(data.path(field.name()), field.name(), properties);
                case TEXT, CODE, DATE, INSTANT ->
                    value(field, data).ifPresent(text -> properties.put(field.name(), text));
            }
        }
        if (kind != ObjectKind.OTHER) {
            properties.put(kind.referenceField(), reference);
        }
        Optional<Instant> starts = starts(properties);
        return new OpenRecord(
                properties,
                place,
                starts,
                ends(properties).map(end -> starts.filter(end::isBefore).orElse(end)),
                of(properties, "highway_authority_swa_code"),
                of(properties, "promoter_swa_code"),
                of(properties, "usrn"),
                of(properties, "street_name").map(street -> street.toUpperCase(Locale.ROOT)),
                status(kind, properties),
                of(properties, "permit_status"),
                of(properties, "work_category_ref"),
                of(properties, "traffic_management_type_ref")
                        .or(() -> of(properties, "traffic_management_type").map(Codes::code)),
                of(properties, "activity_type"));
    }

    private Place place(JsonNode published) {
        if (published.isObject()) {
            return coordinates.read(published.toString());
        }
        return published.isString() ? coordinates.read(published.asString()) : new Place.None();
    }

    /** What a member says, in its form; what cannot be brought into it is left out. */
    private static Optional<String> value(OpenField field, JsonNode data) {
        Optional<String> published = EventReader.text(data, field.name());
        return switch (field.form()) {
            case TEXT -> published.map(text -> field.name().endsWith("_swa_code") ? Codes.swaCode(text) : text);
            case CODE ->
                published
                        .or(() -> Optional.ofNullable(LABEL_OF.get(field.name()))
                                .flatMap(label -> EventReader.text(data, label)))
                        .map(text ->
                                field.name().equals("work_status_ref") ? Codes.workStatus(text) : Codes.code(text));
            case DATE -> published.flatMap(Times::londonDate).map(LocalDate::toString);
            case INSTANT -> published.flatMap(Times::instant).map(Instant::toString);
            case LIST, COORDINATES -> Optional.empty();
        };
    }

    /** Comma-joined text, or a list where one was published; nothing for null. */
    private static void list(JsonNode published, String name, ObjectNode into) {
        if (published.isArray()) {
            ArrayNode list = into.putArray(name);
            published.values().stream()
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString)
                    .forEach(list::add);
        } else if (published.isString() && !published.asString().isBlank()) {
            ArrayNode list = into.putArray(name);
            for (String part : published.asString().split(",", -1)) {
                if (!part.isBlank()) {
                    list.add(part.strip());
                }
            }
        }
    }

    private static Optional<Instant> starts(ObjectNode properties) {
        return instant(properties, "actual_start_date_time")
                .or(() -> instant(properties, "proposed_start_time"))
                .or(() -> date(properties, "proposed_start_date").map(Times::startOf))
                .or(() -> instant(properties, "start_time"))
                .or(() -> date(properties, "start_date").map(Times::startOf));
    }

    private static Optional<Instant> ends(ObjectNode properties) {
        return instant(properties, "actual_end_date_time")
                .or(() -> instant(properties, "proposed_end_time"))
                .or(() -> date(properties, "proposed_end_date").map(Times::endOf))
                .or(() -> instant(properties, "end_time"))
                .or(() -> date(properties, "end_date").map(Times::endOf));
    }

    private static Optional<String> status(ObjectKind kind, ObjectNode properties) {
        return switch (kind) {
            case PERMIT -> of(properties, "work_status_ref");
            case SECTION_58 -> of(properties, "section_58_status");
            case ACTIVITY ->
                Optional.of(
                        of(properties, "cancelled")
                                        .filter("Yes"::equalsIgnoreCase)
                                        .isPresent()
                                ? "cancelled"
                                : "active");
            case OTHER -> Optional.empty();
        };
    }

    private static Optional<Instant> instant(ObjectNode properties, String name) {
        return of(properties, name).flatMap(Times::instant);
    }

    private static Optional<LocalDate> date(ObjectNode properties, String name) {
        return of(properties, name).map(LocalDate::parse);
    }

    private static Optional<String> of(ObjectNode properties, String name) {
        return EventReader.text(properties, name);
    }
}
