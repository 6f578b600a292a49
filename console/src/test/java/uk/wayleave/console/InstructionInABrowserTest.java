package uk.wayleave.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Standing;
import uk.wayleave.pages.browser.Browsers;
import uk.wayleave.pages.browser.Browsers.View;
import uk.wayleave.pages.browser.Visitor;

/** Instructions given, renewed and taken back in the console. */
class InstructionInABrowserTest {
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

    private static String day(int days) {
        return LocalDate.now(ZoneId.of("Europe/London")).plusDays(days).toString();
    }

    @Test
    void givesAStandingInstructionRenewsItAndTakesItBack() {
        PARISH.inForce(PARISH.council);
        Visitor nia = PARISH.visitor(browsers, Parish.in(PARISH.ofCouncil, Role.REQUESTER), View.WITHOUT_SCRIPTS);
        nia.open("/console/instructions");
        nia.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Give an instruction"))
                .click();
        nia.looksRight("instruction-choose");
        nia.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Roadtide Permits"))
                .click();
        nia.page().getByLabel("With which works?").fill("qb001x1\nQB002X2");
        Locator hours = nia.page()
                .locator("fieldset")
                .filter(new Locator.FilterOptions().setHasText("At which times"))
                .last();
        for (String day : List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"))
            hours.getByLabel(day).first().check();
        nia.page().locator("#hours-from-1").fill("six");
        nia.page().getByLabel("First day it no longer holds").fill(day(120));
        press(nia, "Give the instruction");
        assertThat(nia.page().locator(".govuk-error-summary")).containsText("Choose what it is for");
        assertThat(nia.page().getByLabel("With which works?")).hasValue("qb001x1\nQB002X2");
        assertThat(nia.page().locator(".govuk-error-summary")).containsText("Enter when the hours begin and end");
        nia.page().locator("#hours-from-1").fill("06:00");
        nia.page().locator("#hours-until-1").fill("20:00");
        nia.looksRight("instruction-new-errors");
        nia.page().getByLabel("Apply for and manage").check();
        nia.page().getByLabel("Get work (reads)").check();
        nia.page().getByLabel("Pat requester").check();
        press(nia, "Give the instruction");
        assertThat(nia.page().locator(".govuk-error-summary")).containsText("at most 90 days");
        nia.page().getByLabel("First day it no longer holds").fill(day(60));
        press(nia, "Give the instruction");

        assertThat(nia.page().getByRole(AriaRole.HEADING).first()).hasText("Instruction to Roadtide Permits");
        assertThat(nia.page().getByText("In force")).isVisible();
        assertThat(nia.page().getByText("Monday to Friday, 06:00 to 20:00")).isVisible();
        nia.looksRight("instruction");
        Instruction given =
                PARISH.register.instructions().inForceOf(PARISH.council).getFirst();
        assertThat(given.schedule()).hasToString("MON,TUE,WED,THU,FRI 06:00-20:00");
        assertThat(given.proof()).isEqualTo(ProofLevel.L3);
        assertThat(given.references()).isEqualTo(Scope.only(java.util.Set.of("QB001X1", "QB002X2")));
        assertThat(Duration.between(given.from(), given.until())).isLessThan(Duration.ofDays(61));

        nia.page().getByLabel("First day it no longer holds").fill("soon");
        press(nia, "Give it again");
        assertThat(nia.page().locator(".govuk-error-summary")).containsText("Enter the first day");
        nia.page().getByLabel("First day it no longer holds").fill(day(140));
        press(nia, "Give it again");
        assertThat(nia.page().getByText("Not yet begun")).isVisible();
        assertThat(nia.page().getByText("Monday to Friday, 06:00 to 20:00")).isVisible();
        assertThat(PARISH.register.instructions().inForceOf(PARISH.council)).hasSize(2);

        nia.open("/console/instructions/one/" + given.id());
        press(nia, "Take it back");
        assertThat(nia.page().getByText("Taken back").first()).isVisible();
        assertThat(PARISH.register
                        .instructions()
                        .find(PARISH.council, given.id())
                        .orElseThrow()
                        .standing())
                .isEqualTo(Standing.ENDED);
        nia.open("/console/instructions");
        nia.looksRight("instructions");
    }
}
