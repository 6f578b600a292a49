package uk.wayleave.sandbox;

import tools.jackson.databind.JsonNode;

/** Where a works is. The coordinates are GeoJSON on the British National Grid (EPSG:27700). */
record Place(long usrn, String street, String town, String area, int roadCategory, JsonNode coordinates) {
    /** The smallest box around the coordinates. */
    Box box() {
        return Box.around(coordinates.path("coordinates"));
    }
}
