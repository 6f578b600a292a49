package uk.wayleave.opendata.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.core.io.JsonStringEncoder;
import uk.wayleave.opendata.geometry.Crs;
import uk.wayleave.opendata.geometry.Transformation;
import uk.wayleave.opendata.store.OpenObject;
import uk.wayleave.opendata.store.Origin;

/** Writes records as GeoJSON features (RFC 7946), with the event that each comes from. */
final class Features {
    private static final int DEGREES_SCALE = 7;

    private final Transformation transformation;

    Features(Transformation transformation) {
        this.transformation = transformation;
    }

    String feature(OpenObject record, Crs crs) {
        StringBuilder text = new StringBuilder(1600);
        feature(record, crs, text);
        return text.toString();
    }

    void feature(OpenObject record, Crs crs, StringBuilder into) {
        into.append("{\"type\":\"Feature\",\"id\":");
        quoted(record.reference(), into);
        into.append(",\"geometry\":");
        geometry(record.geometry(), crs, into);
        String properties = record.properties();
        into.append(",\"properties\":").append(properties, 0, properties.length() - 1);
        if (properties.length() > 2) {
            into.append(',');
        }
        origin(record.origin(), into);
        into.append("}}");
    }

    private static void origin(Origin origin, StringBuilder into) {
        into.append("\"event_reference\":").append(origin.number()).append(",\"event_type\":");
        quoted(origin.type(), into);
        into.append(",\"event_time\":\"").append(origin.time()).append("\",\"event_sha256\":\"");
        into.append(origin.hash()).append("\",\"event_provenance\":\"");
        into.append(origin.provenance().name().toLowerCase(Locale.ROOT)).append('"');
    }

    private void geometry(Optional<Geometry> grid, Crs crs, StringBuilder into) {
        if (grid.isEmpty()) {
            into.append("null");
            return;
        }
        geometry(crs == Crs.EPSG_27700 ? grid.get() : transformation.toWgs84(grid.get()), crs, into);
    }

    private static void geometry(Geometry geometry, Crs crs, StringBuilder into) {
        switch (geometry) {
            case Point point -> {
                into.append("{\"type\":\"Point\",\"coordinates\":");
                position(point.getCoordinate(), crs, into);
            }
            case LineString line -> {
                into.append("{\"type\":\"LineString\",\"coordinates\":");
                positions(line.getCoordinates(), crs, into);
            }
            case Polygon polygon -> {
                into.append("{\"type\":\"Polygon\",\"coordinates\":");
                rings(polygon, crs, into);
            }
            case MultiPoint points -> {
                into.append("{\"type\":\"MultiPoint\",\"coordinates\":");
                positions(points.getCoordinates(), crs, into);
            }
            case MultiLineString lines -> {
                into.append("{\"type\":\"MultiLineString\",\"coordinates\":");
                each(lines, part -> positions(part.getCoordinates(), crs, into), into);
            }
            case MultiPolygon polygons -> {
                into.append("{\"type\":\"MultiPolygon\",\"coordinates\":");
                each(polygons, part -> rings((Polygon) part, crs, into), into);
            }
            default -> {
                into.append("{\"type\":\"GeometryCollection\",\"geometries\":");
                each((GeometryCollection) geometry, part -> geometry(part, crs, into), into);
            }
        }
        into.append('}');
    }

    @FunctionalInterface
    private interface Part {
        void write(Geometry part);
    }

    private static void each(GeometryCollection parts, Part part, StringBuilder into) {
        into.append('[');
        for (int i = 0; i < parts.getNumGeometries(); i++) {
            if (i > 0) {
                into.append(',');
            }
            part.write(parts.getGeometryN(i));
        }
        into.append(']');
    }

    private static void rings(Polygon polygon, Crs crs, StringBuilder into) {
        into.append('[');
        positions(polygon.getExteriorRing().getCoordinates(), crs, into);
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            into.append(',');
            positions(polygon.getInteriorRingN(i).getCoordinates(), crs, into);
        }
        into.append(']');
    }

    private static void positions(Coordinate[] positions, Crs crs, StringBuilder into) {
        char before = '[';
        for (Coordinate position : positions) {
            into.append(before);
            position(position, crs, into);
            before = ',';
        }
        into.append(']');
    }

    private static void position(Coordinate position, Crs crs, StringBuilder into) {
        double first = crs.latitudeFirst() ? position.y : position.x;
        double second = crs.latitudeFirst() ? position.x : position.y;
        into.append('[');
        number(first, crs, into);
        into.append(',');
        number(second, crs, into);
        into.append(']');
    }

    /** The grid's as they were published; degrees to about a centimetre, which is more than they are good for. */
    private static void number(double value, Crs crs, StringBuilder into) {
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal written = crs == Crs.EPSG_27700 ? exact : exact.setScale(DEGREES_SCALE, RoundingMode.HALF_EVEN);
        into.append(written.stripTrailingZeros().toPlainString());
    }

    static void quoted(String text, StringBuilder into) {
        into.append('"')
                .append(JsonStringEncoder.getInstance().quoteAsCharArray(text))
                .append('"');
    }
}
