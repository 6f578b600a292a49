package uk.wayleave.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Shapes;
import uk.wayleave.streetmanager.ApiVersion;

/** The smallest request of a shape that is valid: every required member, and nothing else. */
final class Specimen {
    private final JsonNode facts;

    Specimen(ApiVersion version) {
        try (InputStream in = Shapes.class.getResourceAsStream("shapes-" + version.segment() + ".json")) {
            facts = Json.parse(in.readAllBytes()).orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @param shape with its API, as in {@code work.FPNCreateRequest} */
    ObjectNode of(String shape) {
        String api = shape.substring(0, shape.indexOf('.') + 1);
        ObjectNode specimen = Json.object();
        facts.path("schemas").path(shape).properties().forEach(member -> {
            String type = member.getValue().asString();
            if (type.endsWith("!")) {
                specimen.set(member.getKey(), value(api, member.getKey(), type.substring(0, type.length() - 1)));
            }
        });
        return specimen;
    }

    private JsonNode value(String api, String name, String type) {
        if (type.endsWith("[]")) {
            ArrayNode one = Json.array();
            return one.add(value(api, name, type.substring(0, type.length() - 2)));
        }
        ObjectNode of = Json.object();
        switch (type) {
            case "string" -> of.put("it", text(name));
            case "number" -> of.put("it", 1);
            case "boolean" -> of.put("it", false);
            case "instant" ->
                of.put("it", name.contains("end") ? "2027-01-15T17:00:00.000Z" : "2027-01-11T08:00:00.000Z");
            case "any" -> of.set("it", point());
            default -> {
                JsonNode codes = facts.path("enums").path(api + type);
                of.set("it", codes.isArray() ? codes.path(0) : of(api + type));
            }
        }
        return of.path("it");
    }

    private static String text(String name) {
        return switch (name) {
            case "promoter_swa_code", "promoter_org_ref" -> "9981";
            case "highway_authority_swa_code" -> "9983";
            default -> "Some words for " + name;
        };
    }

    static ObjectNode point() {
        ObjectNode point = Json.object().put("type", "Point");
        point.putArray("coordinates").add(384_130).add(171_570);
        return point;
    }
}
