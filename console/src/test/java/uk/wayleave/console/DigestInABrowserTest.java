package uk.wayleave.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.Standing;
import uk.wayleave.pages.browser.Browsers;
import uk.wayleave.pages.browser.Browsers.View;
import uk.wayleave.pages.browser.Visitor;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.call.Week;

/** A person sees what was done in its name last week, objects to it, and is answered. */
class DigestInABrowserTest {
    @RegisterExtension
    static final Browsers browsers = new Browsers();

    private static final Parish PARISH = new Parish();

    /** Last week by the clock of the machine, so that the pages' own "last week" is meant. */
    private final Week last = Week.of(PARISH.clock.instant()).before();

    @AfterAll
    static void close() {
        PARISH.close();
    }

    private static Locator button(Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator link(Visitor visitor, String name) {
        return visitor.page()
                .getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Standing standing(Instruction instruction) {
        return PARISH.register
                .instructions()
                .find(PARISH.water, instruction.id())
                .orElseThrow()
                .standing();
    }

    @Test
    void objectsToWhatWasDoneInOnesNameAndIsAnswered() {
        RegisteredAgreement agreement = PARISH.inForce(PARISH.water);
        Instruction instruction = PARISH.given(agreement);
        PARISH.callsUnder(agreement, instruction, last.from().plus(Duration.ofDays(2)));

        Visitor pat = PARISH.visitor(browsers, Parish.in(PARISH.ofWater, Role.REQUESTER), View.WITHOUT_SCRIPTS);
        pat.open("/console");
        assertThat(pat.page().locator(".govuk-notification-banner")).containsText("3 calls were made in your name");
        link(pat, "See what was done").click();
        assertThat(pat.page().locator(".govuk-caption-l")).containsText("Monday");
        assertThat(pat.page().locator(".govuk-summary-card")).containsText("Create work: 1");
        assertThat(pat.page().locator(".govuk-summary-card")).containsText("QA001X77");
        assertThat(pat.page().locator(".govuk-summary-card")).containsText("Clause A1: 1");
        pat.looksRight("digest");

        pat.page().locator("details summary").click();
        pat.page().locator("details li a").first().click();
        assertThat(pat.page().getByRole(AriaRole.HEADING).first()).containsText("work.");
        pat.looksRight("digest-call");
        pat.page().locator(".govuk-back-link").click();
        String again = pat.page().url();
        button(pat, "Object to Roadtide Permits").click();
        assertThat(pat.page().locator(".govuk-inset-text")).containsText("The instruction is suspended");
        pat.looksRight("digest-objected");
        assertThat(standing(instruction)).isEqualTo(Standing.SUSPENDED);
        assertThat(again).contains("/console/digest");

        Visitor eve = PARISH.visitor(browsers, Parish.in(PARISH.ofRoadtide, Role.INTEGRATOR_ENGINEER));
        eve.open("/console/objected");
        assertThat(eve.page().locator("tbody tr")).hasCount(1);
        assertThat(eve.page().locator("tbody")).containsText(instruction.id().toString());
        assertThat(eve.page().content()).doesNotContain("Pat requester");
        eve.looksRight("objected");

        Visitor gil = PARISH.visitor(browsers, Parish.in(PARISH.ofWater, Role.INFORMATION_GOVERNANCE_OFFICER));
        gil.open("/console");
        assertThat(gil.page().locator(".govuk-notification-banner")).containsText("Somebody objects");
        gil.looksRight("home-objections");
        link(gil, "Answer").click();
        gil.looksRight("objections");
        link(gil, "Pat requester").click();
        button(gil, "Answer").click();
        assertThat(gil.page().locator(".govuk-error-summary")).containsText("Choose how you answer");
        gil.page().getByLabel("Upheld: it was not asked for").check();
        button(gil, "Answer").click();
        assertThat(gil.page().locator(".govuk-error-summary")).containsText("Enter the reason");
        gil.looksRight("objection-errors");
        gil.page().getByLabel("Reason").fill("The vendor's job ran by mistake.");
        button(gil, "Answer").click();
        assertThat(gil.page().locator("tbody")).containsText("Upheld");
        assertThat(standing(instruction)).isEqualTo(Standing.ENDED);

        pat.open("/console/digest?week=" + last);
        assertThat(pat.page().locator(".govuk-inset-text")).containsText("The vendor's job ran by mistake.");
    }

    @Test
    void showsNothingOfAWeekInWhichNothingWasDoneAndNoneToCome() {
        Visitor ann = PARISH.visitor(browsers, Parish.in(PARISH.ofCouncil, Role.AUDITOR), View.NARROW);
        ann.open("/console/digest");
        assertThat(ann.page().locator(".govuk-inset-text")).containsText("Nothing was done in your name");
        ann.looksRight("digest-narrow");
        link(ann, "The week before").click();
        assertThat(ann.page().locator("h1")).hasText("What was done in your name");

        assertThat(ann.open("/console/digest?week=" + last.after().after())).isEqualTo(404);
        assertThat(ann.open("/console/digest?week=2026-11-24")).isEqualTo(404);
    }
}
