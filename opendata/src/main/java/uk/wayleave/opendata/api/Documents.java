package uk.wayleave.opendata.api;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.opendata.event.ObjectKind;
import uk.wayleave.opendata.geometry.Crs;

/** The documents that say what there is: landing page, conformance, collections. */
final class Documents {
    static final List<ObjectKind> SERVED = List.of(ObjectKind.PERMIT, ObjectKind.ACTIVITY, ObjectKind.SECTION_58);

    private static final String JSON = "application/json";
    private static final List<String> CONFORMS_TO = List.of(
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
            "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs");

    private final JsonMapper mapper = JsonMapper.shared();

    Answer landing(Ask ask) {
        ObjectNode page = mapper.createObjectNode()
                .put("title", "Street Manager open data, by Wayleave")
                .put(
                        "description",
                        "Street and road works in England: permits, activities and Section 58 restrictions, as published by"
                                + " the Department for Transport's open data stream. Not a government service.")
                .put("attribution", Licence.ATTRIBUTION);
        ArrayNode links = page.putArray("links");
        Links.add(links, "self", JSON, "This document", ask.base());
        Links.add(
                links, "service-desc", "application/vnd.oai.openapi+json;version=3.0", "The API", ask.base() + "/api");
        Links.add(links, "service-doc", "text/html", "The API in words", ask.base() + "/api?f=html");
        Links.add(links, "alternate", "text/html", "This document for people", ask.base() + "?f=html");
        Links.add(links, "conformance", JSON, "What it conforms to", ask.base() + "/conformance");
        Links.add(links, "data", JSON, "The collections", ask.base() + "/collections");
        Links.add(links, "license", "text/html", Licence.NAME, Licence.URL);
        return Answer.of(200, JSON, mapper.writeValueAsBytes(page));
    }

    Answer conformance() {
        ObjectNode page = mapper.createObjectNode();
        ArrayNode classes = page.putArray("conformsTo");
        CONFORMS_TO.forEach(classes::add);
        return Answer.of(200, JSON, mapper.writeValueAsBytes(page));
    }

    Answer collections(Ask ask) {
        ObjectNode page = mapper.createObjectNode();
        ArrayNode links = page.putArray("links");
        Links.add(links, "self", JSON, "This document", ask.base() + "/collections");
        Links.add(links, "license", "text/html", Licence.NAME, Licence.URL);
        ArrayNode systems = page.putArray("crs");
        for (Crs crs : Crs.values()) {
            systems.add(crs.uri());
        }
        ArrayNode collections = page.putArray("collections");
        SERVED.forEach(kind -> collections.add(collection(kind, ask)));
        return Answer.of(200, JSON, mapper.writeValueAsBytes(page));
    }

    Optional<Answer> collection(Ask ask, String name) {
        return ObjectKind.ofCollection(name)
                .map(kind -> Answer.of(200, JSON, mapper.writeValueAsBytes(collection(kind, ask))));
    }

    private ObjectNode collection(ObjectKind kind, Ask ask) {
        ObjectNode collection = mapper.createObjectNode()
                .put("id", kind.collection())
                .put("title", title(kind))
                .put("description", description(kind))
                .put("itemType", "feature")
                .put("attribution", Licence.ATTRIBUTION);
        ObjectNode extent = collection.putObject("extent");
        // All of the British National Grid, since any place on it is taken (/req/core/fc-md-extent).
        extent.putObject("spatial")
                .put("crs", Crs.CRS84.uri())
                .putArray("bbox")
                .addArray()
                .add(-9.6)
                .add(49.7)
                .add(3.8)
                .add(61.6);
        extent.putObject("temporal")
                .put("trs", "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian")
                .putArray("interval")
                .addArray()
                .add("2020-06-01T00:00:00Z")
                .addNull();
        ArrayNode systems = collection.putArray("crs");
        for (Crs crs : Crs.values()) {
            systems.add(crs.uri());
        }
        collection.put("storageCrs", Crs.EPSG_27700.uri());
        String items = ask.base() + "/collections/" + kind.collection() + "/items";
        ArrayNode links = collection.putArray("links");
        Links.add(links, "self", JSON, title(kind), ask.base() + "/collections/" + kind.collection());
        Links.add(links, "items", Format.GEOJSON.type(), title(kind) + " as GeoJSON", items + "?f=json");
        Links.add(links, "items", "text/csv", title(kind) + " as CSV", items + "?f=csv");
        Links.add(links, "items", Format.NDJSON.type(), title(kind) + " as lines of GeoJSON", items + "?f=ndjson");
        Links.add(links, "license", "text/html", Licence.NAME, Licence.URL);
        return collection;
    }

    static String title(ObjectKind kind) {
        return switch (kind) {
            case PERMIT -> "Permits";
            case ACTIVITY -> "Activities";
            case SECTION_58 -> "Section 58 restrictions";
            case OTHER -> "Other";
        };
    }

    private static String description(ObjectKind kind) {
        return switch (kind) {
            case PERMIT -> "Each permit for street or road works, as its latest event tells of it.";
            case ACTIVITY -> "Events, skips, scaffolding and the like on the highway.";
            case SECTION_58 -> "Restrictions of works after substantial road works (NRSWA 1991, section 58).";
            case OTHER -> "What was not known when this was written.";
        };
    }
}
