package uk.wayleave.sandbox.maps;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.Activity;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.Permit;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.street.Box;
import uk.wayleave.sandbox.view.WorksView;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;

/** GeoJSON for a map, of all organisations, within a rectangle. */
public final class MapCalls {
    private final Parts parts;

    public MapCalls(Parts parts) {
        this.parts = parts;
    }

    /**
     * Something on the map.
     *
     * @param geometry GeoJSON on the British National Grid
     * @param said more than its properties; with {@code start_date} and {@code end_date} where it has them
     */
    private record Pin(JsonNode geometry, ObjectNode said) {
        Box box() {
            return Box.around(geometry.path("coordinates"));
        }
    }

    public Answer works(Call call) {
        return within(
                call,
                "geojson.WorkProperties",
                "work_reference_number",
                box -> parts.archive().allWorks().stream()
                        .filter(works -> works.place().box().intersects(box))
                        .flatMap(works -> works.activePermit().stream().map(permit -> pin(works, permit))));
    }

    private Pin pin(Works works, Permit permit) {
        ObjectNode said = parts.entryView().context(works);
        said.setAll(parts.permitView().full(works, permit));
        said.set("start_date", said.path("proposed_start_date"));
        said.set("end_date", said.path("proposed_end_date"));
        said.set("work_centre_point", works.place().box().centre());
        said.put("industry_sector", parts.directory().get(works.promoter()).sector());
        return new Pin(works.place().coordinates(), said);
    }

    public Answer forwardPlans(Call call) {
        return within(
                call,
                "geojson.ForwardPlanProperties",
                "forward_plan_reference_number",
                box -> parts.archive().allWorks().stream()
                        .filter(works -> works.place().box().intersects(box))
                        .flatMap(works -> works.forwardPlan().stream().map(plan -> {
                            ObjectNode said = parts.worksView().summary(works, plan);
                            said.set("work_centre_point", works.place().box().centre());
                            return new Pin(works.place().coordinates(), said);
                        })));
    }

    public Answer activities(Call call) {
        return within(
                call,
                "geojson.ActivityProperties",
                "activity_reference_number",
                box -> parts.archive().allActivities().stream().map(MapCalls::pin));
    }

    private static Pin pin(Activity activity) {
        Pin pin = new Pin(activity.request().path("activity_coordinates"), WorksView.activity(activity));
        pin.said().set("activity_type", pin.said().path("activity_activity_type"));
        pin.said().set("activity_centre_point", pin.box().centre());
        return pin;
    }

    public Answer section58s(Call call) {
        return within(
                call,
                "geojson.Section58Properties",
                "section_58_reference_number",
                box -> parts.archive().entries(Kind.SECTION_58).stream()
                        .map(entry -> pin(entry, "section_58_coordinates", "section_58_centre_point")));
    }

    public Answer materialClassifications(Call call) {
        return within(
                call,
                "geojson.MaterialClassificationProperties",
                "material_classification_reference_number",
                box -> parts.archive().entries(Kind.MATERIAL_CLASSIFICATION).stream()
                        .map(entry -> pin(
                                entry, "material_classification_coordinates", "material_classification_centre_point"))
                        .filter(pin -> isAsked(call, pin)));
    }

    private static boolean isAsked(Call call, Pin pin) {
        Instant sampled = Json.instant(pin.said(), "sample_date").orElse(Instant.EPOCH);
        return call.query()
                        .instant("sample_date_from")
                        .filter(sampled::isBefore)
                        .isEmpty()
                && call.query()
                        .instant("sample_date_to")
                        .filter(sampled::isAfter)
                        .isEmpty()
                && isOneOf(call, "usrn", pin.said().path("usrn"))
                && isOneOf(call, "classification", pin.said().path("material_classification_classification"));
    }

    private static boolean isOneOf(Call call, String parameter, JsonNode value) {
        List<String> wanted = call.query().list(parameter);
        return wanted.isEmpty() || wanted.contains(value.asString());
    }

    private Pin pin(Entry entry, String coordinates, String centre) {
        ObjectNode said = parts.entryView().full(entry);
        said.set("material_type", said.path("hazardous_material_type"));
        said.put("organisation_name", parts.directory().get(entry.swaCode()).name());
        Pin pin = new Pin(said.path(coordinates), said);
        said.set(centre, pin.box().centre());
        return pin;
    }

    /** The coordinates of ancillary information are a list of geometries; each is a feature of its own. */
    public Answer ancillaryInformations(Call call) {
        return within(
                call,
                "geojson.AncillaryInfoProperties",
                "ancillary_info_reference_number",
                box -> parts.archive().allWorks().stream()
                        .flatMap(works -> works.entries(Kind.ANCILLARY_INFO).stream()
                                .filter(entry ->
                                        entry.text("ancillary_info_status").equals("added"))
                                .flatMap(entry -> ancillary(works, entry))));
    }

    private Stream<Pin> ancillary(Works works, Entry entry) {
        return entry.said().path("ancillary_info_coordinates").valueStream().map(geometry -> {
            Pin pin = new Pin(geometry, parts.entryView().full(works, entry));
            pin.said().set("ancillary_info_centre_point", pin.box().centre());
            return pin;
        });
    }

    /** Where the acts for High Speed Two let it work: a strip of the sandbox's county, in phase one. */
    public Answer hs2ActLimits(Call call) {
        boolean asked = call.query().text("phase").map("phase_1"::equals).orElse(true);
        return within(call, "", "", box -> asked ? Stream.of(hs2()) : Stream.empty());
    }

    private static Pin hs2() {
        ObjectNode polygon = Json.object().put("type", "Polygon");
        ArrayNode ring = polygon.putArray("coordinates").addArray();
        double[][] corners = {{385_000, 169_000}, {385_400, 169_000}, {385_400, 173_000}, {385_000, 173_000}};
        for (int i = 0; i <= corners.length; i++) {
            double[] corner = corners[i % corners.length];
            ring.addArray().add(corner[0]).add(corner[1]);
        }
        return new Pin(polygon, Json.object());
    }

    /**
     * @param shape of the properties; empty when features have none
     * @param reference the query parameter and member that picks one of them
     */
    private Answer within(Call call, String shape, String reference, Function<Box, Stream<Pin>> pins) {
        double[] corners = new double[4];
        List<String> names = List.of("minEasting", "minNorthing", "maxEasting", "maxNorthing");
        for (int i = 0; i < corners.length; i++) {
            OptionalDouble corner = call.query().number(names.get(i));
            if (corner.isEmpty()) {
                return Answer.invalid(names.get(i), "is required and must be a number");
            }
            corners[i] = corner.getAsDouble();
        }
        Box box = new Box(corners[0], corners[1], corners[2], corners[3]);
        Optional<String> wanted = call.query().text(reference.isEmpty() ? "-" : reference);
        ObjectNode collection = Json.object().put("type", "FeatureCollection");
        ArrayNode features = collection.putArray("features");
        pins.apply(box)
                .filter(pin -> pin.box().intersects(box))
                .filter(pin -> wanted.isEmpty()
                        || Json.string(pin.said(), reference, "").equals(wanted.get()))
                .filter(pin -> overlaps(call, pin.said()))
                .forEach(pin -> features.add(feature(call, shape, pin)));
        return Answer.ok(collection);
    }

    private static boolean overlaps(Call call, JsonNode said) {
        Instant start = Json.instant(said, "start_date").orElse(Instant.MIN);
        Instant end = Json.instant(said, "end_date").orElse(Instant.MAX);
        return call.query().instant("start_date").filter(end::isBefore).isEmpty()
                && call.query().instant("end_date").filter(start::isAfter).isEmpty();
    }

    private ObjectNode feature(Call call, String shape, Pin pin) {
        ObjectNode feature = Json.object().put("type", "Feature");
        String type = Json.string(pin.geometry(), "type", "");
        feature.putObject("geometry")
                .put("type", type)
                .put("type_string", type)
                .set("coordinates", pin.geometry().path("coordinates"));
        if (!shape.isEmpty()) {
            feature.set("properties", parts.fit(call, shape, pin.said()));
        }
        return feature;
    }
}
