package uk.wayleave.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.wayleave.control.http.Role;
import uk.wayleave.pages.browser.Browsers;
import uk.wayleave.pages.browser.Browsers.View;
import uk.wayleave.pages.browser.Visitor;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.vault.OpenedAccount;
import uk.wayleave.register.vault.StoredAccount;

/** Organisations and accounts of Street Manager, kept in the console; what signs an account in never comes out. */
class VaultInABrowserTest {
    @RegisterExtension
    static final Browsers browsers = new Browsers();

    private static final Parish PARISH = new Parish();
    private static final String PASSWORD = "a password of Street Manager's";

    @AfterAll
    static void close() {
        PARISH.close();
    }

    private static void press(Visitor visitor, String button) {
        visitor.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }

    private static void link(Visitor visitor, String name) {
        visitor.page()
                .getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    @Test
    void registersAnOrganisationStoresItsAccountReplacesThePasswordAndRemovesIt() {
        RegisteredAgreement agreement = PARISH.inForce(PARISH.council);
        Visitor amy = PARISH.visitor(
                browsers, Parish.in(PARISH.ofCouncil, Role.CONTROLLER_ADMINISTRATOR), View.WITHOUT_SCRIPTS);
        amy.open("/console/street-manager");
        assertThat(amy.page().getByText("nothing can be forwarded")).isVisible();
        link(amy, "Register an organisation");
        amy.page()
                .getByLabel("Name", new Page.GetByLabelOptions().setExact(true))
                .fill("Tarn Highways");
        amy.page().getByLabel("SWA code").fill("twelve");
        press(amy, "Register");
        assertThat(amy.page().locator(".govuk-error-summary")).containsText("four digits");
        assertThat(amy.page().getByLabel("Name", new Page.GetByLabelOptions().setExact(true)))
                .hasValue("Tarn Highways");
        amy.page().getByLabel("SWA code").fill("9102");
        amy.page().getByLabel("Organisation reference").fill("ORG-9102");
        amy.page().getByLabel("Prefixes of works references").fill("qb");
        press(amy, "Register");

        amy.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Store an account"))
                .click();
        amy.page().getByLabel("Password of the account").fill(PASSWORD);
        press(amy, "Store it");
        assertThat(amy.page().locator(".govuk-error-summary")).containsText("Choose the agreement");
        assertThat(amy.page().getByLabel("Password of the account")).hasValue("");
        amy.looksRight("vault-account-errors");
        amy.page().getByLabel("with Roadtide").check();
        amy.page().getByLabel("Tarn Highways (9102)").check();
        amy.page().getByLabel("HighwayAuthority").check();
        amy.page().getByLabel("base address").fill("https://streetmanager.example");
        amy.page().getByLabel("E-mail address of the account").fill("api@tarn.example");
        amy.page().getByLabel("Password of the account").fill(PASSWORD);
        press(amy, "Store it");

        amy.looksRight("vault");
        assertThat(amy.page().content()).doesNotContain(PASSWORD).doesNotContain("api@tarn.example");
        StoredAccount stored = PARISH.register.accounts().of(PARISH.council).getFirst();
        assertThat(PARISH.register.accounts().open(PARISH.council, agreement.id(), stored.account()))
                .contains(new OpenedAccount("api@tarn.example", PASSWORD));

        link(amy, "HighwayAuthority");
        amy.looksRight("vault-one");
        assertThat(amy.page().content()).doesNotContain(PASSWORD).doesNotContain("api@tarn.example");
        amy.page().getByLabel("E-mail address of the account").fill("api@tarn.example");
        amy.page().getByLabel("Password of the account").fill("another password");
        press(amy, "Replace it");
        StoredAccount replaced = PARISH.register.accounts().of(PARISH.council).getFirst();
        assertThat(PARISH.register
                        .accounts()
                        .open(PARISH.council, agreement.id(), replaced.account())
                        .orElseThrow()
                        .password())
                .isEqualTo("another password");
        link(amy, "HighwayAuthority");
        press(amy, "Remove it");
        assertThat(PARISH.register.accounts().of(PARISH.council)).isEmpty();
    }
}
