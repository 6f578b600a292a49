package uk.wayleave.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.wayleave.control.http.Role;
import uk.wayleave.pages.browser.Browsers;
import uk.wayleave.pages.browser.Browsers.View;
import uk.wayleave.pages.browser.Visitor;

/** Whose signatures count for a Controller, and where a product takes people back to, kept in the console. */
class TrustInABrowserTest {
    private static final String ADDRESS = "https://permits.roadtide.example/back?from=wayleave&page=1";

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

    private static void follow(Visitor visitor, String link) {
        visitor.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                .first()
                .click();
    }

    @Test
    void anAdministratorRegistersASystemSeesItsKeysAndRemovesIt() throws JOSEException {
        Visitor ada = PARISH.visitor(
                browsers, Parish.in(PARISH.ofCouncil, Role.CONTROLLER_ADMINISTRATOR), View.WITHOUT_SCRIPTS);
        ECKey pair = new ECKeyGenerator(Curve.P_256).keyID("works-1").generate();
        ada.open("/console/people");
        follow(ada, "Let systems of yours give instructions");
        assertThat(ada.page().getByText("There is none.")).isVisible();
        press(ada, "Register a system");
        ada.looksRight("trusted-system-new");

        ada.page().getByLabel("Issuer").fill("https://works.tarn.example");
        press(ada, "Register it");
        assertThat(ada.page().locator(".govuk-error-summary")).containsText("Choose what it signs");
        assertThat(ada.page().getByLabel("Issuer")).hasValue("https://works.tarn.example");
        ada.page().getByLabel("It signs whole instructions").check();
        ada.page().getByLabel("Public keys").fill(new JWKSet(pair).toString(false));
        press(ada, "Register it");
        assertThat(ada.page().locator(".govuk-error-summary")).containsText("There was a private key in it");
        assertThat(ada.page().content()).doesNotContain(pair.getD().toString());
        ada.looksRight("trusted-system-errors");
        ada.page().getByLabel("Public keys").fill("none");
        press(ada, "Register it");
        assertThat(ada.page().locator(".govuk-error-summary")).containsText("The keys are not");
        assertThat(ada.page().getByLabel("Public keys")).hasValue("none");
        assertThat(ada.page().getByLabel("It signs whole instructions")).isChecked();
        ada.page().getByLabel("Public keys").fill(new JWKSet(pair).toString(true));
        press(ada, "Register it");

        assertThat(ada.page().getByText(pair.computeThumbprint().toString())).isVisible();
        ada.looksRight("trusted-system");
        assertThat(PARISH.register.trustedIssuers().of(PARISH.council))
                .singleElement()
                .satisfies(one -> assertThat(one.keys().getKeys()).hasSize(1));
        ada.open("/console/trusted-systems");
        ada.looksRight("trusted-systems");
        follow(ada, "See https://works.tarn.example");
        press(ada, "Remove it");
        ada.looksRight("trusted-system-remove");
        follow(ada, "Keep it");
        press(ada, "Remove it");
        press(ada, "Remove it");

        assertThat(ada.page().getByText("There is none.")).isVisible();
        assertThat(PARISH.register.trustedIssuers().of(PARISH.council)).isEmpty();
    }

    @Test
    void anAuditorSeesWhomTheControllerTrustsAndChangesNothing() {
        PARISH.trusted(PARISH.water);
        Visitor ari = PARISH.visitor(browsers, Parish.in(PARISH.ofWater, Role.AUDITOR));
        ari.open("/console/clauses");
        follow(ari, "Trusted systems");
        follow(ari, "See https://works.mallow.example");

        assertThat(ari.page().getByText("works-1")).isVisible();
        assertThat(ari.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove it")))
                .hasCount(0);
    }

    @Test
    void anIntegratorsAdministratorAddsAnAddressAndRemovesIt() {
        Visitor iva = PARISH.visitor(
                browsers, Parish.in(PARISH.ofRoadtide, Role.INTEGRATOR_ADMINISTRATOR), View.WITHOUT_SCRIPTS);
        iva.open("/console/products");
        follow(iva, "where it takes people back to");
        assertThat(iva.page().getByText("There is none")).isVisible();

        press(iva, "Add");
        assertThat(iva.page().locator(".govuk-error-summary")).containsText("Enter an address");
        iva.page().getByLabel("Address").fill("http://permits.roadtide.example/back");
        press(iva, "Add");
        assertThat(iva.page().locator(".govuk-error-summary")).containsText("absolute https address");
        assertThat(iva.page().getByLabel("Address")).hasValue("http://permits.roadtide.example/back");
        iva.looksRight("product-redirects-errors");
        iva.page().getByLabel("Address").fill(ADDRESS);
        press(iva, "Add");

        assertThat(PARISH.register.redirects().of(PARISH.roadtide, PARISH.permits.id()))
                .containsExactly(ADDRESS);
        iva.looksRight("product-redirects");
        follow(iva, "Remove " + ADDRESS);
        assertThat(iva.page().getByText(ADDRESS)).isVisible();
        iva.looksRight("product-redirect-remove");
        press(iva, "Remove it");

        assertThat(iva.page().getByText("There is none")).isVisible();
        assertThat(PARISH.register.redirects().of(PARISH.roadtide, PARISH.permits.id()))
                .isEmpty();
    }
}
