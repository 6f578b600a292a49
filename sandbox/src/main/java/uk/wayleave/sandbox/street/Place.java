package uk.wayleave.sandbox.street;

import tools.jackson.databind.JsonNode;

/** Where a works is. The coordinates are GeoJSON on the British National Grid (EPSG:27700). */
public record Place(long usrn, String street, String town, String area, int roadCategory, JsonNode coordinates) {
    /** The smallest box around the coordinates. */
    public Box box() {
        return Box.around(coordinates.path("coordinates"));
    }
}
