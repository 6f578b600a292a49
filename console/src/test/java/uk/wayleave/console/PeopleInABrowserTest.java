package uk.wayleave.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.wayleave.console.web.Cookie;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.Standing;
import uk.wayleave.pages.browser.Browsers;
import uk.wayleave.pages.browser.Browsers.View;
import uk.wayleave.pages.browser.Visitor;
import uk.wayleave.register.Body;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.session.OneTimeCodes;

/** The people of a body, and one human who acts for two. */
class PeopleInABrowserTest {
    @RegisterExtension
    static final Browsers browsers = new Browsers();

    private static final Parish PARISH = new Parish();

    @AfterAll
    static void close() {
        PARISH.close();
    }

    private static void press(Visitor visitor, String button) {
        visitor.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }

    /** A session of the cookie the browser has now. */
    private static String session(Visitor visitor) {
        return visitor.context().cookies().stream()
                .filter(one -> one.name.equals(Cookie.SESSION))
                .findFirst()
                .orElseThrow()
                .value;
    }

    @Test
    void registersAPersonChangesTheRolesAndSuspendsWithoutLosingWhatWasTyped() {
        Visitor amy = PARISH.visitor(
                browsers, Parish.in(PARISH.ofWater, Role.CONTROLLER_ADMINISTRATOR), View.WITHOUT_SCRIPTS);
        amy.open("/console/people/new");
        amy.page()
                .getByLabel("Name", new Page.GetByLabelOptions().setExact(true))
                .fill("Petra Planner");
        amy.page().getByLabel("Identifier").fill("petra@mallow.example");
        amy.page().getByLabel("requester: ").check();
        amy.page().getByLabel("Sign-in name").fill("petra");
        amy.page().getByLabel("First password").fill("short");
        press(amy, "Register");
        assertThat(amy.page().locator(".govuk-error-summary")).isVisible();
        assertThat(amy.page().getByLabel("Identifier")).hasValue("petra@mallow.example");
        assertThat(amy.page().getByLabel("requester: ")).isChecked();
        amy.looksRight("person-new-errors");
        amy.page().getByLabel("First password").fill("long enough to be one");
        press(amy, "Register");

        assertThat(amy.page().getByRole(AriaRole.HEADING).first()).hasText("Petra Planner");
        amy.looksRight("person");
        RegisteredPerson petra = PARISH.register.people().of(new Body.OfController(PARISH.water)).stream()
                .filter(one -> one.identifier().equals("petra@mallow.example"))
                .findFirst()
                .orElseThrow();
        assertThat(Role.of(petra)).containsExactly(Role.REQUESTER);
        String session = PARISH.session(petra);

        amy.page().getByLabel("information governance officer: ").check();
        press(amy, "Change roles");
        assertThat(amy.page().locator(".govuk-summary-list")).containsText("information governance officer, requester");
        press(amy, "Suspend");
        assertThat(amy.page().locator(".govuk-summary-list")).containsText("Suspended");
        assertThat(PARISH.register.sessions().find(session)).isEmpty();
        press(amy, "Let act again");
        assertThat(amy.page().locator(".govuk-summary-list")).containsText("May act");
        amy.open("/console/people");
        assertThat(amy.page().getByText("Petra Planner")).isVisible();
    }

    @Test
    void letsOneHumanActForTwoBodiesOneAtATime() {
        RegisteredPerson ofWater = Parish.in(PARISH.ofWater, Role.REQUESTER);
        RegisteredPerson ofRoadtide = Parish.in(PARISH.ofRoadtide, Role.INTEGRATOR_ENGINEER);
        byte[] seed = PARISH.register.oneTimeCodes().seed(ofRoadtide).orElseThrow();
        // The code of the step before is taken as well, and leaves the one of now for the form.
        PARISH.register
                .oneTimeCodes()
                .take(
                        ofRoadtide,
                        OneTimeCodes.codeOf(seed, PARISH.clock.instant().minus(Duration.ofSeconds(30))))
                .orElseThrow();
        Visitor hana = PARISH.visitor(browsers, ofWater, View.NARROW);
        hana.open("/console/acting");
        hana.page().getByLabel("Sign-in name there").fill("roadtide-integrator-engineer");
        hana.page().getByLabel("Password there").fill("wrong horse battery");
        hana.page().getByLabel("6-digit code there").fill("000000");
        press(hana, "Add it");
        assertThat(hana.page().locator(".govuk-error-summary")).containsText("are not those of somebody");
        assertThat(hana.page().getByLabel("Sign-in name there")).hasValue("roadtide-integrator-engineer");
        hana.looksRight("acting-wrong-narrow");
        hana.page().getByLabel("Password there").fill(Parish.PASSWORD);
        hana.page().getByLabel("6-digit code there").fill(OneTimeCodes.codeOf(seed, PARISH.clock.instant()));
        press(hana, "Add it");
        assertThat(hana.page().getByLabel("Roadtide, as engineer")).isVisible();
        hana.looksRight("acting-narrow");
        String before = session(hana);
        press(hana, "Act for Roadtide");
        assertThat(hana.page().locator(".govuk-error-summary")).containsText("Enter the 6-digit code of now");
        // The code of the next step is taken, too.
        hana.page()
                .getByLabel("Roadtide, as engineer")
                .fill(OneTimeCodes.codeOf(seed, PARISH.clock.instant().plus(Duration.ofSeconds(30))));

        press(hana, "Act for Roadtide");

        assertThat(hana.page().locator(".wl-header__who")).hasText("Pat integrator-engineer, engineer of Roadtide");
        assertThat(PARISH.register.sessions().find(before)).isEmpty();
        hana.open("/console/acting");
        press(hana, "Part this sign-in");
        assertThat(hana.page().getByText("Change over", new Page.GetByTextOptions().setExact(true)))
                .hasCount(0);
        assertThat(PARISH.register.identities().others(ofRoadtide.id())).isEmpty();
        assertThat(ofWater.standing()).isEqualTo(Standing.ACTIVE);
    }
}
