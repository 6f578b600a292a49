package uk.wayleave.pages.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import uk.wayleave.pages.browser.Browsers.View;

/** One person in a browser of their own. */
public final class Visitor implements AutoCloseable {
    /** WCAG 2.2 AA, and axe's own advice. */
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final String STICKING_OUT =
            "() => [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > window.innerWidth)"
                    + ".slice(0, 5).map(e => e.outerHTML.slice(0, 200))";

    private final BrowserContext context;
    private final Page page;
    private final View view;
    private final Path screenshots;
    private final List<String> complaints = new ArrayList<>();

    Visitor(BrowserContext context, View view, Path screenshots) {
        this.context = context;
        this.page = context.newPage();
        this.view = view;
        this.screenshots = screenshots;
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            // What the content security policy stopped is told here. A refused page (status 4xx) is told, too, and may
            // be meant.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
    }

    /** Playwright's own, for everything a person does. */
    public Page page() {
        return page;
    }

    public BrowserContext context() {
        return context;
    }

    /** Goes to a path of the address, and gives the status it was answered with. */
    public int open(String path) {
        Response response = Objects.requireNonNull(page.navigate(path), "An address on the same page has no answer.");
        return response.status();
    }

    /**
     * Holds the page on screen to what every page owes, and takes its picture: axe finds no violation, nothing has to be
     * scrolled sideways, the browser complained of nothing.
     *
     * @param name of the picture in {@code target/screenshots}, without ending
     */
    public void looksRight(String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(screenshots.resolve(name + ".png")));
        assertThat(complaints)
                .as("what the browser complained of at %s", page.url())
                .isEmpty();
        Object overflow = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
        assertThat(((Number) overflow).intValue())
                .as("pixels to scroll sideways at %s, for the sake of %s", page.url(), page.evaluate(STICKING_OUT))
                .isLessThanOrEqualTo(0);
        // axe is a script itself.
        if (view.scripts) {
            assertThat(violations()).as("what axe finds at %s", page.url()).isEmpty();
        }
    }

    private List<String> violations() {
        return new AxeBuilder(page)
                .withTags(RULES).analyze().getViolations().stream()
                        .flatMap(rule -> rule.getNodes().stream()
                                .map(node -> rule.getId() + ": " + rule.getHelp() + ": " + node.getHtml()))
                        .toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
