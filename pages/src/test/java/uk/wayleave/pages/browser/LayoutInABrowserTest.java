package uk.wayleave.pages.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.wayleave.pages.Asset;
import uk.wayleave.pages.Assets;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Frame;
import uk.wayleave.pages.Page;
import uk.wayleave.pages.PageHeaders;
import uk.wayleave.pages.Pages;
import uk.wayleave.pages.PagesTest;
import uk.wayleave.pages.browser.Browsers.View;

class LayoutInABrowserTest {
    @RegisterExtension
    static final Browsers browsers = new Browsers();

    private static final Assets ASSETS = Assets.own();
    private static final Pages PAGES = new Pages(PagesTest.class, ASSETS);

    private static HttpServer server;
    private static URI address;

    @BeforeAll
    static void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", LayoutInABrowserTest::answer);
        server.start();
        address = URI.create("http://localhost:" + server.getAddress().getPort());
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void looksRightAtADesk() {
        Visitor visitor = browsers.visitor(address);

        assertThat(visitor.open("/")).isEqualTo(200);
        assertThat(visitor.page().getByText("Hello")).isVisible();
        // GOV.UK Frontend's script ran, so the policy let it.
        assertThat(visitor.page().locator("body"))
                .hasClass(java.util.regex.Pattern.compile("govuk-frontend-supported"));
        visitor.looksRight("layout");
    }

    @Test
    void movesFocusToTheErrorSummary() {
        Visitor visitor = browsers.visitor(address);

        visitor.open("/wrong");

        assertThat(visitor.page().locator(".govuk-error-summary")).isFocused();
        visitor.page().getByText("Enter the legal name of the council").first().click();
        assertThat(visitor.page().locator("#name")).isFocused();
        visitor.looksRight("layout-error");
    }

    @Test
    void looksRightOnANarrowScreenAndWithoutScripts() {
        Visitor narrow = browsers.visitor(address, View.NARROW);
        narrow.open("/wrong");
        narrow.looksRight("layout-narrow");

        Visitor without = browsers.visitor(address, View.WITHOUT_SCRIPTS);
        without.open("/wrong");
        assertThat(without.page().getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                .isVisible();
        without.looksRight("layout-without-scripts");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Optional<Asset> asset =
                path.startsWith(Assets.PATH) ? ASSETS.find(path.substring(Assets.PATH.length())) : Optional.empty();
        byte[] body = asset.map(Asset::bytes).orElseGet(() -> page(path).getBytes(StandardCharsets.UTF_8));
        PageHeaders.all().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", asset.map(Asset::type).orElse("text/html; charset=utf-8"));
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String page(String path) {
        List<FormError> errors = path.equals("/wrong")
                ? List.of(new FormError("name", "Enter the legal name of the council"))
                : List.of();
        return PAGES.render(
                Page.of("example").with("text", "Hello").with("errors", errors),
                new Frame(
                        "Wayleave of Thornshire",
                        "/",
                        Optional.of("Jo Planner, Thornshire County Council"),
                        Optional.of(new Frame.SignOut("/sign-out", "abc")),
                        List.of(new Frame.Link("Who you act for", "/acting", false)),
                        List.of(
                                new Frame.Link("Agreements", "/agreements", true),
                                new Frame.Link("Activity", "/activity", false))));
    }
}
