package uk.wayleave.pages.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Somebody without a mouse: goes on by Tab alone, and has to see at each step where they are (WCAG 2.2, 2.1.1, 2.4.7 and
 * 2.4.11).
 */
public final class Keyboard {
    private static final int MOST_STEPS = 300;
    private static final String IS_IN_FOCUSED_GROUP =
            "one => document.activeElement.type === 'radio' && one.name === document.activeElement.name";

    /** Whether the focus is there, and what has it without showing it or out of sight. */
    private static final String WHERE = """
            wanted => {
              const one = document.activeElement;
              const there = one === wanted;
              if (!one || one === document.body) return {there, unseen: ''};
              const drawn = one.matches('.govuk-checkboxes__input, .govuk-radios__input')
                  ? [getComputedStyle(one.nextElementSibling, '::before')]
                  : [getComputedStyle(one), ...[...one.children].map(child => getComputedStyle(child))];
              const shows = style => style.boxShadow !== 'none' || (style.outlineStyle !== 'none'
                  && parseFloat(style.outlineWidth) > 0 && !/^rgba.*, 0\\)$/.test(style.outlineColor));
              const box = one.getBoundingClientRect();
              const inSight = box.bottom > 0 && box.top < window.innerHeight && box.right > 0
                  && box.left < window.innerWidth;
              return {there, unseen: drawn.some(shows) && inSight ? '' : one.outerHTML.slice(0, 200)};
            }""";

    private final Page page;

    private Keyboard(Page page) {
        this.page = page;
    }

    public static Keyboard of(Visitor visitor) {
        return new Keyboard(visitor.page());
    }

    /** Goes on until there. */
    public Keyboard to(Locator wanted) {
        return to(wanted, "Tab");
    }

    /** Goes back until there. */
    public Keyboard backTo(Locator wanted) {
        return to(wanted, "Shift+Tab");
    }

    private Keyboard to(Locator wanted, String key) {
        for (int step = 0; step < MOST_STEPS; step++) {
            if (isAt(wanted)) return this;
            page.keyboard().press(key);
        }
        throw new AssertionError(key + " never came to " + wanted + " at " + page.url());
    }

    /** Whoever is anywhere sees where. */
    private boolean isAt(Locator wanted) {
        var where = (Map<?, ?>) wanted.evaluate(WHERE);
        assertThat(where.get("unseen"))
                .as("what has the focus unseen at %s", page.url())
                .isEqualTo("");
        return Boolean.TRUE.equals(where.get("there"));
    }

    /** Goes there and types, in place of what is there. */
    public Keyboard type(Locator field, String text) {
        to(field);
        page.keyboard().press("Control+a");
        page.keyboard().type(text);
        return this;
    }

    /** Goes to a link or button and presses Enter. */
    public void enter(Locator wanted) {
        to(wanted);
        page.keyboard().press("Enter");
    }

    /** Goes to a check box and ticks or clears it. */
    public Keyboard tick(Locator box) {
        to(box);
        page.keyboard().press("Space");
        return this;
    }

    /** Goes to the radio buttons that this one is of and chooses it with the arrow keys. */
    public Keyboard choose(Locator radio) {
        for (int step = 0; step < MOST_STEPS; step++) {
            if (isAt(radio)) {
                page.keyboard().press("Space");
                return this;
            }
            page.keyboard().press((Boolean) radio.evaluate(IS_IN_FOCUSED_GROUP) ? "ArrowDown" : "Tab");
        }
        throw new AssertionError("Neither Tab nor arrows came to " + radio + " at " + page.url());
    }

    /**
     * Goes to a field for a file and chooses one. The browser is asked to hand its dialogue over before the field is
     * reached: asked only as the key is pressed, it may open it by itself, where nobody sees it.
     */
    public Keyboard upload(Locator field, FilePayload file) {
        AtomicReference<Optional<FileChooser>> shown = new AtomicReference<>(Optional.empty());
        Consumer<FileChooser> seen = chooser -> shown.set(Optional.of(chooser));
        page.onFileChooser(seen);
        try {
            to(field);
            page.keyboard().press("Enter");
            page.waitForCondition(() -> shown.get().isPresent());
            shown.get().orElseThrow().setFiles(file);
        } finally {
            page.offFileChooser(seen);
        }
        return this;
    }

    /** A key by itself. */
    public Keyboard press(String key) {
        page.keyboard().press(key);
        return this;
    }
}
