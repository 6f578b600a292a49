package uk.wayleave.sandbox.maps;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.Activity;
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

    public Answer works(Call call) {
        String wanted = call.query().text("work_reference_number").orElse("");
        return within(call, box -> {
            ArrayNode features = Json.array();
            for (Works works : parts.archive().allWorks()) {
                boolean asked = wanted.isEmpty() || works.reference().equals(wanted);
                Optional<Permit> permit =
                        works.activePermit().filter(p -> overlaps(call, p.application(), "proposed_"));
                if (asked && permit.isPresent() && works.place().box().intersects(box)) {
                    features.add(feature(
                            call,
                            "geojson.WorkProperties",
                            works.place().coordinates(),
                            properties(works, permit.get())));
                }
            }
            return features;
        });
    }

    private ObjectNode properties(Works works, Permit permit) {
        ObjectNode said = parts.permitView().full(works, permit);
        said.set("start_date", said.path("proposed_start_date"));
        said.set("end_date", said.path("proposed_end_date"));
        said.set("work_centre_point", works.place().box().centre());
        said.put("street", works.place().street());
        said.put("area", works.place().area());
        return said;
    }

    public Answer forwardPlans(Call call) {
        return within(call, box -> {
            ArrayNode features = Json.array();
            for (Works works : parts.archive().allWorks()) {
                works.forwardPlan()
                        .filter(plan -> works.place().box().intersects(box) && overlaps(call, plan.request(), ""))
                        .ifPresent(plan -> {
                            ObjectNode said = parts.worksView().summary(works, plan);
                            said.set("work_centre_point", works.place().box().centre());
                            features.add(feature(
                                    call,
                                    "geojson.ForwardPlanProperties",
                                    works.place().coordinates(),
                                    said));
                        });
            }
            return features;
        });
    }

    public Answer activities(Call call) {
        return within(call, box -> {
            ArrayNode features = Json.array();
            for (Activity activity : parts.archive().allActivities()) {
                JsonNode coordinates = activity.request().path("activity_coordinates");
                Box around = Box.around(coordinates.path("coordinates"));
                if (around.intersects(box) && overlaps(call, activity.request(), "")) {
                    ObjectNode said = WorksView.activity(activity);
                    said.set("activity_type", said.path("activity_activity_type"));
                    said.set("activity_centre_point", around.centre());
                    features.add(feature(call, "geojson.ActivityProperties", coordinates, said));
                }
            }
            return features;
        });
    }

    private Answer within(Call call, Function<Box, ArrayNode> features) {
        double[] corners = new double[4];
        List<String> names = List.of("minEasting", "minNorthing", "maxEasting", "maxNorthing");
        for (int i = 0; i < corners.length; i++) {
            OptionalDouble corner = call.query().number(names.get(i));
            if (corner.isEmpty()) {
                return Answer.invalid(names.get(i), "is required and must be a number");
            }
            corners[i] = corner.getAsDouble();
        }
        ObjectNode collection = Json.object().put("type", "FeatureCollection");
        collection.set("features", features.apply(new Box(corners[0], corners[1], corners[2], corners[3])));
        return Answer.ok(collection);
    }

    private static boolean overlaps(Call call, JsonNode dates, String prefix) {
        Instant start = Json.instant(dates, prefix + "start_date").orElse(Instant.MIN);
        Instant end = Json.instant(dates, prefix + "end_date").orElse(Instant.MAX);
        return call.query().instant("start_date").filter(end::isBefore).isEmpty()
                && call.query().instant("end_date").filter(start::isAfter).isEmpty();
    }

    private ObjectNode feature(Call call, String shape, JsonNode coordinates, ObjectNode said) {
        ObjectNode feature = Json.object().put("type", "Feature");
        String type = Json.string(coordinates, "type", "");
        feature.putObject("geometry")
                .put("type", type)
                .put("type_string", type)
                .set("coordinates", coordinates.path("coordinates"));
        feature.set("properties", parts.fit(call, shape, said));
        return feature;
    }
}
