package uk.wayleave.app.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.wayleave.app.console.OnScreen.button;
import static uk.wayleave.app.console.OnScreen.calls;
import static uk.wayleave.app.console.OnScreen.heading;
import static uk.wayleave.app.console.OnScreen.link;

import com.microsoft.playwright.Locator;
import com.nimbusds.oauth2.sdk.ErrorObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.app.command.CommandLines;
import uk.wayleave.pages.browser.Browsers;
import uk.wayleave.pages.browser.Browsers.View;
import uk.wayleave.pages.browser.Visitor;

/**
 * Journey 2 of the domain notes: the vendor of a highway authority wants a public map and a feed for a journey planner, which
 * take open data; the authority's own report over its neighbours' works goes through its account; and nothing of it goes on to
 * another authority.
 */
final class PublicMapJourney {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String WORKS = "ZG0099000001";

    private final PlayedDemo demo;
    private final Browsers browsers;
    private final Path directory;

    PublicMapJourney(PlayedDemo demo, Browsers browsers, Path directory) {
        this.demo = demo;
        this.browsers = browsers;
        this.directory = directory;
    }

    void go() throws Exception {
        JsonNode product = demo.product(1);
        var client = new Vendor.Client(
                product.path("client_id").asString(),
                product.path("client_secret").asString());
        Visitor ned = demo.signedIn(browsers, "ned.kerbside", View.DESK);
        try (Vendor vendor = new Vendor(demo.console(), demo.dataPlane())) {
            learnsWhichFieldsAreOpen(ned);
            URI open = learnsWhereTheMapComesFrom(ned);
            getsNoInstructionForIt(vendor, client);
            isSentToOpenDataFromTheGateway(vendor);
            loadsTheMonthlyArchive();
            drawsTheMapFromOpenData(vendor, open);
            Visitor kit = demo.signedIn(browsers, "kit.county", View.WITHOUT_SCRIPTS);
            String token = demo.token(1, givesAStandingInstruction(kit));
            readsNeighboursWorksWithinReason(vendor, token);
            relaysNothingToAnotherAuthority(vendor);
            Visitor pia = demo.signedIn(browsers, "pia.county", View.NARROW);
            seesWhatWasRefused(pia);
        }
    }

    private static Locator line(Visitor ned, String name) {
        return ned.page()
                .locator(".govuk-summary-list__row")
                .filter(new Locator.FilterOptions()
                        .setHas(ned.page().locator("code").getByText(name)));
    }

    private static void learnsWhichFieldsAreOpen(Visitor ned) {
        ned.open("/console/check");
        link(ned, "May I use this?").click();
        ned.page().getByLabel("Operation").selectOption("work.GetPermit");
        ned.page().getByLabel("What it is for").selectOption("journey-planning");
        ned.page().getByLabel("Fields").fill("street_name, secondary_contact, description_of_work");
        button(ned, "Show where from").click();
        assertThat(line(ned, "street_name")).containsText("open data");
        for (String closed : List.of("secondary_contact", "description_of_work"))
            assertThat(line(ned, closed)).containsText("not at all");
        ned.looksRight("journey-may-i-use");
    }

    private static URI learnsWhereTheMapComesFrom(Visitor ned) {
        ned.page().getByLabel("Operation").selectOption("geojson.GetWorksIntersectBoundingBox");
        ned.page().getByLabel("What it is for").selectOption("public-app");
        ned.page().getByLabel("Fields").fill("");
        button(ned, "Show where from").click();
        return URI.create(ned.page().locator("section a").first().getAttribute("href"));
    }

    /** Framework A5: no token of Street Manager's can be had for another use, whoever would approve it. */
    private static void getsNoInstructionForIt(Vendor vendor, Vendor.Client client) throws Exception {
        for (String purpose : List.of("public-app", "journey-planning")) {
            var refused = vendor.push(
                    client,
                    JSON.writeValueAsString(List.of(Map.of(
                            "type",
                            "wayleave_instruction",
                            "kind",
                            "session",
                            "purpose",
                            purpose,
                            "operations",
                            List.of("geojson.GetWorksIntersectBoundingBox"),
                            "references",
                            List.of("all"),
                            "tier",
                            "T1",
                            "until",
                            Instant.now().plus(Duration.ofHours(4)).toString()))));
            ErrorObject error = refused.toErrorResponse().getErrorObject();
            assertThat(error.getCode()).isEqualTo("invalid_authorization_details");
            assertThat(Optional.ofNullable(error.getDescription()).orElse("")).contains("open data");
        }
    }

    private void isSentToOpenDataFromTheGateway(Vendor vendor) throws Exception {
        String token = demo.token(1, demo.instruction(1, "kit.permits"));
        HttpResponse<String> refused = vendor.get(
                "/v6/work/works/" + demo.works(1) + "/permits/" + demo.works(1) + "-01",
                token,
                "Wayleave-Purpose",
                "journey-planning");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"A5c\"").contains("never_open_fields");
        assertThat(refused.headers().firstValue("Link").orElse(""))
                .contains("/open/")
                .contains("alternate");
    }

    private String command(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = CommandLines.of(Map.of("WAYLEAVE_HOME", demo.home().toString()), Clock.systemUTC());
        line.setOut(new PrintWriter(out, true));
        assertThat(line.execute(arguments)).as(out.toString()).isZero();
        return out.toString();
    }

    /** The operator, beside the running installation, with a month of one notification as DfT publishes them. */
    private void loadsTheMonthlyArchive() throws IOException {
        Path archive = Files.createDirectories(directory.resolve("archive"));
        Files.writeString(archive.resolve("1.json"), """
                {"event_reference": 1, "event_type": "WORK_START", "event_time": "2026-11-02T09:21:44.091Z",
                 "object_type": "PERMIT", "object_reference": "%1$s-01", "version": 1,
                 "object_data": {
                  "work_reference_number": "%1$s", "permit_reference_number": "%1$s-01",
                  "promoter_swa_code": "9986", "promoter_organisation": "Ottermouth Gas Networks",
                  "highway_authority": "ASHCOMBE COUNTY COUNCIL", "highway_authority_swa_code": "9983",
                  "works_location_coordinates": "LINESTRING(384120 171560,384140 171575)",
                  "street_name": "Mill Lane", "area_name": "ASHCOMBE", "town": "ASHCOMBE", "usrn": "99800001",
                  "road_category": "4", "work_category": "Standard", "work_category_ref": "standard",
                  "traffic_management_type": "Give and take", "traffic_management_type_ref": "give_and_take",
                  "proposed_start_date": "2026-11-02T00:00:00.000Z", "proposed_start_time": null,
                  "proposed_end_date": "2026-11-06T00:00:00.000Z", "proposed_end_time": null,
                  "actual_start_date_time": "2026-11-02T09:20:00.000Z", "actual_end_date_time": null,
                  "work_status": "Works in progress", "work_status_ref": "in_progress",
                  "activity_type": "Utility asset works", "is_ttro_required": "No", "is_covid_19_response": "No",
                  "works_location_type": "Footway", "permit_conditions": "NCT01a",
                  "is_traffic_sensitive": "No", "is_deemed": "No", "permit_status": "granted",
                  "collaborative_working": "No", "close_footway": "No", "close_footway_ref": "no"}}""".formatted(WORKS));
        assertThat(command("opendata", "load", archive.toString())).contains("1 new");
    }

    private void drawsTheMapFromOpenData(Vendor vendor, URI open) throws Exception {
        String key = command("opendata", "key", "make", "Kerbside's roadworks near me")
                .strip();
        HttpResponse<String> answer = vendor.getOpenly(
                URI.create(open + "?bbox=384000,171500,384200,171600"
                        + "&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/27700"),
                "X-API-Key",
                key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains(WORKS)
                .contains("Open Government Licence")
                .doesNotContain("description_of_work")
                .doesNotContain("secondary_contact");
        Visitor anybody = browsers.visitor(demo.dataPlane(), View.NARROW);
        assertThat(anybody.open("/open/works/" + WORKS + "?f=html")).isEqualTo(200);
        assertThat(anybody.page().locator("main")).containsText("Open Government Licence v3.0");
        assertThat(anybody.page().locator("main")).containsText("Mill Lane");
        anybody.looksRight("journey-open-works-narrow");
    }

    /** The network manager's own report: what any user of Street Manager sees, for the authority's staff alone. */
    private static String givesAStandingInstruction(Visitor kit) {
        kit.open("/console/instructions");
        button(kit, "Give an instruction").click();
        link(kit, "Kerbside Coordination").click();
        kit.page().getByLabel("Assess, coordinate and direct works").check();
        kit.page().getByLabel("Get works intersect bounding box (reads)").check();
        kit.page().getByLabel("what every Street Manager user sees").check();
        kit.page().getByLabel("Kit Rowan").check();
        kit.page()
                .getByLabel("First day it no longer holds")
                .fill(LocalDate.now(ZoneId.of("Europe/London")).plusDays(60).toString());
        kit.looksRight("journey-instruction-new");
        button(kit, "Give the instruction").click();
        assertThat(heading(kit)).hasText("Instruction to Kerbside Coordination");
        assertThat(kit.page().locator("main"))
                .containsText("Works desk, hosted in United Kingdom, seen by your own staff");
        kit.looksRight("journey-instruction");
        return kit.page().locator("code.wl-hash").last().innerText();
    }

    private static String box(int side) {
        return "/v6/geojson/works?minEasting=384000&minNorthing=171000&maxEasting=" + (384_000 + side) + "&maxNorthing="
                + (171_000 + side);
    }

    private static void readsNeighboursWorksWithinReason(Vendor vendor, String token) throws Exception {
        HttpResponse<String> answer = vendor.get(box(3_000), token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("features").size()).isPositive();
        HttpResponse<String> again = vendor.get(box(3_000), token);
        assertThat(again.statusCode()).as("the same map at once").isEqualTo(429);
        assertThat(again.headers().firstValue("Retry-After")).isPresent();
        HttpResponse<String> tooWide = vendor.get(box(20_000), token);
        assertThat(tooWide.statusCode()).as(tooWide.body()).isEqualTo(403);
    }

    /** Framework A5d and C5: a neighbour takes open data, or grants access of its own. */
    private void relaysNothingToAnotherAuthority(Vendor vendor) throws Exception {
        HttpResponse<String> passedOn = vendor.get(
                "/v6/work/works/" + demo.works(1),
                demo.token(1, demo.instruction(1, "kit.permits")),
                "Wayleave-Purpose",
                "passing-on");
        assertThat(passedOn.statusCode()).as(passedOn.body()).isEqualTo(403);
        assertThat(passedOn.body()).contains("\"A5d\"");
        // Under another body's grant the council's record cannot be had either.
        HttpResponse<String> others = vendor.get(
                "/v6/work/works/" + demo.foreignWorks(0, "ZP"), demo.token(0, demo.instruction(0, "jo.marlow")));
        assertThat(others.statusCode()).as(others.body()).isEqualTo(403);
        assertThat(others.body()).contains("\"C5\"").containsAnyOf("grant its own access", "grant access of its own");
    }

    private static void seesWhatWasRefused(Visitor pia) {
        pia.open("/console/clauses/A5d");
        pia.looksRight("journey-clause-narrow");
        link(pia, "See these calls").click();
        assertThat(calls(pia)).hasCount(1);
        pia.page().locator(".wl-calls > li a").click();
        assertThat(pia.page().locator("main")).containsText("Breached");
        pia.looksRight("journey-relay-narrow");
        pia.open("/console/calls?clause=A5c");
        assertThat(calls(pia)).hasCount(1);
        pia.open("/console/figures");
        pia.looksRight("journey-figures-narrow");
    }
}
