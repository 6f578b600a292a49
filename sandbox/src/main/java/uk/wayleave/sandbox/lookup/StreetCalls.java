package uk.wayleave.sandbox.lookup;

import java.util.LinkedHashSet;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.people.Organisation;
import uk.wayleave.sandbox.street.Street;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;

/** The streets of the gazetteer, for every account. */
public final class StreetCalls {
    private final Parts parts;

    public StreetCalls(Parts parts) {
        this.parts = parts;
    }

    public Answer street(Call call) {
        String usrn = call.at("usrn");
        return parts.gazetteer().all().stream()
                .filter(s -> String.valueOf(s.usrn()).equals(usrn))
                .findFirst()
                .map(s -> Answer.ok(parts.fit(call, "lookup.StreetResponse", said(s))))
                .orElseGet(() -> Answer.notFound("Street"));
    }

    public Answer streetsByText(Call call) {
        String text = call.query().text("query").orElse("");
        if (text.isEmpty()) {
            return Answer.invalid("query", "is required");
        }
        ArrayNode found = Json.array();
        parts.gazetteer()
                .search(text)
                .forEach(s -> found.add(parts.fit(call, "lookup.StreetSummaryResponse", said(s))));
        return Answer.ok(found);
    }

    /** V3: the streets at a point. */
    public Answer streetsAt(Call call) {
        OptionalDouble easting = call.query().number("easting");
        OptionalDouble northing = call.query().number("northing");
        if (easting.isEmpty() || northing.isEmpty()) {
            return Answer.invalid(easting.isEmpty() ? "easting" : "northing", "is required and must be a number");
        }
        return streets(
                call, new LinkedHashSet<>(parts.gazetteer().near(easting.getAsDouble(), northing.getAsDouble())));
    }

    /** V6: the streets at any of several points. */
    public Answer streetsAtPoints(Call call) {
        Set<Street> found = new LinkedHashSet<>();
        for (JsonNode point : call.body().path("coordinates")) {
            found.addAll(parts.gazetteer()
                    .near(
                            point.path("easting").asDouble(0),
                            point.path("northing").asDouble(0)));
        }
        return streets(call, found);
    }

    private Answer streets(Call call, Set<Street> streets) {
        if (streets.isEmpty()) {
            return Answer.notFound("Street");
        }
        ArrayNode found = Json.array();
        streets.forEach(s -> found.add(parts.fit(call, "lookup.StreetResponse", said(s))));
        return Answer.ok(found);
    }

    private ObjectNode said(Street street) {
        Organisation authority = parts.directory().get(street.authority());
        ObjectNode said = Json.object();
        said.put("usrn", street.usrn());
        said.put("street_descriptor", street.name());
        said.put("area", street.area());
        said.put("town", street.town());
        said.put("administrative_area", street.area());
        said.put("authority", authority.name());
        said.put("authority_swa_code", authority.swaCode());
        said.put("road_category", street.roadCategory());
        said.putArray("reinstatement_types")
                .addObject()
                .put("reinstatement_type_code", 1)
                .put("reinstatement_type_location_text", "Whole street")
                .put("is_active", true);
        said.put("traffic_sensitive", street.trafficSensitive());
        said.putArray("primary_notice_authorities")
                .addObject()
                .put("swa_code", authority.swaCode())
                .put("name", authority.name())
                .put("location_description", "Whole street");
        ArrayNode interested = said.putArray("interest_authorities");
        street.interested()
                .map(parts.directory()::get)
                .ifPresent(other -> interested
                        .addObject()
                        .put("swa_code", other.swaCode())
                        .put("name", other.name())
                        .put("location_description", "Whole street"));
        said.putArray("additional_special_designations_response");
        ObjectNode line = said.putObject("street_line").put("type", "MultiLineString");
        ArrayNode points = line.putArray("coordinates").addArray();
        street.line().forEach(p -> points.addArray().add(p.easting()).add(p.northing()));
        said.set("street_centre_point", street.box().centre());
        return said;
    }
}
