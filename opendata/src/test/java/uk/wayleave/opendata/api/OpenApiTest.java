package uk.wayleave.opendata.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import uk.wayleave.opendata.MovableClock;
import uk.wayleave.opendata.OpenDataSettings;
import uk.wayleave.opendata.Published;
import uk.wayleave.opendata.event.ObjectKind;
import uk.wayleave.opendata.event.OpenField;
import uk.wayleave.opendata.event.OpenFields;
import uk.wayleave.opendata.store.ApiKeys;

/** The open API over real HTTP; the requirements of OGC API Features are named where they are met. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private static final String PERMITS = "/collections/permits/items";
    private final OpenServer server = OpenServer.start();
    /** For tests that keep more, which must not be counted by the others. */
    private final OpenServer changing = OpenServer.start();

    @BeforeAll
    void fill() {
        List<Published> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events.add(Published.permit("AA001%02d-01".formatted(i))
                    .numbered(i)
                    .with("works_location_coordinates", "POINT(%d %d)".formatted(380_000 + 100 * i, 398_000 + 50 * i))
                    .with("highway_authority_swa_code", i % 2 == 0 ? "4215" : "4230")
                    .with("usrn", Integer.toString(1000 + i / 10))
                    .with("street_name", i == 7 ? "O'Connell \"Street\", East" : "High Street")
                    .with("work_status_ref", i % 4 == 0 ? "completed" : "in_progress")
                    .with("actual_start_date_time", "2026-09-%02dT08:00:00Z".formatted(1 + i % 20))
                    .with("actual_end_date_time", "2026-09-%02dT17:00:00Z".formatted(1 + i % 20)));
        }
        events.add(Published.permit("AA00199-01").with("works_location_coordinates", "POINT(over there)"));
        events.add(Published.permit("AA00198-01")
                .at("2026-09-01T08:00:00Z")
                .with("works_location_coordinates", "LINESTRING(500000 200000,500100 200100)")
                .with("work_status_ref", "planned"));
        events.add(Published.permit("AA00198-01")
                .at("2026-09-02T08:00:00Z")
                .with("works_location_coordinates", "LINESTRING(500000 200000,500100 200100)")
                .with("work_status_ref", "in_progress"));
        events.add(Published.activity("ARN-5990-1"));
        events.add(Published.section58("S58-5990-1"));
        server.keep(events);
    }

    @AfterAll
    void close() {
        server.close();
        changing.close();
    }

    private static List<String> ids(JsonNode collection) {
        return collection.path("features").values().stream()
                .map(feature -> feature.path("id").asString())
                .toList();
    }

    private static String link(JsonNode page, String rel) {
        return page.path("links").values().stream()
                .filter(link -> link.path("rel").asString().equals(rel))
                .map(link -> link.path("href").asString())
                .findFirst()
                .orElse("");
    }

    /** /req/core/root-success, /req/core/root-op. */
    @Test
    void theLandingPageLeadsToTheApiItsConformanceAndTheData() {
        JsonNode landing = server.json("");
        assertThat(server.get(link(landing, "service-desc")).statusCode()).isEqualTo(200);
        assertThat(server.get(link(landing, "conformance")).statusCode()).isEqualTo(200);
        assertThat(server.get(link(landing, "data")).statusCode()).isEqualTo(200);
    }

    /** /req/core/conformance-success. */
    @Test
    void saysWhatItConformsTo() {
        assertThat(server.json("/conformance").path("conformsTo").values())
                .map(JsonNode::asString)
                .contains(
                        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
                        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
                        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
                        "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs");
    }

    /** /req/core/fc-md-success, /req/core/fc-md-items, /req/core/fc-md-extent, /req/crs/fc-md-crs-list. */
    @Test
    void eachCollectionHasItemsAnExtentAndItsSystems() {
        JsonNode collections = server.json("/collections").path("collections");
        assertThat(collections.values())
                .map(one -> one.path("id").asString())
                .containsExactly("permits", "activities", "section-58s");
        for (JsonNode collection : collections.values()) {
            assertThat(link(collection, "items")).isNotEmpty();
            assertThat(collection.at("/extent/spatial/bbox/0")).hasSize(4);
            assertThat(collection.at("/extent/temporal/interval/0")).hasSize(2);
            assertThat(collection.path("crs").get(0).asString())
                    .isEqualTo("http://www.opengis.net/def/crs/OGC/1.3/CRS84");
            assertThat(collection.path("storageCrs").asString())
                    .isEqualTo("http://www.opengis.net/def/crs/EPSG/0/27700");
            JsonNode alone = server.json("/collections/" + collection.path("id").asString());
            assertThat(alone).isEqualTo(collection);
        }
        assertThat(server.get("/collections/secrets").statusCode()).isEqualTo(404);
    }

    /** /req/core/fc-response, /req/core/fc-limit-definition, /req/geojson/content. */
    @Test
    void aPageIsAFeatureCollectionOfTenUnlessToldOtherwise() {
        HttpResponse<String> answer = server.get(PERMITS);
        assertThat(answer.headers().firstValue("content-type")).contains("application/geo+json");
        JsonNode page = server.json(PERMITS);
        assertThat(page.path("type").asString()).isEqualTo("FeatureCollection");
        assertThat(page.path("features")).hasSize(10);
        assertThat(page.path("numberReturned").asInt()).isEqualTo(10);
        assertThat(server.json(PERMITS + "?limit=3").path("features")).hasSize(3);
        assertThat(server.json(PERMITS + "?limit=99999999").path("features")).hasSize(42);
    }

    /** /req/core/fc-links: the pages together are all records, each once, whatever the size of the page. */
    @ParameterizedTest
    @ValueSource(strings = {"limit=7", "limit=1", "limit=42", "limit=9&bbox=-9,49,3,60", "limit=5&usrn=1001"})
    void followingNextVisitsEveryRecordOnce(String query) {
        List<String> all = ids(server.json(PERMITS + "?" + query.replaceFirst("limit=\\d+", "limit=1000")));
        List<String> visited = new ArrayList<>();
        String next = PERMITS + "?" + query;
        while (!next.isEmpty()) {
            JsonNode page = server.json(next);
            visited.addAll(ids(page));
            next = link(page, "next");
        }
        assertThat(visited).doesNotHaveDuplicates().containsExactlyElementsOf(all);
    }

    /** /req/core/fc-bbox-response. */
    @Test
    void aBoxHoldsWhatTouchesIt() {
        String grid = "&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/27700";
        assertThat(ids(server.json(PERMITS + "?limit=100&bbox=380000,398000,380500,398250" + grid)))
                .containsExactlyInAnyOrder(
                        "AA00100-01", "AA00101-01", "AA00102-01", "AA00103-01", "AA00104-01", "AA00105-01");
        // The line's envelope touches it, the line does not.
        assertThat(ids(server.json(PERMITS + "?bbox=500080,200000,500100,200020" + grid)))
                .isEmpty();
        assertThat(ids(server.json(PERMITS + "?bbox=500040,200040,500060,200060" + grid)))
                .containsExactly("AA00198-01");
        assertThat(ids(server.json(PERMITS + "?limit=100&bbox=-2.31,53.47,-2.29,53.49")))
                .isNotEmpty();
        assertThat(ids(server.json(PERMITS + "?bbox=2,41,3,42"))).isEmpty();
    }

    /** The box found through the curve is the box that a plain scan finds. */
    @Test
    void theIndexFindsWhatAScanFinds() {
        for (int i = 0; i < 15; i++) {
            int x = 379_900 + 277 * i;
            int y = 397_950 + 131 * i;
            String box = "%d,%d,%d,%d".formatted(x, y, x + 100 + 90 * i, y + 60 * i);
            Set<String> expected = new HashSet<>();
            for (int n = 0; n < 40; n++) {
                int px = 380_000 + 100 * n;
                int py = 398_000 + 50 * n;
                if (px >= x && px <= x + 100 + 90 * i && py >= y && py <= y + 60 * i) {
                    expected.add("AA001%02d-01".formatted(n));
                }
            }
            assertThat(ids(server.json(PERMITS + "?limit=100&bbox-crs=EPSG:27700&bbox=" + box)))
                    .as(box)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** /req/core/fc-time-response. */
    @ParameterizedTest
    @CsvSource({
        "2026-09-03, 2",
        "2026-09-03T09:00:00Z, 2",
        "2026-09-03T18:00:00Z, 1",
        "../2026-09-01, 3",
        "2026-09-20/.., 3",
        "2026-09-19/2026-09-20, 5",
        "2026-09-03T08:00:00%2B01:00/2026-09-03T08:30:00%2B01:00, 1"
    })
    void aTimeHoldsWhatIsGoingOnThen(String datetime, int records) {
        List<String> found = ids(server.json(
                PERMITS + "?limit=100&bbox-crs=EPSG:27700&bbox=379000,397000,390000,410000" + "&datetime=" + datetime));
        // AA00198 has no actual end, so it is left aside by the box.
        assertThat(found.size()).as(found.toString()).isBetween(records - 1, records + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "highway_authority_swa_code=4215, 20",
        "authority=4215, 20",
        "promoter=STPR, 42",
        "usrn=1000, 10",
        "street_name=high street, 39",
        "status=completed, 10",
        "work_status_ref=planned, 0",
        "traffic_management_type_ref=road_closure, 42",
        "work_reference_number=AA00107, 1",
        "authority=4215&status=completed, 10",
        "permit_status=granted, 0"
    })
    void filtersByProperties(String query, int records) {
        assertThat(ids(server.json(PERMITS + "?limit=100&" + query.replace(" ", "%20"))))
                .hasSize(records);
    }

    /** /req/core/query-param-unknown, /req/core/query-param-invalid. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "?nonsense=1",
                "?limit=0",
                "?limit=x",
                "?bbox=1,2,3",
                "?bbox=a,b,c,d",
                "?bbox=3,2,1,4",
                "?bbox=500000,200000,500100,200100",
                "?bbox-crs=EPSG:3857&bbox=1,2,3,4",
                "?crs=EPSG:3857",
                "?datetime=yesterday",
                "?datetime=2026-09-03/2026-09-01",
                "?datetime=2026-02-30",
                "?cursor=x",
                "?limit=1&limit=2",
                "?usrn=",
                "?authority=1&highway_authority_swa_code=2",
                "?f=shapefile",
                "?bbox=%zz"
            })
    void aWrongParameterIsRefusedWithAReason(String query) throws IOException {
        String url = PERMITS + query;
        int status = query.contains("%zz") ? rawStatus(url) : server.get(url).statusCode();
        assertThat(status).isEqualTo(400);
    }

    private int rawStatus(String path) throws IOException {
        try (var socket = new java.net.Socket(
                java.net.InetAddress.getLoopbackAddress(), server.base().getPort())) {
            socket.getOutputStream()
                    .write(("GET /open" + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return Integer.parseInt(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                            .readLine()
                            .split(" ", -1)[1]);
        }
    }

    /** /req/core/f-success, /req/crs/crs-parameter, /req/crs/ogc-crs-header. */
    @Test
    void oneRecordComesInTheSystemThatWasAskedFor() {
        String item = PERMITS + "/AA00100-01";
        HttpResponse<String> grid = server.get(item + "?crs=http://www.opengis.net/def/crs/EPSG/0/27700");
        assertThat(grid.headers().firstValue("content-crs")).contains("<http://www.opengis.net/def/crs/EPSG/0/27700>");
        assertThat(grid.body()).contains("\"coordinates\":[380000,398000]");
        JsonNode world = server.json(item);
        assertThat(world.at("/geometry/coordinates/0").asDouble()).isBetween(-2.31, -2.29);
        JsonNode latitudeFirst = server.json(item + "?crs=http://www.opengis.net/def/crs/EPSG/0/4326");
        assertThat(latitudeFirst.at("/geometry/coordinates/0").asDouble()).isBetween(53.0, 54.0);
        assertThat(server.get(PERMITS + "/ZZ00000-01").statusCode()).isEqualTo(404);
        assertThat(server.json(item.toLowerCase(java.util.Locale.ROOT))
                        .path("id")
                        .asString())
                .isEqualTo("AA00100-01");
    }

    @Test
    void everyAnswerSaysWhereItIsFrom() {
        HttpResponse<String> answer = server.get(PERMITS + "?limit=1");
        assertThat(answer.headers().allValues("link")).anyMatch(link -> link.contains("rel=\"license\""));
        JsonNode page = server.json(PERMITS + "?limit=1");
        assertThat(page.path("attribution").asString()).contains("Open Government Licence v3.0");
        JsonNode properties = page.at("/features/0/properties");
        assertThat(properties.path("event_reference").isNumber()).isTrue();
        assertThat(properties.path("event_time").asString()).isEqualTo("2020-06-24T14:21:44.091Z");
        assertThat(properties.path("event_sha256").asString()).matches("[0-9a-f]{64}");
        assertThat(properties.path("event_provenance").asString()).isEqualTo("archive");
    }

    @Test
    void aPlaceThatCannotBeReadIsNoPlaceWithANote() {
        JsonNode item = server.json(PERMITS + "/AA00199-01");
        assertThat(item.path("geometry").isNull()).isTrue();
        assertThat(item.at("/properties/geometry_note").asString()).contains("well-known text");
    }

    @Test
    void comesAsCsvAndAsLines() {
        String csv = server.get(PERMITS + "?limit=100&f=csv").body();
        List<String> lines = csv.lines().toList();
        assertThat(lines).hasSize(43);
        assertThat(lines.getFirst())
                .startsWith("work_reference_number,permit_reference_number,")
                .endsWith("event_provenance");
        assertThat(csv).contains("\"O'Connell \"\"Street\"\", East\"").contains("NCT01a;NCT01b;NCT11a");
        HttpResponse<String> ndjson = server.get(PERMITS + "?limit=5", "Accept", "application/x-ndjson");
        assertThat(ndjson.body().lines()).hasSize(5).allMatch(line -> line.startsWith("{\"type\":\"Feature\""));
        assertThat(ndjson.headers().allValues("link")).anyMatch(link -> link.contains("rel=\"next\""));
    }

    @Test
    void anUnchangedAnswerIsNotSentAgain() {
        HttpResponse<String> first = server.get(PERMITS);
        String tag = first.headers().firstValue("etag").orElseThrow();
        assertThat(first.headers().firstValue("cache-control").orElse("")).contains("max-age");
        HttpResponse<String> second = server.get(PERMITS, "If-None-Match", tag);
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(server.get(PERMITS + "?limit=2", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void worksComeWithEveryEventAndWhatItChanged() {
        JsonNode works = server.json("/works/AA00198");
        assertThat(works.path("events")).hasSize(2);
        assertThat(works.at("/events/1/changes").values())
                .map(JsonNode::asString)
                .containsExactly("work_status_ref");
        assertThat(works.at("/records/0/properties/work_status_ref").asString()).isEqualTo("in_progress");
        JsonNode before = server.json("/works/aa00198?as_of=2026-09-01T12:00:00Z");
        assertThat(before.at("/records/0/properties/work_status_ref").asString())
                .isEqualTo("planned");
        assertThat(server.get("/works/AA00198?as_of=2026-08-01").statusCode()).isEqualTo(404);
        assertThat(server.json("/works/ARN-5990-1").path("events")).hasSize(1);
    }

    /** Field by field: nothing outside the open set is served, in whatever way it is asked for. */
    @Test
    void nothingOutsideTheOpenSetIsServed() {
        List<String> closed = List.of(
                "description_of_work",
                "works_location_description",
                "secondary_contact",
                "secondary_contact_email",
                "promoter_contact_details",
                "assessment_comments",
                "additional_info",
                "files",
                "cancelled_reason",
                "contact_name",
                "emergency_contact_name",
                "internal_user_name",
                "a_field_of_next_year");
        Published permit = Published.permit("AA00300-01").at("2026-09-05T08:00:00Z");
        Published activity = Published.activity("ARN-5990-300").at("2026-09-05T08:00:00Z");
        Published section58 = Published.section58("S58-5990-300").at("2026-09-05T08:00:00Z");
        for (Published event : List.of(permit, activity, section58)) {
            closed.forEach(name -> event.with(name, "CLOSED VALUE").stating(name, "CLOSED VALUE"));
        }
        changing.keep(List.of(permit, activity, section58));
        for (String path : List.of(
                PERMITS + "/AA00300-01",
                "/collections/activities/items/ARN-5990-300",
                "/collections/section-58s/items/S58-5990-300",
                "/works/AA00300",
                "/works/ARN-5990-300",
                PERMITS + "?limit=1000&f=csv",
                "/collections/activities/items?f=ndjson&limit=1000",
                "/events?after=0")) {
            HttpResponse<String> answer = changing.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).doesNotContain("CLOSED").isNotEmpty();
            closed.forEach(name -> assertThat(answer.body()).as(path).doesNotContain("\"" + name + "\""));
        }
        Set<String> open = new HashSet<>(Set.of(
                "event_reference", "event_type", "event_time", "event_sha256", "event_provenance", "geometry_note"));
        OpenFields.of(ObjectKind.PERMIT).stream().map(OpenField::name).forEach(open::add);
        assertThat(open)
                .containsAll(changing.json(PERMITS + "/AA00300-01")
                        .path("properties")
                        .propertyNames());
    }

    @Test
    void describesItself() {
        JsonNode document = server.json("/api");
        assertThat(document.path("openapi").asString()).startsWith("3.0");
        assertThat(document.path("paths").propertyNames())
                .contains(
                        "/",
                        "/conformance",
                        "/collections",
                        "/collections/permits/items",
                        "/works/{reference}",
                        "/events");
    }

    @Test
    @Timeout(60)
    void streamsEventsFromAnyPointOn() throws Exception {
        changing.keep(List.of(Published.permit("AA00499-01").with("work_status_ref", "completed")));
        HttpRequest request = changing.request("/events?after=0&status=completed", "Accept", "text/event-stream")
                .build();
        HttpResponse<java.io.InputStream> answer =
                changing.client().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(lineThatBegins("data: ", lines)).contains("\"work_status_ref\":\"completed\"");
            changing.keep(List.of(
                    Published.permit("AA00500-01").at("2026-09-05T08:00:00Z").with("work_status_ref", "completed")));
            String line = "";
            while (!line.contains("AA00500-01")) {
                line = lineThatBegins("data: ", lines);
            }
            assertThat(line).contains("event_sha256");
        }
    }

    private static String lineThatBegins(String start, BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new AssertionError("The stream ended.");
    }

    @Test
    void pagesOfEventsGoOnWhereTheyEnded() {
        HttpResponse<String> first = server.get("/events?after=0");
        assertThat(first.body().lines().count()).isGreaterThanOrEqualTo(45);
        String next = first.headers().allValues("link").stream()
                .filter(link -> link.contains("rel=\"next\""))
                .map(link -> link.substring(1, link.indexOf('>')))
                .findFirst()
                .orElseThrow();
        assertThat(server.get(next).statusCode()).isEqualTo(200);
    }

    @Test
    void drawsTiles() {
        // Zoom 10 around Manchester: longitude -2.3, latitude 53.48.
        int x = (int) ((-2.30 + 180) / 360 * 1024);
        double latitude = Math.toRadians(53.48);
        int y = (int) ((1 - Math.log(Math.tan(latitude) + 1 / Math.cos(latitude)) / Math.PI) / 2 * 1024);
        HttpResponse<String> tile = server.get("/tiles/permits/10/" + x + "/" + y + ".mvt");
        assertThat(tile.statusCode()).isEqualTo(200);
        assertThat(tile.headers().firstValue("content-type")).contains("application/vnd.mapbox-vector-tile");
        assertThat(tile.body()).contains("permits").contains("AA00100-01");
        assertThat(server.get("/tiles/permits/10/0/0").body()).doesNotContain("AA001");
        assertThat(server.get("/tiles/permits/10/9999/0").statusCode()).isEqualTo(404);
        assertThat(server.get("/tiles/permits/10/x/0").statusCode()).isEqualTo(404);
    }

    @Test
    void takesOnlyReadingExceptFromSns() {
        HttpRequest post = server.request(PERMITS)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(server.send(post).statusCode()).isEqualTo(405);
        assertThat(server.get("/sns").statusCode()).isEqualTo(405);
        assertThat(server.get("/accounts").statusCode()).isEqualTo(404);
        HttpRequest head = server.request(PERMITS)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(server.send(head).body()).isEmpty();
    }

    @Test
    void whatSnsPostsIsServedAtOnce() {
        byte[] envelope = changing.sns.notification(
                UUID.randomUUID().toString(),
                "2026-11-24T11:59:30.847Z",
                Published.permit("AA00600-01").bytes(),
                2);
        HttpRequest post = changing.request(
                        "/sns", "x-amz-sns-message-type", "Notification", "Content-Type", "text/plain")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofByteArray(envelope))
                .build();
        assertThat(changing.send(post).statusCode()).isEqualTo(204);
        assertThat(changing.json(PERMITS + "/AA00600-01")
                        .at("/properties/event_provenance")
                        .asString())
                .isEqualTo("signed");
        envelope[envelope.length / 2] ^= 1;
        HttpRequest forged = changing.request("/sns", "x-amz-sns-message-type", "Notification")
                .POST(HttpRequest.BodyPublishers.ofByteArray(envelope))
                .build();
        assertThat(changing.send(forged).statusCode()).isBetween(400, 403);
    }

    @Test
    void whoAsksTooOftenWaitsAndWhoHasAKeyMayAskMore() {
        MovableClock clock = new MovableClock("2026-11-24T12:00:00Z");
        try (OpenServer limited = new OpenServer(OpenDataSettings.usual().limitedTo(3), clock)) {
            ApiKeys keys = new ApiKeys(limited.annex.dataSource(), new SecureRandom());
            ApiKeys.Made made = keys.make("University of Thornshire", 6, clock.instant());
            for (int i = 0; i < 3; i++) {
                assertThat(limited.get("/conformance").statusCode()).isEqualTo(200);
            }
            HttpResponse<String> refused = limited.get("/conformance");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("retry-after")).isPresent();
            clock.set("2026-11-24T12:01:00Z");
            for (int i = 0; i < 6; i++) {
                assertThat(limited.get("/conformance", "X-API-Key", made.secret())
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(limited.get("/conformance", "X-API-Key", made.secret()).statusCode())
                    .isEqualTo(429);
            assertThat(limited.get("/conformance", "X-API-Key", "wlo_guessed").statusCode())
                    .isEqualTo(403);
            assertThat(limited.get("/conformance", "X-API-Key", "wlo_guessed_again")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(limited.get("/conformance", "X-API-Key", "wlo_and_again").statusCode())
                    .as("guesses count against the address")
                    .isEqualTo(429);
            assertThat(keys.end(made.id(), clock.instant())).isTrue();
            assertThat(keys.end(made.id(), clock.instant())).isFalse();
            clock.set("2026-11-24T12:02:00Z");
            assertThat(limited.get("/conformance", "X-API-Key", made.secret()).statusCode())
                    .isEqualTo(403);
            assertThat(limited.get("/conformance").statusCode()).isEqualTo(200);
            assertThat(keys.all()).singleElement().satisfies(key -> {
                assertThat(key.holder()).isEqualTo("University of Thornshire");
                assertThat(key.ended()).isPresent();
            });
        }
    }
}
