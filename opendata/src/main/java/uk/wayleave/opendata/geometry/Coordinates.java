package uk.wayleave.opendata.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads published coordinates: well-known text in the British National Grid. Also with commas and spaces the wrong way
 * round, as DfT's own geometry tests have it ({@code LINESTRING(334003,350162 334083,350162)}), and GeoJSON, which DfT's
 * schema says it was.
 */
public final class Coordinates {
    /** EPSG:27700. */
    public static final int BRITISH_NATIONAL_GRID = 27700;

    /** The grid's extent in metres. */
    private static final Envelope GRID = new Envelope(0, 700_000, 0, 1_300_000);

    private static final int LONGEST = 200_000;
    private static final Pattern BETWEEN_NUMBERS = Pattern.compile("(?<=[\\d.])\\s*,\\s*(?=[-+\\d.])");
    private static final Pattern SPACE = Pattern.compile("(?<=[\\d.])\\s+(?=[-+\\d.])");

    private final GeometryFactory factory = new GeometryFactory(new PrecisionModel(), BRITISH_NATIONAL_GRID);
    private final JsonMapper json = JsonMapper.shared();

    /** Never fails: what cannot be read says why. */
    public Place read(String published) {
        String text = withoutSrid(published.strip());
        if (text.isEmpty()) {
            return new Place.None();
        }
        if (text.length() > LONGEST) {
            return new Place.Malformed("The coordinates are longer than " + LONGEST + " characters.");
        }
        Optional<Geometry> read = text.startsWith("{") ? geoJson(text) : wellKnownText(text);
        return read.map(Coordinates::onTheGrid)
                .orElseGet(() -> new Place.Malformed("The coordinates are no well-known text that can be read."));
    }

    private static Place onTheGrid(Geometry geometry) {
        if (geometry.isEmpty()) {
            return new Place.None();
        }
        return GRID.contains(geometry.getEnvelopeInternal())
                ? new Place.Known(geometry)
                : new Place.Malformed("The coordinates are not within the British National Grid.");
    }

    private static String withoutSrid(String text) {
        return text.regionMatches(true, 0, "SRID=", 0, 5)
                ? text.substring(text.indexOf(';') + 1).strip()
                : text;
    }

    private Optional<Geometry> wellKnownText(String text) {
        return parsed(text).or(() -> parsed(transposed(text)));
    }

    private Optional<Geometry> parsed(String text) {
        try {
            return Optional.of(new WKTReader(factory).read(text));
        } catch (ParseException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** {@code 1,2 3,4} is meant to be {@code 1 2, 3 4}. */
    private static String transposed(String text) {
        String marked = SPACE.matcher(text).replaceAll(";");
        return BETWEEN_NUMBERS.matcher(marked).replaceAll(" ").replace(';', ',');
    }

    private Optional<Geometry> geoJson(String text) {
        try {
            JsonNode node = json.readTree(text);
            JsonNode coordinates = node.path("coordinates");
            return switch (node.path("type").asString("").toLowerCase(Locale.ROOT)) {
                case "point" -> Optional.of(factory.createPoint(position(coordinates)));
                case "linestring" -> Optional.of(factory.createLineString(positions(coordinates)));
                case "polygon" -> Optional.of(factory.createPolygon(positions(coordinates.path(0))));
                default -> Optional.empty();
            };
        } catch (JacksonException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Coordinate[] positions(JsonNode array) {
        List<Coordinate> positions = new ArrayList<>();
        for (JsonNode position : array.values()) {
            positions.add(position(position));
        }
        return positions.toArray(Coordinate[]::new);
    }

    private static Coordinate position(JsonNode pair) {
        if (!pair.path(0).isNumber() || !pair.path(1).isNumber()) {
            throw new IllegalArgumentException("A position is two numbers.");
        }
        return new Coordinate(pair.path(0).asDouble(), pair.path(1).asDouble());
    }
}
