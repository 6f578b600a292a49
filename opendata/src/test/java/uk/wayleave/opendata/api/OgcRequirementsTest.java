package uk.wayleave.opendata.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.locationtech.jts.geom.Coordinate;
import tools.jackson.databind.JsonNode;
import uk.wayleave.opendata.Published;
import uk.wayleave.opendata.geometry.Transformation;

/**
 * Every requirement of the conformance classes that {@code /open/conformance} claims, by its id: OGC API Features part 1
 * (17-069r4: core, geojson, oas30) and part 2 (18-058r1: crs). A row that reads "if it is there" is a requirement on what
 * may be left out.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OgcRequirementsTest {
    private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    private static final String EPSG_4326 = "http://www.opengis.net/def/crs/EPSG/0/4326";
    private static final String GRID = "http://www.opengis.net/def/crs/EPSG/0/27700";
    private static final List<String> COLLECTIONS = List.of("permits", "activities", "section-58s");
    private static final String PERMITS = "/collections/permits/items";
    private static final String OPENAPI_JSON = "application/vnd.oai.openapi+json;version=3.0";

    private final OpenServer server = OpenServer.withWebhooks();
    private final Map<String, Executable> requirements = new LinkedHashMap<>();

    @BeforeAll
    void fill() {
        List<Published> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            events.add(Published.permit("AA001%02d-01".formatted(i))
                    .numbered(i)
                    .with("works_location_coordinates", "POINT(%d %d)".formatted(380_000 + 100 * i, 398_000))
                    .with("actual_start_date_time", "2026-09-%02dT08:00:00Z".formatted(1 + i))
                    .with("actual_end_date_time", "2026-09-%02dT17:00:00Z".formatted(1 + i)));
        }
        events.add(Published.activity("ARN-5990-1"));
        events.add(Published.section58("S58-5990-1"));
        server.keep(events);
        core();
        geoJson();
        openApi30();
        systems();
    }

    @AfterAll
    void close() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> meets() {
        return requirements.entrySet().stream()
                .map(requirement -> DynamicTest.dynamicTest(requirement.getKey(), requirement.getValue()));
    }

    /** Only what the table shows is claimed. */
    @Test
    void claimsTheClassesOfThisTable() {
        Set<String> classes = Set.of(
                "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
                "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
                "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
                "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs");
        assertThat(server.json("/conformance").path("conformsTo").values())
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrderElementsOf(classes);
    }

    private void core() {
        row("/req/core/root-op", () -> isRead("/"));
        row(
                "/req/core/root-success",
                () -> assertThat(rels(server.json(""))).contains("service-desc", "service-doc", "conformance", "data"));
        row(
                "/req/core/api-definition-op",
                () -> linked(
                        "service-desc",
                        link -> assertThat(server.get(href(link)).statusCode()).isEqualTo(200)));
        row(
                "/req/core/api-definition-success",
                () -> linked(
                        "service-desc",
                        link -> assertThat(type(server.get(
                                        href(link), "Accept", link.path("type").asString())))
                                .isEqualTo(OPENAPI_JSON)));
        row("/req/core/conformance-op", () -> isRead("/conformance"));
        row(
                "/req/core/conformance-success",
                () -> assertThat(server.json("/conformance").path("conformsTo")).isNotEmpty());
        row("/req/core/http", this::speaksHttp);
        row("/req/core/query-param-unknown", () -> {
            for (String path : List.of(PERMITS, PERMITS + "/AA00100-01")) {
                assertThat(server.get(path + "?no_such_parameter=1").statusCode())
                        .as(path)
                        .isEqualTo(400);
            }
        });
        row("/req/core/query-param-invalid", () -> {
            for (String query : List.of("limit=0", "limit=ten", "bbox=1,2,3", "datetime=soon", "crs=mine")) {
                assertThat(server.get(PERMITS + "?" + query).statusCode())
                        .as(query)
                        .isEqualTo(400);
            }
        });
        row("/req/core/crs84", () -> {
            JsonNode place = feature("AA00100-01", "").at("/geometry/coordinates");
            assertThat(place.get(0).asDouble()).as("longitude").isBetween(-2.31, -2.29);
            assertThat(place.get(1).asDouble()).as("latitude").isBetween(53.47, 53.49);
        });
        row("/req/core/fc-md-op", () -> isRead("/collections"));
        row("/req/core/fc-md-success", () -> {
            assertThat(server.json("/collections").path("links")).isNotEmpty();
            assertThat(server.json("/collections").path("collections")).hasSize(COLLECTIONS.size());
        });
        row("/req/core/fc-md-links", () -> everyLinkHasTypeAndRelation("/collections", "self"));
        row(
                "/req/core/fc-md-items",
                () -> assertThat(server.json("/collections").path("collections").values())
                        .extracting(one -> one.path("id").asString())
                        .containsExactlyElementsOf(COLLECTIONS));
        row(
                "/req/core/fc-md-items-links",
                () -> eachCollection(collection -> assertThat(collection
                                .path("links")
                                .valueStream()
                                .filter(link -> link.path("rel").asString().equals("items"))
                                .map(link -> link.path("type").asString()))
                        .contains("application/geo+json", "application/x-ndjson")
                        .anyMatch(type -> type.startsWith("text/csv"))));
        row("/req/core/fc-md-extent", this::extentsHoldEveryPlaceThatCanBeKept);
        row("/req/core/sfc-md-op", () -> COLLECTIONS.forEach(name -> isRead("/collections/" + name)));
        row(
                "/req/core/sfc-md-success",
                () -> eachCollection(collection -> assertThat(server.json(
                                "/collections/" + collection.path("id").asString()))
                        .isEqualTo(collection)));
        row("/req/core/fc-op", () -> COLLECTIONS.forEach(name -> isRead("/collections/" + name + "/items")));
        row("/req/core/fc-bbox-definition", () -> {
            JsonNode box = itemsParameter("bbox");
            assertThat(box.at("/schema/type").asString()).isEqualTo("array");
            assertThat(box.at("/schema/minItems").asInt()).isEqualTo(4);
            assertThat(box.at("/schema/maxItems").asInt()).isEqualTo(6);
            assertThat(box.at("/schema/items/type").asString()).isEqualTo("number");
        });
        row("/req/core/fc-bbox-response", () -> {
            assertThat(ids("?limit=100&bbox=-2.303,53.4,-2.2983,53.6")).contains("AA00100-01", "AA00101-01");
            assertThat(ids("?limit=100&bbox=-2.303,53.4,-2.2983,53.6")).doesNotContain("AA00111-01");
            assertThat(ids("?limit=100&bbox=-2.303,53.4,0,-2.2983,53.6,100")).contains("AA00100-01");
        });
        row("/req/core/fc-limit-definition", () -> {
            JsonNode limit = itemsParameter("limit");
            assertThat(limit.at("/schema/type").asString()).isEqualTo("integer");
            assertThat(limit.at("/schema/minimum").asInt()).isEqualTo(1);
            assertThat(limit.at("/schema/maximum").asInt()).isPositive();
            assertThat(limit.at("/schema/default").asInt()).isEqualTo(10);
        });
        row("/req/core/fc-limit-response-1", () -> {
            assertThat(ids("?limit=3")).hasSize(3);
            assertThat(ids("")).as("the default").hasSize(10);
            assertThat(ids("?limit=99999999")).as("above the maximum").hasSize(12);
        });
        row(
                "/req/core/fc-time-definition",
                () -> assertThat(itemsParameter("datetime").at("/schema/type").asString())
                        .isEqualTo("string"));
        row("/req/core/fc-time-response", () -> {
            assertThat(ids("?limit=100&datetime=2026-09-03T10:00:00Z")).containsExactly("AA00102-01");
            assertThat(ids("?limit=100&datetime=2026-09-03T10:00:00Z/2026-09-04T10:00:00Z"))
                    .containsExactlyInAnyOrder("AA00102-01", "AA00103-01");
            assertThat(ids("?limit=100&datetime=../2026-09-01T10:00:00Z")).containsExactly("AA00100-01");
            assertThat(ids("?limit=100&datetime=2026-09-12T10:00:00Z/..")).containsExactly("AA00111-01");
        });
        row(
                "/req/core/fc-response",
                () -> assertThat(ids("?limit=100&bbox=-2.303,53.4,-2.2,53.6" + "&datetime=2026-09-03T10:00:00Z"))
                        .containsExactly("AA00102-01"));
        row("/req/core/fc-links", () -> {
            everyLinkHasTypeAndRelation(PERMITS, "self", "next");
            assertThat(alternates(server.json(PERMITS))).containsExactlyInAnyOrder("text/csv", "application/x-ndjson");
        });
        row("/req/core/fc-rel-type", () -> everyLinkHasTypeAndRelation(PERMITS, "self"));
        row(
                "/req/core/fc-timeStamp, if it is there",
                () -> assertThat(server.json(PERMITS).has("timeStamp")).isFalse());
        row(
                "/req/core/fc-numberMatched, if it is there",
                () -> assertThat(server.json(PERMITS).has("numberMatched")).isFalse());
        row("/req/core/fc-numberReturned", () -> {
            JsonNode page = server.json(PERMITS + "?limit=7");
            assertThat(page.path("numberReturned").asInt())
                    .isEqualTo(page.path("features").size())
                    .isEqualTo(7);
        });
        row("/req/core/f-op", () -> isRead(PERMITS + "/AA00100-01"));
        row(
                "/req/core/f-success",
                () -> assertThat(feature("AA00100-01", "").path("id").asString())
                        .isEqualTo("AA00100-01"));
        row("/req/core/f-links", () -> {
            everyLinkHasTypeAndRelation(PERMITS + "/AA00100-01", "self", "collection");
            assertThat(alternates(feature("AA00100-01", "")))
                    .containsExactlyInAnyOrder("text/csv", "application/x-ndjson");
        });
    }

    private void geoJson() {
        row("/req/geojson/definition", () -> {
            for (String path : List.of(PERMITS, PERMITS + "/AA00100-01")) {
                assertThat(type(server.get(path, "Accept", "application/geo+json")))
                        .isEqualTo("application/geo+json");
            }
            for (String path : List.of("", "/conformance", "/collections", "/collections/permits")) {
                assertThat(type(server.get(path, "Accept", "application/json"))).isEqualTo("application/json");
            }
        });
        row("/req/geojson/content", () -> {
            JsonNode page = server.json(PERMITS);
            assertThat(page.path("type").asString()).isEqualTo("FeatureCollection");
            assertThat(page.path("links")).isNotEmpty();
            for (JsonNode one : page.path("features")) {
                assertThat(one.path("type").asString()).isEqualTo("Feature");
                assertThat(one.has("geometry")).isTrue();
                assertThat(one.path("properties").isObject()).isTrue();
            }
            assertThat(feature("AA00100-01", "").path("links")).isNotEmpty();
        });
    }

    private void openApi30() {
        row("/req/oas30/oas-definition-1", () -> {
            linked(
                    "service-desc",
                    link -> assertThat(link.path("type").asString()).isEqualTo(OPENAPI_JSON));
            linked("service-doc", link -> {
                assertThat(link.path("type").asString()).isEqualTo("text/html");
                HttpResponse<String> page = server.get(href(link), "Accept", "text/html");
                assertThat(type(page)).startsWith("text/html");
                assertThat(page.body()).contains(PERMITS).contains("bbox");
            });
        });
        row("/req/oas30/oas-definition-2", () -> {
            ParseOptions resolved = new ParseOptions();
            resolved.setResolve(true);
            SwaggerParseResult read =
                    new OpenAPIV3Parser().readContents(server.get("/api").body(), List.of(), resolved);
            assertThat(read.getMessages()).isEmpty();
            assertThat(read.getOpenAPI().getPaths()).isNotEmpty();
        });
        row(
                "/req/oas30/oas-impl",
                () -> reading()
                        .forEach(path -> assertThat(
                                        server.get(filled(path.getKey())).statusCode())
                                .as(path.getKey())
                                .isEqualTo(200)));
        row(
                "/req/oas30/completeness",
                () -> eachOperation(operation -> {
                    assertThat(operation.path("responses").propertyNames()).contains("200", "400", "404", "429", "503");
                    for (JsonNode response : operation.path("responses")) {
                        assertThat(response.path("description").asString()).isNotBlank();
                    }
                }));
        row("/req/oas30/exception-codes", () -> {
            for (String path : List.of(PERMITS + "?limit=0", PERMITS + "/ZZ99999-99", "/collections/none")) {
                HttpResponse<String> wrong = server.get(path);
                assertThat(server.json("/api")
                                .path("paths")
                                .path(PERMITS)
                                .at("/get/responses")
                                .propertyNames())
                        .contains(Integer.toString(wrong.statusCode()));
                assertThat(type(wrong)).isEqualTo("application/problem+json");
            }
        });
        row(
                "/req/oas30/security",
                () -> eachOperation(operation -> assertThat(operation.has("security"))
                        .as("reading needs no account")
                        .isFalse()));
    }

    private void systems() {
        row(
                "/req/crs/crs-uri",
                () -> eachCollection(collection -> assertThat(
                                collection.path("crs").valueStream().map(JsonNode::asString))
                        .allMatch(uri -> uri.matches("http://www\\.opengis\\.net/def/crs/[A-Z]+/[0-9.]+/[A-Z0-9]+"))));
        row(
                "/req/crs/fc-md-crs-list",
                () -> eachCollection(collection -> assertThat(
                                collection.path("crs").valueStream().map(JsonNode::asString))
                        .containsExactly(CRS84, EPSG_4326, GRID)));
        row(
                "/req/crs/fc-md-crs-list-global",
                () -> assertThat(server.json("/collections")
                                .path("crs")
                                .valueStream()
                                .map(JsonNode::asString))
                        .containsExactly(CRS84, EPSG_4326, GRID));
        row(
                "/req/crs/fc-md-storageCrs",
                () -> eachCollection(collection ->
                        assertThat(collection.path("storageCrs").asString()).isEqualTo(GRID)));
        row(
                "/req/crs/fc-md-storageCrs-valid-value",
                () -> eachCollection(collection -> assertThat(
                                collection.path("crs").valueStream().map(JsonNode::asString))
                        .contains(collection.path("storageCrs").asString())));
        row(
                "/req/crs/fc-bbox-crs-definition",
                () -> assertThat(itemsParameter("bbox-crs").at("/schema/format").asString())
                        .isEqualTo("uri"));
        row(
                "/req/crs/fc-bbox-crs-valid-value",
                () -> assertThat(server.get(
                                        PERMITS + "?bbox=1,2,3,4&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/3857")
                                .statusCode())
                        .isEqualTo(400));
        row(
                "/req/crs/fc-bbox-crs-default-value",
                () -> assertThat(ids("?limit=100&bbox=-2.303,53.4,-2.2983,53.6"))
                        .isNotEmpty()
                        .containsExactlyElementsOf(ids("?limit=100&bbox=-2.303,53.4,-2.2983,53.6&bbox-crs=" + CRS84)));
        row("/req/crs/fc-bbox-crs-action", () -> {
            assertThat(ids("?limit=100&bbox=379950,397950,380150,398050&bbox-crs=" + GRID))
                    .containsExactlyInAnyOrder("AA00100-01", "AA00101-01");
            assertThat(ids("?limit=100&bbox=53.4,-2.303,53.6,-2.2983&bbox-crs=" + EPSG_4326))
                    .containsExactlyElementsOf(ids("?limit=100&bbox=-2.303,53.4,-2.2983,53.6"));
        });
        row("/req/crs/fc-crs-definition", () -> {
            assertThat(itemsParameter("crs").at("/schema/format").asString()).isEqualTo("uri");
            assertThat(parameter(PERMITS + "/{reference}", "crs")
                            .at("/schema/format")
                            .asString())
                    .isEqualTo("uri");
        });
        row("/req/crs/fc-crs-valid-value", () -> {
            for (String path : List.of(PERMITS, PERMITS + "/AA00100-01")) {
                assertThat(server.get(path + "?crs=http://www.opengis.net/def/crs/EPSG/0/3857")
                                .statusCode())
                        .isEqualTo(400);
            }
        });
        row(
                "/req/crs/fc-crs-default-value",
                () -> assertThat(feature("AA00100-01", "")).isEqualTo(feature("AA00100-01", "?crs=" + CRS84)));
        row("/req/crs/fc-crs-action", () -> {
            JsonNode grid = feature("AA00100-01", "?crs=" + GRID).at("/geometry/coordinates");
            assertThat(grid.get(0).asInt()).isEqualTo(380_000);
            assertThat(grid.get(1).asInt()).isEqualTo(398_000);
        });
        row("/req/crs/ogc-crs-header", () -> {
            for (String path : List.of(PERMITS, PERMITS + "/AA00100-01")) {
                assertThat(server.get(path).headers().firstValue("content-crs")).isPresent();
            }
        });
        row("/req/crs/ogc-crs-header-value", () -> {
            for (String uri : List.of(CRS84, EPSG_4326, GRID)) {
                assertThat(server.get(PERMITS + "?crs=" + uri).headers().firstValue("content-crs"))
                        .contains("<" + uri + ">");
            }
        });
        row("/req/crs/geojson", () -> {
            JsonNode latitudeFirst = feature("AA00100-01", "?crs=" + EPSG_4326).at("/geometry/coordinates");
            JsonNode longitudeFirst = feature("AA00100-01", "").at("/geometry/coordinates");
            assertThat(latitudeFirst.get(0)).as("in the order of the system").isEqualTo(longitudeFirst.get(1));
            assertThat(latitudeFirst.get(1)).isEqualTo(longitudeFirst.get(0));
        });
    }

    private void row(String id, Executable check) {
        assertThat(requirements.put(id, check)).as(id).isNull();
    }

    private void isRead(String path) {
        assertThat(server.get(path.equals("/") ? "" : path).statusCode())
                .as(path)
                .isEqualTo(200);
    }

    private void speaksHttp() {
        assertThat(server.send(server.request("/conformance")
                                .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.send(server.request("/conformance").DELETE().build()).statusCode())
                .isEqualTo(405);
        assertThat(server.get("/no/such/thing").statusCode()).isEqualTo(404);
    }

    private void extentsHoldEveryPlaceThatCanBeKept() {
        Transformation transformation = new Transformation();
        eachCollection(collection -> {
            JsonNode box = collection.at("/extent/spatial/bbox/0");
            for (int east = 0; east <= 700_000; east += 50_000) {
                for (int north = 0; north <= 1_300_000; north += 50_000) {
                    Coordinate place = transformation.toWgs84(new Coordinate(east, north));
                    assertThat(place.x)
                            .isBetween(box.get(0).asDouble(), box.get(2).asDouble());
                    assertThat(place.y)
                            .isBetween(box.get(1).asDouble(), box.get(3).asDouble());
                }
            }
        });
    }

    private void eachCollection(Consumer<JsonNode> check) {
        List<JsonNode> all =
                List.copyOf(server.json("/collections").path("collections").values());
        assertThat(all).hasSize(COLLECTIONS.size());
        all.forEach(check);
    }

    private void eachOperation(Consumer<JsonNode> check) {
        assertThat(reading()).hasSizeGreaterThan(10);
        reading().forEach(path -> check.accept(path.getValue().path("get")));
    }

    /** What reads open data. Webhooks, which take a key, have their own test. */
    private List<Map.Entry<String, JsonNode>> reading() {
        return server.json("/api").path("paths").properties().stream()
                .filter(path -> path.getValue().has("get") && !path.getKey().startsWith("/webhooks"))
                .toList();
    }

    private void linked(String rel, Consumer<JsonNode> check) {
        List<JsonNode> found = server.json("")
                .path("links")
                .valueStream()
                .filter(link -> link.path("rel").asString().equals(rel))
                .toList();
        assertThat(found).as(rel).isNotEmpty();
        found.forEach(check);
    }

    private void everyLinkHasTypeAndRelation(String path, String... wanted) {
        JsonNode page = server.json(path);
        assertThat(rels(page)).contains(wanted);
        for (JsonNode link : page.path("links")) {
            assertThat(link.path("rel").asString()).isNotBlank();
            assertThat(link.path("type").asString()).isNotBlank();
            assertThat(href(link)).startsWith("http");
        }
    }

    private JsonNode itemsParameter(String name) {
        JsonNode parameter = parameter(PERMITS, name);
        assertThat(parameter.path("in").asString()).isEqualTo("query");
        assertThat(parameter.path("required").asBoolean()).isFalse();
        assertThat(parameter.path("style").asString()).isEqualTo("form");
        assertThat(parameter.path("explode").asBoolean()).isFalse();
        return parameter;
    }

    private JsonNode parameter(String path, String name) {
        return server.json("/api")
                .path("paths")
                .path(path)
                .at("/get/parameters")
                .valueStream()
                .filter(parameter -> parameter.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " has no parameter " + name));
    }

    private JsonNode feature(String id, String query) {
        return server.json(PERMITS + "/" + id + query);
    }

    private List<String> ids(String query) {
        return server.json(PERMITS + query)
                .path("features")
                .valueStream()
                .map(one -> one.path("id").asString())
                .toList();
    }

    private static List<String> rels(JsonNode page) {
        return page.path("links")
                .valueStream()
                .map(link -> link.path("rel").asString())
                .toList();
    }

    private static List<String> alternates(JsonNode page) {
        return page.path("links")
                .valueStream()
                .filter(link -> link.path("rel").asString().equals("alternate"))
                .map(link -> link.path("type").asString())
                .toList();
    }

    private static String href(JsonNode link) {
        return link.path("href").asString();
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("content-type")
                .orElse("")
                .replace("; ", ";")
                .toLowerCase(Locale.ROOT);
    }

    /** A path of the description with things that are there. */
    private static String filled(String path) {
        String concrete = path.replace("{collection}", "permits")
                .replace("/{z}/{x}/{y}", "/6/31/20")
                .replace(
                        "{reference}",
                        path.contains("activities") ? "ARN-5990-1" : path.contains("58") ? "S58-5990-1" : "AA00100-01");
        return switch (concrete) {
            case "/" -> "";
            case "/works/AA00100-01" -> "/works/AA00100";
            case "/events" -> "/events?after=0";
            case "/may-i" -> "/may-i?operation=work.GetPermit&purpose=journey-planning";
            default -> concrete;
        };
    }
}
