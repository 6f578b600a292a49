package uk.wayleave.app.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import uk.wayleave.pages.browser.Visitor;

/** What people find on a page by what it is called. */
final class OnScreen {
    private OnScreen() {}

    static Locator link(Visitor visitor, String name) {
        return visitor.page()
                .getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** @param name or a part of it */
    static Locator button(Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** A field, by the whole label. */
    static Locator labelled(Visitor visitor, String label) {
        return visitor.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** Fields, by the name they are sent with. */
    static Locator field(Visitor visitor, String name) {
        return visitor.page().locator("[name=\"" + name + "\"]");
    }

    static Locator heading(Visitor visitor) {
        return visitor.page().locator("h1");
    }

    /** The lines of the list of calls. */
    static Locator calls(Visitor visitor) {
        return visitor.page().locator(".wl-calls > li");
    }
}
