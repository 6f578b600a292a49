package uk.wayleave.opendata.api;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.opendata.event.ObjectKind;
import uk.wayleave.opendata.event.OpenField;
import uk.wayleave.opendata.event.OpenFields;
import uk.wayleave.opendata.geometry.Crs;
import uk.wayleave.opendata.geometry.Transformation;
import uk.wayleave.opendata.store.OpenObject;

/** Writes records as CSV (RFC 4180): a column for each open field, lists joined with semicolons, places as WKT. */
final class Csv {
    private static final String END = "\r\n";

    private final Transformation transformation;
    private final JsonMapper mapper = JsonMapper.shared();

    Csv(Transformation transformation) {
        this.transformation = transformation;
    }

    String header(ObjectKind kind) {
        return String.join(",", columns(kind))
                + ",geometry,event_reference,event_type,event_time,event_sha256,event_provenance" + END;
    }

    String row(OpenObject record, Crs crs) {
        JsonNode properties = mapper.readTree(record.properties());
        StringBuilder row = new StringBuilder(800);
        for (String column : columns(record.kind())) {
            row.append(cell(text(properties.path(column)))).append(',');
        }
        row.append(cell(record.geometry().map(geometry -> wkt(geometry, crs)).orElse("")));
        row.append(',').append(record.origin().number());
        row.append(',').append(cell(record.origin().type()));
        row.append(',').append(record.origin().time());
        row.append(',').append(record.origin().hash());
        row.append(',').append(record.origin().provenance().name().toLowerCase(Locale.ROOT));
        return row.append(END).toString();
    }

    private static List<String> columns(ObjectKind kind) {
        return OpenFields.of(kind).stream()
                .filter(field -> field.form() != OpenField.Form.COORDINATES)
                .map(OpenField::name)
                .toList();
    }

    private static String text(JsonNode value) {
        return value.isArray()
                ? value.values().stream().map(JsonNode::asString).collect(Collectors.joining(";"))
                : value.asString("");
    }

    private String wkt(Geometry grid, Crs crs) {
        Geometry geometry = crs == Crs.EPSG_27700 ? grid : transformation.toWgs84(grid);
        if (crs.latitudeFirst()) {
            geometry = geometry.copy();
            geometry.apply((org.locationtech.jts.geom.CoordinateFilter) position -> {
                double x = position.x;
                position.x = position.y;
                position.y = x;
            });
        }
        return new WKTWriter().write(geometry);
    }

    private static String cell(String text) {
        return text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : '"' + text.replace("\"", "\"\"") + '"';
    }
}
