package uk.wayleave.opendata.geometry;

import java.util.Optional;

/** The coordinate reference systems in which places are served (OGC API Features part 2). */
public enum Crs {
    /** Longitude, latitude: what GeoJSON has unless said otherwise. */
    CRS84("http://www.opengis.net/def/crs/OGC/1.3/CRS84", false),
    /** Latitude, longitude. */
    EPSG_4326("http://www.opengis.net/def/crs/EPSG/0/4326", true),
    /** Easting, northing in metres, as published. */
    EPSG_27700("http://www.opengis.net/def/crs/EPSG/0/27700", false);

    private final String uri;
    private final boolean latitudeFirst;

    Crs(String uri, boolean latitudeFirst) {
        this.uri = uri;
        this.latitudeFirst = latitudeFirst;
    }

    public String uri() {
        return uri;
    }

    /** Whether the first coordinate is the one that grows northwards. */
    public boolean latitudeFirst() {
        return latitudeFirst;
    }

    /** By its URI, or by the short names that people type. */
    public static Optional<Crs> of(String name) {
        String bare = name.startsWith("<") && name.endsWith(">") ? name.substring(1, name.length() - 1) : name;
        for (Crs crs : values()) {
            if (crs.uri.equals(bare)
                    || crs.uri.replace("http://", "https://").equals(bare)
                    || crs.name().replace('_', ':').equalsIgnoreCase(bare)) {
                return Optional.of(crs);
            }
        }
        return Optional.empty();
    }
}
