package uk.wayleave.opendata.api;

import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.MvtEncoder;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.UserDataKeyValueMapConverter;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.model.JtsLayer;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.model.JtsMvt;
import io.github.sebasbaumh.mapbox.vectortile.build.MvtLayerParams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.opendata.event.ObjectKind;
import uk.wayleave.opendata.geometry.Transformation;
import uk.wayleave.opendata.store.OpenObject;
import uk.wayleave.opendata.store.RecordQuery;
import uk.wayleave.opendata.store.Records;

/** Mapbox vector tiles (specification 2.1) in the usual web mercator grid. A tile holds at most so many records. */
final class Tiles {
    private static final int DEEPEST = 18;
    private static final int EXTENT = 4096;
    private static final int MARGIN = 64;
    private static final int RECORDS_AT_MOST = 5000;
    private static final List<String> ATTRIBUTES = List.of(
            "street_name",
            "work_status_ref",
            "work_category_ref",
            "traffic_management_type_ref",
            "promoter_organisation");

    private final Records records;
    private final Transformation transformation;

    Tiles(Records records, Transformation transformation) {
        this.records = records;
        this.transformation = transformation;
    }

    Answer tile(Ask ask, ObjectKind kind, String zoom, String column, String row) {
        int z = number(zoom);
        int x = number(column);
        int y = number(row.endsWith(".mvt") ? row.substring(0, row.length() - 4) : row);
        if (z > DEEPEST || x >= 1 << z || y >= 1 << z) {
            throw new BadAsk(404, "There is no such tile; the deepest zoom is " + DEEPEST + ".");
        }
        double margin = (double) MARGIN / EXTENT;
        Envelope degrees = new Envelope(
                        longitude(x - margin, z),
                        longitude(x + 1 + margin, z),
                        latitude(y + 1 + margin, z),
                        latitude(y - margin, z))
                .intersection(new Envelope(-12, 6, 48, 63));
        List<Geometry> geometries = degrees.isNull() ? List.of() : geometries(ask, kind, degrees, z, x, y);
        byte[] tile = MvtEncoder.encode(
                new JtsMvt(new JtsLayer(kind.collection(), geometries, EXTENT)),
                new MvtLayerParams(EXTENT),
                new UserDataKeyValueMapConverter());
        return Answer.of(200, "application/vnd.mapbox-vector-tile", tile);
    }

    private List<Geometry> geometries(Ask ask, ObjectKind kind, Envelope degrees, int z, int x, int y) {
        RecordQuery query = RecordQuery.all(kind, RECORDS_AT_MOST).within(transformation.toGrid(degrees), _ -> true);
        Optional<Interval> during = ask.parameter("datetime").map(Interval::of);
        if (during.isPresent()) {
            query = query.during(during.get().from(), during.get().to());
        }
        List<Geometry> geometries = new ArrayList<>();
        for (OpenObject record : records.page(query).records()) {
            record.geometry().ifPresent(grid -> {
                Geometry inTile = inTile(transformation.toWgs84(grid), z, x, y);
                inTile.setUserData(attributes(record));
                geometries.add(inTile);
            });
        }
        return geometries;
    }

    private static Map<String, Object> attributes(OpenObject record) {
        JsonNode properties = JsonMapper.shared().readTree(record.properties());
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("reference", record.reference());
        for (String name : ATTRIBUTES) {
            if (properties.path(name).isString()) {
                attributes.put(name, properties.get(name).asString());
            }
        }
        return attributes;
    }

    private static Geometry inTile(Geometry degrees, int z, int x, int y) {
        Geometry copy = degrees.copy();
        copy.apply((CoordinateFilter) position -> move(position, z, x, y));
        copy.geometryChanged();
        return copy;
    }

    private static void move(Coordinate position, int z, int x, int y) {
        double tiles = 1 << z;
        double column = (position.x + 180) / 360 * tiles;
        double latitude = Math.toRadians(position.y);
        double row = (1 - Math.log(Math.tan(latitude) + 1 / Math.cos(latitude)) / Math.PI) / 2 * tiles;
        position.x = Math.round((column - x) * EXTENT);
        position.y = Math.round((row - y) * EXTENT);
    }

    private static double longitude(double column, int z) {
        return column / (1 << z) * 360 - 180;
    }

    private static double latitude(double row, int z) {
        return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * row / (1 << z)))));
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,7}")) {
            throw new BadAsk(404, "A tile is named by three numbers.");
        }
        return Integer.parseInt(text);
    }
}
