package uk.wayleave.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.wayleave.console.web.Cookie;
import uk.wayleave.control.http.Role;
import uk.wayleave.pages.browser.Browsers;
import uk.wayleave.pages.browser.Browsers.View;
import uk.wayleave.pages.browser.Visitor;
import uk.wayleave.register.session.OneTimeCodes;

/** Signing in to the console: name and password, then a one-time code, set up at the first sign-in. */
class SignInInABrowserTest {
    @RegisterExtension
    static final Browsers browsers = new Browsers();

    private static final Parish PARISH = new Parish();

    @AfterAll
    static void close() {
        PARISH.close();
    }

    private static void givePassword(Visitor visitor, String name, String password) {
        visitor.page().getByLabel("Sign-in name").fill(name);
        visitor.page().getByLabel("Password").fill(password);
        visitor.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Continue"))
                .click();
    }

    private static void giveCode(Visitor visitor, String code) {
        visitor.page().getByLabel("6-digit code").fill(code);
        visitor.page().keyboard().press("Enter");
    }

    @Test
    void setsUpCodesAtTheFirstSignInAndAsksForOneAtTheNext() {
        Visitor visitor = browsers.visitor(PARISH.address());
        visitor.open("/");
        assertThat(visitor.page()).hasURL(Pattern.compile("/console/sign-in$"));
        visitor.looksRight("sign-in");
        givePassword(visitor, "water-auditor", Parish.PASSWORD);
        assertThat(visitor.page().getByRole(AriaRole.HEADING)).hasText("Set up one-time codes");
        visitor.looksRight("sign-in-set-up");
        byte[] seed =
                new Base32().decode(visitor.page().locator("#key").innerText().replace(" ", ""));

        String code = OneTimeCodes.codeOf(seed, PARISH.clock.instant());
        giveCode(visitor, code);

        assertThat(visitor.page().getByText("Pat auditor, auditor of Mallow Water"))
                .isVisible();
        var cookie = visitor.context().cookies().stream()
                .filter(one -> one.name.equals(Cookie.SESSION))
                .findFirst()
                .orElseThrow();
        assertThat(cookie.httpOnly && cookie.secure).isTrue();

        visitor.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        assertThat(visitor.page()).hasURL(Pattern.compile("/console/sign-in$"));
        assertThat(PARISH.register.sessions().find(cookie.value)).isEmpty();

        givePassword(visitor, "water-auditor", Parish.PASSWORD);
        assertThat(visitor.page().getByRole(AriaRole.HEADING)).hasText("Enter your one-time code");
        giveCode(visitor, code);
        // It was the code of now, and counts once.
        assertThat(visitor.page().locator(".govuk-error-summary")).containsText("The code is not the one of now");
        visitor.looksRight("sign-in-code");
    }

    @Test
    void saysTheSameOfAWrongPasswordAndAnUnknownNameKeepsTheNameAndPauses() {
        Visitor visitor = browsers.visitor(PARISH.address(), View.NARROW);
        visitor.open("/console/sign-in");
        givePassword(visitor, "nobody-here", Parish.PASSWORD);
        String unknown = visitor.page().locator(".govuk-error-summary").innerText();
        assertThat(visitor.page().getByLabel("Sign-in name")).hasValue("nobody-here");
        givePassword(visitor, "council-auditor", "wrong horse battery");
        String wrong = visitor.page().locator(".govuk-error-summary").innerText();
        assertThat(wrong).isEqualTo(unknown);
        visitor.looksRight("sign-in-wrong-narrow");
        for (int i = 0; i < 2; i++) givePassword(visitor, "council-auditor", "wrong horse battery");

        givePassword(visitor, "council-auditor", Parish.PASSWORD);

        assertThat(visitor.page().locator(".govuk-error-summary")).containsText("too many failed attempts");
    }

    @Test
    void worksWithoutScriptsAndRefusesAFormThatIsNotOurs() {
        Visitor visitor = browsers.visitor(PARISH.address(), View.WITHOUT_SCRIPTS);
        visitor.open("/console/sign-in");
        givePassword(visitor, "council-requester", Parish.PASSWORD);
        assertThat(visitor.page().getByRole(AriaRole.HEADING)).hasText("Set up one-time codes");

        var forged = visitor.context()
                .request()
                .post(
                        PARISH.address() + "/console/sign-in",
                        com.microsoft.playwright.options.RequestOptions.create()
                                .setData("name=council-requester&password=x&_csrf=guess")
                                .setHeader("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.text()).contains("The form is too old");
    }

    @Test
    void aSessionThatWaitsForACodeOpensNothing() {
        var person = Parish.in(PARISH.ofWater, Role.REQUESTER);
        String step = PARISH.register
                .sessions()
                .await(person, java.time.Duration.ofMinutes(5))
                .orElseThrow()
                .token();

        assertThat(PARISH.register.sessions().find(step)).isEmpty();
        assertThat(PARISH.register.sessions().findAwaiting(step)).isPresent();
    }
}
