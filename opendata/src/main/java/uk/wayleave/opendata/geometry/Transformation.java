package uk.wayleave.opendata.geometry;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateReferenceSystem;
import org.locationtech.proj4j.CoordinateTransform;
import org.locationtech.proj4j.CoordinateTransformFactory;
import org.locationtech.proj4j.ProjCoordinate;

/**
 * Between the British National Grid and WGS 84, by the one seven-parameter (Helmert) transformation that Ordnance Survey
 * publishes for all of Great Britain, in place of the grid OSTN15. Its error against OSTN15 is up to about 5 m; see
 * decision 0013. The grid's own coordinates are never changed.
 */
public final class Transformation {
    /** The most by which a place in WGS 84 may be off, in metres. */
    public static final double ERROR_METRES = 5;

    /** EPSG:27700 with Ordnance Survey's parameters ("A guide to coordinate systems in Great Britain", section 6.6). */
    private static final String GRID = "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000"
            + " +ellps=airy +towgs84=446.448,-125.157,542.06,0.1502,0.247,0.8421,-20.4894 +units=m +no_defs";

    private static final String WGS84 = "+proj=longlat +datum=WGS84 +no_defs";
    private static final int EDGE_STEPS = 16;

    private final CoordinateTransform outwards;
    private final CoordinateTransform inwards;

    public Transformation() {
        CRSFactory systems = new CRSFactory();
        CoordinateReferenceSystem grid = systems.createFromParameters("EPSG:27700", GRID);
        CoordinateReferenceSystem world = systems.createFromParameters("CRS84", WGS84);
        CoordinateTransformFactory transforms = new CoordinateTransformFactory();
        outwards = transforms.createTransform(grid, world);
        inwards = transforms.createTransform(world, grid);
    }

    /** Longitude and latitude in degrees of a place on the grid. */
    public Coordinate toWgs84(Coordinate grid) {
        return through(outwards, grid);
    }

    /** Easting and northing in metres of longitude and latitude. */
    public Coordinate toGrid(Coordinate lonLat) {
        return through(inwards, lonLat);
    }

    /** A copy in WGS 84, longitude first. */
    public Geometry toWgs84(Geometry grid) {
        Geometry copy = grid.copy();
        copy.apply(new EachPosition(outwards));
        copy.setSRID(4326);
        copy.geometryChanged();
        return copy;
    }

    /** The smallest box on the grid that holds all of a box of longitudes and latitudes. */
    public Envelope toGrid(Envelope lonLat) {
        Envelope grid = new Envelope();
        for (int i = 0; i <= EDGE_STEPS; i++) {
            double lon = lonLat.getMinX() + lonLat.getWidth() * i / EDGE_STEPS;
            for (int j = 0; j <= EDGE_STEPS; j++) {
                double lat = lonLat.getMinY() + lonLat.getHeight() * j / EDGE_STEPS;
                grid.expandToInclude(toGrid(new Coordinate(lon, lat)));
            }
        }
        // Between two of the points an edge may bow out a little.
        grid.expandBy(Math.max(1, Math.max(grid.getWidth(), grid.getHeight()) * 0.002));
        return grid;
    }

    private static Coordinate through(CoordinateTransform transform, Coordinate from) {
        ProjCoordinate to = transform.transform(new ProjCoordinate(from.x, from.y), new ProjCoordinate());
        return new Coordinate(to.x, to.y);
    }

    private record EachPosition(CoordinateTransform transform) implements CoordinateSequenceFilter {
        @Override
        public void filter(CoordinateSequence positions, int i) {
            Coordinate moved = through(transform, new Coordinate(positions.getX(i), positions.getY(i)));
            positions.setOrdinate(i, CoordinateSequence.X, moved.x);
            positions.setOrdinate(i, CoordinateSequence.Y, moved.y);
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean isGeometryChanged() {
            return true;
        }
    }
}
