package uk.wayleave.sandbox.seed;

import java.util.Random;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.street.Street;
import uk.wayleave.sandbox.wire.Json;

/** GeoJSON on the British National Grid. */
final class Geometry {
    private Geometry() {}

    static ObjectNode point(double easting, double northing) {
        ObjectNode point = Json.object().put("type", "Point");
        point.putArray("coordinates").add(easting).add(northing);
        return point;
    }

    /** Some metres of a street, from one of its points to the next. */
    static ObjectNode pieceOf(Street street, Random random) {
        int from = random.nextInt(street.line().size() - 1);
        ObjectNode line = Json.object().put("type", "LineString");
        ArrayNode points = line.putArray("coordinates");
        street.line()
                .subList(from, from + 2)
                .forEach(p ->
                        points.addArray().add(p.easting() + random.nextInt(4)).add(p.northing() + random.nextInt(4)));
        return line;
    }
}
