package uk.wayleave.sandbox.street;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.wire.Json;

/** A rectangle on the British National Grid, in metres. */
public record Box(double minEasting, double minNorthing, double maxEasting, double maxNorthing) {
    private static final Box NOWHERE =
            new Box(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE);

    /** Around GeoJSON coordinates, however deeply nested. */
    public static Box around(JsonNode coordinates) {
        if (coordinates.size() >= 2 && coordinates.path(0).isNumber()) {
            double easting = coordinates.path(0).asDouble(0);
            double northing = coordinates.path(1).asDouble(0);
            return new Box(easting, northing, easting, northing);
        }
        Box all = NOWHERE;
        for (JsonNode part : coordinates) {
            all = all.with(around(part));
        }
        return all;
    }

    private Box with(Box other) {
        return new Box(
                Math.min(minEasting, other.minEasting),
                Math.min(minNorthing, other.minNorthing),
                Math.max(maxEasting, other.maxEasting),
                Math.max(maxNorthing, other.maxNorthing));
    }

    public boolean intersects(Box other) {
        return minEasting <= other.maxEasting
                && other.minEasting <= maxEasting
                && minNorthing <= other.maxNorthing
                && other.minNorthing <= maxNorthing;
    }

    /** The middle, as a GeoJSON point. */
    public ObjectNode centre() {
        ObjectNode point = Json.object().put("type", "Point");
        point.putArray("coordinates").add((minEasting + maxEasting) / 2).add((minNorthing + maxNorthing) / 2);
        return point;
    }
}
