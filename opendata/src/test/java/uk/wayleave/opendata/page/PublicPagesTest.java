package uk.wayleave.opendata.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.opendata.MovableClock;
import uk.wayleave.opendata.OpenDataSettings;
import uk.wayleave.opendata.Published;
import uk.wayleave.opendata.api.OpenServer;
import uk.wayleave.pages.browser.Browsers;
import uk.wayleave.pages.browser.Browsers.View;
import uk.wayleave.pages.browser.Visitor;

/** The public pages in a real browser, on a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicPagesTest {
    @RegisterExtension
    static final Browsers browsers = new Browsers();

    /** 45 permits around Manchester and 15 in London, on streets that nobody has heard of. */
    private static final int IN_MANCHESTER = 45;

    private static final String MANCHESTER = "box=380000,394000,392000,406000";
    private final OpenServer server =
            new OpenServer(OpenDataSettings.usual().limitedTo(1_000_000), new MovableClock("2026-09-10T12:00:00Z"));

    @BeforeAll
    void fill() {
        List<Published> events = new ArrayList<>();
        String[] states = {"in_progress", "planned", "completed"};
        String[] kinds = {"road_closure", "two_way_signals", "no_carriageway_incursion"};
        String[] words = {"Road closure", "Two-way signals", "No carriageway incursion"};
        for (int i = 0; i < 60; i++) {
            boolean manchester = i < IN_MANCHESTER;
            int east = manchester ? 380_500 + (i * 977) % 11_000 : 524_000 + (i * 811) % 12_000;
            int north = manchester ? 394_500 + (i * 1_433) % 11_000 : 175_000 + (i * 719) % 9_000;
            events.add(Published.permit("AA001%02d-01".formatted(i))
                    .numbered(i)
                    .with("works_location_coordinates", "POINT(%d %d)".formatted(east, north))
                    .with("highway_authority_swa_code", manchester ? "4215" : "5990")
                    .with("highway_authority", manchester ? "ALDERMERE CITY COUNCIL" : "THORNSHIRE COUNTY COUNCIL")
                    .with("street_name", "PLUMTREE LANE")
                    .with("town", manchester ? "ALDERMERE" : "THORNBURY MAGNA")
                    .with("area_name", "")
                    .with("work_status_ref", states[i % 3])
                    .with(
                            "work_status",
                            i % 3 == 0 ? "Works in progress" : i % 3 == 1 ? "Works planned" : "Works completed")
                    .with("traffic_management_type_ref", kinds[i % 3])
                    .with("traffic_management_type", words[i % 3])
                    .with("actual_start_date_time", "2026-09-0%dT08:00:00Z".formatted(1 + i % 9))
                    .with("actual_end_date_time", "2026-09-%dT17:00:00Z".formatted(10 + i % 15)));
        }
        events.add(Published.permit("AA00170-01")
                .at("2026-09-01T08:00:00Z")
                .with("street_name", "PLUMTREE LANE")
                .with("work_status_ref", "planned"));
        events.add(Published.permit("AA00170-01")
                .at("2026-09-02T08:00:00Z")
                .with("street_name", "PLUMTREE LANE")
                .with("work_status_ref", "in_progress"));
        server.keep(events);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private Visitor visitor(View view) {
        return browsers.visitor(URI.create(server.base().toString().replace("/open", "")), view);
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void beginsByTellingWhatThereIs() {
        Visitor visitor = visitor(View.DESK);
        assertThat(visitor.open("/open")).isEqualTo(200);
        visitor.looksRight("open-start");

        link(visitor.page(), "See works on a map").click();

        assertThat(visitor.page().locator("h1")).hasText("Works on 10 September 2026");
    }

    @Test
    void showsEnglandInCirclesThatLeadToTheWorksInThem() {
        Visitor visitor = visitor(View.DESK);
        visitor.open("/open/map");
        Locator circles = visitor.page().locator("svg a");
        assertThat(circles.count()).isBetween(2, 8);
        visitor.looksRight("open-map-england");

        assertThat(circles.first())
                .hasAttribute("aria-label", Pattern.compile("\\d+ permits \\d+ km north.* of Manchester"));
        circles.first().click();

        assertThat(visitor.page().locator("h2#list")).isVisible();
        assertThat(visitor.page().locator(".wl-entries li").count()).isPositive();
    }

    @Test
    void showsWorksOneByOneAndTheSameInTheList() {
        Visitor visitor = visitor(View.DESK);
        visitor.open("/open/map?" + MANCHESTER);
        assertThat(visitor.page().locator("svg a")).hasCount(IN_MANCHESTER);
        assertThat(visitor.page().locator(".wl-entries li")).hasCount(25);
        visitor.looksRight("open-map-manchester");

        visitor.page().getByText("Next works").click();

        assertThat(visitor.page().locator(".wl-entries li")).hasCount(IN_MANCHESTER - 25);
    }

    @Test
    void filtersByTheFormAndKeepsWhatWasTyped() {
        Visitor visitor = visitor(View.DESK);
        visitor.open("/open/map?" + MANCHESTER);
        visitor.page().getByLabel("Traffic management").selectOption("road_closure");
        visitor.page().getByLabel("Highway authority").fill("4215");
        visitor.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show works"))
                .click();

        assertThat(visitor.page().locator("svg a")).hasCount(IN_MANCHESTER / 3);
        assertThat(visitor.page().getByLabel("Highway authority")).hasValue("4215");
    }

    @Test
    void tellsWhatIsWrongWithADay() {
        Visitor visitor = visitor(View.DESK);
        assertThat(visitor.open("/open/map?day=31&month=2&year=2026&street=Plumtree"))
                .isEqualTo(400);

        assertThat(visitor.page().locator(".govuk-error-summary")).isFocused();
        assertThat(visitor.page().getByLabel("Street")).hasValue("Plumtree");
        visitor.looksRight("open-map-error");
    }

    @Test
    void showsWhatHappenedToWorks() {
        Visitor visitor = visitor(View.DESK);
        visitor.open("/open/works/AA00170");

        assertThat(visitor.page().locator(".wl-timeline__item")).hasCount(2);
        assertThat(visitor.page().locator("dl")).containsText("PLUMTREE LANE");
        visitor.looksRight("open-works");
    }

    @Test
    void saysThatNothingIsKnownOfOtherWorks() {
        Visitor visitor = visitor(View.DESK);
        assertThat(visitor.open("/open/works/ZZ999")).isEqualTo(404);
        visitor.looksRight("open-unknown");
    }

    @Test
    void drawsFiguresWithTheirTable() {
        Visitor visitor = visitor(View.DESK);
        visitor.open("/open/charts");

        visitor.page().getByText("The same as a table: Highway authority").click();
        assertThat(visitor.page().locator("table").nth(1)).containsText("Aldermere City Council");
        visitor.looksRight("open-charts");
    }

    @Test
    void saysFromWhereSomethingMayBeHad() {
        Visitor visitor = visitor(View.DESK);
        visitor.open("/open/may-i");
        visitor.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show where from"))
                .click();
        assertThat(visitor.page().locator(".govuk-error-summary")).containsText("Choose an operation");
        visitor.looksRight("open-may-i-error");

        visitor.page().getByLabel("Operation").selectOption("work.GetPermit");
        visitor.page().getByLabel("What it is for").selectOption("journey-planning");
        visitor.page().getByLabel("Fields").fill("street_name, secondary_contact");
        visitor.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show where from"))
                .click();

        assertThat(visitor.page().locator("h2#answer")).hasText("work.GetPermit: from open data");
        assertThat(visitor.page().locator("dl")).containsText("not at all");
        assertThat(visitor.page().getByLabel("Fields")).hasValue("street_name, secondary_contact");
        visitor.looksRight("open-may-i");
    }

    @Test
    void saysWhetherAValueWasOpenAndKeepsItOutOfTheAddress() {
        Visitor visitor = visitor(View.DESK);
        visitor.open("/open/origin");
        lookUp(visitor);
        assertThat(visitor.page().locator(".govuk-error-summary")).containsText("Enter the value");
        visitor.looksRight("open-origin-error");

        visitor.page().getByLabel("Reference").fill("AA00170-01");
        visitor.page().getByLabel("Field").fill("street_name");
        visitor.page().getByLabel("Value").fill("Plumtree Lane");
        visitor.page().getByLabel("When it was seen").fill("1/9/2026 12:00");
        lookUp(visitor);
        assertThat(visitor.page().locator("h2#answer")).hasText("Open then");
        assertThat(visitor.page().locator("dl")).containsText("1 September 2026, 09:00");
        assertThat(visitor.page().url()).doesNotContain("lumtree");
        visitor.looksRight("open-origin");

        visitor.page().getByLabel("When it was seen").fill("31/8/2026");
        lookUp(visitor);
        assertThat(visitor.page().locator("h2#answer")).hasText("Open later");

        visitor.page().getByLabel("Field").fill("secondary_contact");
        lookUp(visitor);
        assertThat(visitor.page().locator("h2#answer")).hasText("Never open");

        visitor.page().getByLabel("When it was seen").fill("noon");
        lookUp(visitor);
        assertThat(visitor.page().locator(".govuk-error-summary")).containsText("27/9/2026 14:30");
    }

    private static void lookUp(Visitor visitor) {
        visitor.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Look it up"))
                .click();
    }

    @Test
    void putsTheApiIntoWords() {
        Visitor visitor = visitor(View.DESK);
        visitor.open("/open/api");
        visitor.looksRight("open-api");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/map",
                "/map?" + MANCHESTER,
                "/works/AA00170",
                "/charts",
                "/api",
                "/may-i?operation=work.GetWork&purpose=manage-own-permits",
                "/origin?f=html"
            })
    void fitsANarrowScreenAndNeedsNoScript(String path) {
        for (View view : List.of(View.NARROW, View.WITHOUT_SCRIPTS)) {
            Visitor visitor = visitor(view);
            assertThat(visitor.open("/open" + path)).isEqualTo(200);
            visitor.looksRight(
                    "open" + path.replaceAll("[^a-z]+", "-") + "-" + view.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void isUsedWithTheKeyboardAlone() {
        Visitor visitor = visitor(View.DESK);
        visitor.open("/open/map?" + MANCHESTER);
        visitor.page().keyboard().press("Tab");
        assertThat(visitor.page().locator(".govuk-skip-link")).isFocused();
        visitor.page().keyboard().press("Enter");
        visitor.page().getByLabel("Street").focus();
        visitor.page().keyboard().type("No Such Street");
        visitor.page().keyboard().press("Enter");

        assertThat(visitor.page().getByText("No permits that fit")).isVisible();
    }

    /** Programs ask for no page and get none. */
    @Test
    void programsGetWhatTheyAlwaysGot() {
        HttpResponse<String> landing = server.get("");
        assertThat(landing.headers().firstValue("content-type")).contains("application/json");
        HttpResponse<String> page = server.get("", "Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("vary")).contains("Accept");
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(server.get("/works/AA00170").headers().firstValue("content-type"))
                .contains("application/json");
    }

    @Test
    void nothingThatIsTypedIsRunOrBelieved() {
        HttpResponse<String> page =
                server.get("/map?street=%3Cscript%3Ealert(1)%3C/script%3E&box=1,2,3&cursor=x&traffic=x");
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)");
        assertThat(server.get("/works/%3Cb%3E", "Accept", "text/html").body()).doesNotContain("<b>");
    }
}
