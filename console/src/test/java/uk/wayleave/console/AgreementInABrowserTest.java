package uk.wayleave.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.pages.browser.Browsers;
import uk.wayleave.pages.browser.Browsers.View;
import uk.wayleave.pages.browser.Visitor;
import uk.wayleave.register.Actor;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.party.RegisteredPerson;

/** An agreement from draft to end, as different people in different browsers. */
class AgreementInABrowserTest {
    @RegisterExtension
    static final Browsers browsers = new Browsers();

    private static final Parish PARISH = new Parish();

    private final RegisteredPerson administrator = Parish.in(PARISH.ofCouncil, Role.CONTROLLER_ADMINISTRATOR);
    private final RegisteredPerson officer = Parish.in(PARISH.ofCouncil, Role.INFORMATION_GOVERNANCE_OFFICER);
    private final RegisteredPerson integrator = Parish.in(PARISH.ofRoadtide, Role.INTEGRATOR_ADMINISTRATOR);

    @AfterAll
    static void close() {
        PARISH.close();
    }

    private static Locator button(Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static RegisteredAgreement now(RegisteredAgreement agreement) {
        return PARISH.register
                .agreements()
                .find(agreement.controller(), agreement.id())
                .orElseThrow();
    }

    private static void sign(Visitor visitor) {
        visitor.page().getByLabel("I have read these terms").check();
        button(visitor, "Sign for").click();
    }

    @Test
    void goesFromAFormToSignaturesOfBothIntoForceAndToItsEnd() {
        Visitor amy = PARISH.visitor(browsers, administrator);
        amy.open("/console/agreements");
        amy.looksRight("agreements-none");
        button(amy, "Draft an agreement").click();
        amy.looksRight("agreement-choose-integrator");
        amy.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Roadtide"))
                .click();
        amy.page().getByLabel("SHA-256 of the signed contract").fill("ab".repeat(32));
        button(amy, "Save").click();

        assertThat(amy.page().locator(".govuk-error-summary")).isFocused();
        assertThat(amy.page().getByLabel("SHA-256 of the signed contract")).hasValue("ab".repeat(32));
        amy.looksRight("agreement-draft-errors");

        amy.page().getByLabel("Apply for and manage").check();
        amy.page().getByLabel("v6", new Page.GetByLabelOptions().setExact(true)).check();
        amy.page()
                .getByText("The work API", new Page.GetByTextOptions().setExact(true))
                .click();
        amy.page()
                .getByLabel("CreateWork", new Page.GetByLabelOptions().setExact(true))
                .check();
        amy.page().getByLabel("System of Roadtide Permits").fill("Permit desk");
        amy.page().getByLabel("Hosting country").fill("GB");
        amy.page().locator("[name$=-audience]").first().check();
        amy.page().getByLabel("Sub-processors").fill("Cumulus Hosting, GB");
        amy.page().getByLabel("Days the integrator may keep data").fill("30");
        amy.page().locator("[name=proof-read]").first().check();
        amy.page().locator("[name=proof-write]").nth(1).check();
        amy.page().getByLabel("First day in force").fill("2026-01-01");
        amy.page().getByLabel("First day no longer in force").fill("2036-01-01");
        button(amy, "Save").click();

        assertThat(amy.page().getByText("Draft", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(amy.page().getByText("Missing")).isVisible();
        amy.looksRight("agreement-with-a-gap");
        button(amy, "Offer it for signing").click();
        assertThat(amy.page().locator(".govuk-error-summary")).containsText("Clauses attested");

        amy.page()
                .locator(".govuk-task-list__link")
                .filter(new Locator.FilterOptions().setHasText("Clauses attested"))
                .click();
        assertThat(button(amy, "Save")).isVisible();
        for (Locator one : amy.page().locator("[name=attested]").all()) one.check();
        button(amy, "Save").click();
        button(amy, "Offer it for signing").click();
        amy.looksRight("agreement-offered");
        String path = URI.create(amy.page().url()).getPath();

        Visitor idris = PARISH.visitor(browsers, officer, View.NARROW);
        idris.open(path + "/terms");
        button(idris, "Sign for").click();
        assertThat(idris.page().locator(".govuk-error-summary")).containsText("Confirm that you have read");
        idris.looksRight("agreement-sign-narrow");
        sign(idris);
        Visitor finn = PARISH.visitor(browsers, integrator, View.WITHOUT_SCRIPTS);
        finn.open(path + "/terms");
        finn.looksRight("agreement-sign-without-scripts");
        sign(finn);
        amy.page().reload();
        button(amy, "Put it in force").click();
        amy.looksRight("agreement-in-force");
        assertThat(amy.page().getByText("In force", new Page.GetByTextOptions().setExact(true)))
                .isVisible();

        button(amy, "Suspend it").click();
        assertThat(amy.page().getByText("Suspended").first()).isVisible();
        button(amy, "Put it in force again").click();
        button(amy, "End it for good").click();
        assertThat(amy.page().getByText("Ended").first()).isVisible();
        assertThat(button(amy, "End it for good")).hasCount(0);
        amy.looksRight("agreement-ended");
        assertThat(finn.open("/console/clauses")).isEqualTo(200);
        amy.open("/console/clauses");
        amy.looksRight("clauses");
        amy.open("/console/agreements");
        amy.looksRight("agreements");
    }

    @Test
    void tellsTheSecondOfTwoThatWhatTheySignIsNotWhatTheyRead() {
        RegisteredAgreement agreement = PARISH.draft(PARISH.water);
        var setup = new Actor.Setup();
        PARISH.register.agreements().offer(PARISH.water, agreement.id(), setup).orElseThrow();
        Visitor reader = PARISH.visitor(browsers, Parish.in(PARISH.ofWater, Role.INFORMATION_GOVERNANCE_OFFICER));
        reader.open("/console/agreements/" + agreement.id() + "/terms");
        String read = reader.page().locator("#content-hash code").innerText();
        PARISH.register
                .agreements()
                .redraft(
                        PARISH.water,
                        agreement.id(),
                        PARISH.content().with(new FieldGrants(Set.of(DataClass.EMAIL), false)),
                        setup)
                .orElseThrow();
        PARISH.register.agreements().offer(PARISH.water, agreement.id(), setup).orElseThrow();

        sign(reader);

        assertThat(reader.page().locator(".govuk-error-summary")).containsText("changed since you read it");
        reader.looksRight("agreement-changed-meanwhile");
        assertThat(reader.page().locator("#content-hash code").innerText()).isNotEqualTo(read);
        assertThat(now(agreement).current().signatures()).isEmpty();

        sign(reader);
        assertThat(now(agreement).current().signatures()).hasSize(1);
    }

    @Test
    void doesNothingTwiceWhenAFormIsSentTwice() {
        RegisteredAgreement agreement = PARISH.draft(PARISH.water);
        Visitor amy = PARISH.visitor(browsers, Parish.in(PARISH.ofWater, Role.CONTROLLER_ADMINISTRATOR));
        String path = "/console/agreements/" + agreement.id();
        amy.open(path);
        String csrf = amy.page().locator("input[name=_csrf]").first().getAttribute("value");
        for (int i = 0; i < 2; i++)
            assertThat(amy.context()
                            .request()
                            .post(
                                    PARISH.address() + path + "/offer",
                                    RequestOptions.create()
                                            .setForm(FormData.create().set("_csrf", csrf)))
                            .status())
                    .isEqualTo(200);

        assertThat(PARISH.register
                        .acts()
                        .about(PARISH.water, "agreement", agreement.id().value()))
                .filteredOn(act -> act.kind().equals("agreement.offered"))
                .hasSize(1);
    }

    @Test
    void stopsAnIntegratorByKeyboardAndLetsItThroughAgain() {
        RegisteredAgreement agreement = PARISH.inForce(PARISH.water);
        Visitor amy = PARISH.visitor(browsers, Parish.in(PARISH.ofWater, Role.CONTROLLER_ADMINISTRATOR));
        amy.open("/console/stop");
        amy.looksRight("stop");
        amy.page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Stop Roadtide").setExact(true))
                .focus();
        amy.page().keyboard().press("Enter");
        assertThat(amy.page().getByText("The agreement is suspended")).isVisible();
        amy.looksRight("stop-integrator");
        button(amy, "Stop it now").focus();
        amy.page().keyboard().press("Enter");

        assertThat(amy.page().getByText("Stopped").first()).isVisible();
        assertThat(now(agreement).state()).isEqualTo(AgreementState.SUSPENDED);
        amy.looksRight("stop-stopped");

        amy.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Let through again Roadtide"))
                .click();
        button(amy, "Let through again").click();
        assertThat(now(agreement).state()).isEqualTo(AgreementState.ACTIVE);
    }
}
