package uk.wayleave.opendata.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import uk.wayleave.opendata.geometry.Crs;
import uk.wayleave.opendata.geometry.Transformation;

/**
 * The parameter {@code bbox}: what geometry must touch.
 *
 * @param grid the box on the grid that holds all of it
 * @param touches whether a geometry on the grid really does
 */
record Box(Envelope grid, Predicate<Geometry> touches) {
    private static final int EDGE_STEPS = 24;

    /** Four numbers, or six with heights, which are left aside. */
    static Box of(String text, Crs crs, Transformation transformation) {
        double[] numbers = numbers(text);
        int half = numbers.length / 2;
        double[] low = {numbers[0], numbers[1]};
        double[] high = {numbers[half], numbers[half + 1]};
        Envelope box = crs.latitudeFirst()
                ? new Envelope(low[1], high[1], low[0], high[0])
                : new Envelope(low[0], high[0], low[1], high[1]);
        if (low[1] > high[1] || (low[0] > high[0] && !crs.latitudeFirst())) {
            throw new BadAsk("The parameter bbox has its lower corner first, then its upper one.");
        }
        if (crs == Crs.EPSG_27700) {
            Geometry rectangle = new GeometryFactory().toGeometry(box);
            return new Box(
                    box,
                    geometry -> geometry instanceof Point
                            ? box.contains(geometry.getCoordinate())
                            : rectangle.intersects(geometry));
        }
        if (Math.abs(box.getMinX()) > 180
                || Math.abs(box.getMaxX()) > 180
                || Math.abs(box.getMaxY()) > 90
                || Math.abs(box.getMinY()) > 90) {
            throw new BadAsk("The parameter bbox is not in degrees. Name its system in bbox-crs.");
        }
        Envelope nearGreatBritain = box.intersection(new Envelope(-12, 6, 48, 63));
        if (nearGreatBritain.isNull()) {
            return new Box(new Envelope(-2, -1, -2, -1), _ -> false);
        }
        PreparedGeometry outline = PreparedGeometryFactory.prepare(outline(nearGreatBritain, transformation));
        return new Box(transformation.toGrid(nearGreatBritain), outline::intersects);
    }

    /** The edges of a box of degrees are bent on the grid. */
    private static Geometry outline(Envelope box, Transformation transformation) {
        List<Coordinate> ring = new ArrayList<>();
        double[][] corners = {
            {box.getMinX(), box.getMinY()},
            {box.getMaxX(), box.getMinY()},
            {box.getMaxX(), box.getMaxY()},
            {box.getMinX(), box.getMaxY()}
        };
        for (int side = 0; side < 4; side++) {
            double[] from = corners[side];
            double[] to = corners[(side + 1) % 4];
            for (int i = 0; i < EDGE_STEPS; i++) {
                double part = (double) i / EDGE_STEPS;
                ring.add(transformation.toGrid(
                        new Coordinate(from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part)));
            }
        }
        ring.add(ring.getFirst().copy());
        if (box.getWidth() == 0 || box.getHeight() == 0) {
            return new GeometryFactory().createLineString(ring.toArray(Coordinate[]::new));
        }
        return new GeometryFactory().createPolygon(ring.toArray(Coordinate[]::new));
    }

    private static double[] numbers(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4 && parts.length != 6) {
            throw new BadAsk("The parameter bbox has four numbers, or six.");
        }
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                numbers[i] = Double.parseDouble(parts[i].strip());
            } catch (NumberFormatException malformed) {
                throw new BadAsk("The parameter bbox is made of numbers.");
            }
            if (!Double.isFinite(numbers[i])) {
                throw new BadAsk("The parameter bbox is made of numbers.");
            }
        }
        return numbers;
    }
}
