package uk.wayleave.opendata.geometry;

import org.locationtech.jts.geom.Geometry;

/** Where an object is, as far as its coordinates can be read. */
public sealed interface Place {
    /** @param geometry in the British National Grid (EPSG:27700), metres */
    record Known(Geometry geometry) implements Place {}

    /** @param why in a sentence */
    record Malformed(String why) implements Place {}

    /** Nothing was published. */
    record None() implements Place {}
}
