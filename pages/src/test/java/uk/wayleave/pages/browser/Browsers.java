package uk.wayleave.pages.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A headless Chromium for the tests, started once for all of a module's test classes:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final Browsers browsers = new Browsers();
 *
 * Visitor jo = browsers.visitor(address);
 * }</pre>
 *
 * Each visitor has cookies of its own, as another person at another machine has, and is gone after the test. To be used
 * from the thread of the tests only, which is a rule of Playwright's.
 */
public final class Browsers implements BeforeAllCallback, AfterEachCallback {
    private static final Namespace OURS = Namespace.create(Browsers.class);

    private @Nullable Browser browser;
    private final List<Visitor> visitors = new ArrayList<>();

    /** How somebody looks at pages. */
    public enum View {
        DESK(1280, 900, true),
        /** As wide as WCAG 2.2 asks pages to fit without scrolling sideways (1.4.10 Reflow). */
        NARROW(320, 640, true),
        WITHOUT_SCRIPTS(1280, 900, false);

        final int width;
        final int height;
        final boolean scripts;

        View(int width, int height, boolean scripts) {
            this.width = width;
            this.height = height;
            this.scripts = scripts;
        }
    }

    /** Somebody at a desk. */
    public Visitor visitor(URI address) {
        return visitor(address, View.DESK);
    }

    /**
     * @param address where the pages are; paths are resolved against it
     * @throws IllegalStateException if there is no Chromium on this machine and none could be brought
     */
    public Visitor visitor(URI address, View view) {
        if (browser == null) {
            throw new IllegalStateException("Register Browsers as a static extension.");
        }
        var options = new Browser.NewContextOptions()
                .setBaseURL(address.toString())
                .setLocale("en-GB")
                .setTimezoneId("Europe/London")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(view.width, view.height)
                .setJavaScriptEnabled(view.scripts);
        var visitor = new Visitor(browser.newContext(options), view, screenshots());
        visitors.add(visitor);
        return visitor;
    }

    private static Path screenshots() {
        return Path.of("target", "screenshots");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        browser = context.getRoot()
                .getStore(OURS)
                .computeIfAbsent(Running.class, absent -> start(), Running.class)
                .browser;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        visitors.forEach(Visitor::close);
        visitors.clear();
    }

    private static Running start() {
        var found = new ChromiumFinder(
                        System.getenv(), Path.of("target", "chromium").toAbsolutePath())
                .find();
        var environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        found.libraries()
                .ifPresent(
                        libraries -> environment.merge("LD_LIBRARY_PATH", libraries.toString(), (a, b) -> a + ":" + b));
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(found.executable())
                        .setEnv(environment)
                        .setArgs(arguments()));
        return new Running(playwright, browser);
    }

    private static List<String> arguments() {
        // Chromium refuses to run as root within its sandbox.
        return "root".equals(System.getProperty("user.name"))
                ? List.of("--no-sandbox", "--disable-dev-shm-usage")
                : List.of("--disable-dev-shm-usage");
    }

    /** Ends with the tests of this JVM. */
    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {
        @Override
        public void close() {
            playwright.close();
        }
    }
}
