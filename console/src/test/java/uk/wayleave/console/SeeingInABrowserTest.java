package uk.wayleave.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.wayleave.control.http.Role;
import uk.wayleave.evidence.ReceiptForm;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.Standing;
import uk.wayleave.pages.browser.Browsers;
import uk.wayleave.pages.browser.Browsers.View;
import uk.wayleave.pages.browser.Visitor;
import uk.wayleave.register.Actor;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.credential.Credential;

/** What happens, as the people of every side see it; and what integrators and DfT come for. */
class SeeingInABrowserTest {
    @RegisterExtension
    static final Browsers browsers = new Browsers();

    private static final Parish PARISH = new Parish();
    private static final RegisteredAgreement AGREEMENT = PARISH.inForce(PARISH.water);
    private static final Parish.Calls CALLS = PARISH.calls(AGREEMENT);

    @AfterAll
    static void close() {
        PARISH.close();
    }

    private static Visitor auditor(View view) {
        return PARISH.visitor(browsers, Parish.in(PARISH.ofWater, Role.AUDITOR), view);
    }

    private static Visitor engineer() {
        return PARISH.visitor(browsers, Parish.in(PARISH.ofRoadtide, Role.INTEGRATOR_ENGINEER));
    }

    private static Visitor vendor() {
        return PARISH.visitor(browsers, Parish.in(PARISH.ofRoadtide, Role.INTEGRATOR_ADMINISTRATOR));
    }

    private static Locator link(Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator button(Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static String source(Download download) {
        try {
            return Files.readString(download.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void findsACallByWorksAndByClauseAndSeesWhatEachClauseSaid() {
        Visitor uma = auditor(View.DESK);
        uma.open("/console/calls");
        assertThat(uma.page().locator(".wl-calls > li")).hasCount(2);
        uma.looksRight("calls");
        uma.page().getByText("Show some of them only").click();
        uma.page().getByLabel("Works reference").fill("qa001x77");
        button(uma, "Show these").click();
        assertThat(uma.page().locator(".wl-calls > li")).hasCount(1);
        uma.looksRight("calls-some");
        link(uma, "work.GetWork").click();
        assertThat(uma.page().locator(".wl-timeline__item")).hasCount(3);
        assertThat(uma.page().getByText("Pat requester")).isVisible();
        uma.looksRight("call-answered");

        uma.open("/console/calls?clause=A5c");
        link(uma, "work.CreateWork").click();
        // What was breached, before what was not.
        assertThat(uma.page().locator("main > .govuk-summary-list").last().locator(".govuk-tag"))
                .hasText(new String[] {"Breached", "Breached"});
        uma.looksRight("call-refused");

        assertThat(uma.open("/console/calls?clause=Z9")).isEqualTo(422);
        assertThat(uma.page().locator(".govuk-error-summary")).containsText("Choose a clause");
    }

    @Test
    void showsWhatWasFoundInTextsAndWhatBecameOfIt() {
        Visitor uma = auditor(View.DESK);
        uma.open("/console/figures");
        assertThat(uma.page().getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName("A person's name")))
                .containsText("2");
        link(uma, "Sent with a warning").click();
        assertThat(uma.page().locator(".wl-calls > li")).hasCount(1);
        assertThat(uma.page().locator(".wl-calls > li")).containsText("Text warned of");
        uma.looksRight("calls-warned");
        link(uma, "work.GetWork").click();
        assertThat(uma.page().getByText("Sent with a warning: a person's name (2 places)"))
                .isVisible();

        uma.open("/console/calls?texts=overridden");
        assertThat(uma.page().getByText("There is no such call.")).isVisible();
        assertThat(uma.open("/console/calls?texts=read")).isEqualTo(422);
    }

    @Test
    void keepsAReceiptThatAgreesWithTheLedger() {
        Visitor uma = auditor(View.DESK);
        uma.open("/console/calls/" + CALLS.refused());
        Download download = uma.page()
                .waitForDownload(() -> link(uma, "Receipt of entry").first().click());

        ReceiptForm.Given given = ReceiptForm.read(source(download));

        assertThat(given.receipt().id()).isEqualTo(CALLS.entry());
        assertThat(given.agreesWithItself()).isTrue();
        assertThat(given.entry()).hasValueSatisfying(entry -> assertThat(entry).contains("A1.no-instruction"));
    }

    @Test
    void showsCallsWithoutScriptsAndOnANarrowScreen() {
        Visitor narrow = auditor(View.NARROW);
        for (String path : List.of("calls", "figures", "clauses", "clauses/A1", "calls/" + CALLS.answered())) {
            narrow.open("/console/" + path);
            narrow.looksRight(path.replaceAll("[/].*", "") + (path.contains("/") ? "-one" : "") + "-narrow");
        }
        Visitor without = auditor(View.WITHOUT_SCRIPTS);
        without.open("/console/calls");
        link(without, "Look again for the latest").click();
        assertThat(without.page().locator(".wl-calls > li")).hasCount(2);
        without.looksRight("calls-without-scripts");
    }

    @Test
    void showsARequesterWhatWasDoneInTheirOwnNameAndNothingOfColleagues() {
        Visitor petra = PARISH.visitor(browsers, Parish.in(PARISH.ofWater, Role.REQUESTER));
        petra.open("/console/calls");
        assertThat(petra.page().locator(".wl-calls > li")).hasCount(1);
        assertThat(petra.page().locator(".wl-calls > li")).containsText("work.GetWork");
        petra.looksRight("calls-own");
        link(petra, "work.GetWork").click();
        assertThat(petra.page().locator("dd").getByText("Pat requester")).isVisible();
        assertThat(petra.open("/console/calls/" + CALLS.refused())).isEqualTo(404);
        assertThat(petra.open("/console/calls/" + CALLS.refused() + "/receipts/" + CALLS.entry()))
                .isEqualTo(404);
        petra.open("/console/calls?person="
                + Parish.in(PARISH.ofWater, Role.CONTROLLER_ADMINISTRATOR).id());
        assertThat(petra.page().locator(".wl-calls > li")).hasCount(1);
    }

    @Test
    void drawsUseAndRefusalsWithTheirTables() {
        Visitor uma = auditor(View.DESK);
        uma.open("/console/figures");
        uma.page().getByText("The same as a table: Calls").click();
        assertThat(uma.page().locator("table").first().locator("tbody tr")).hasCount(30);
        assertThat(uma.page().locator("table").first().locator("tbody tr").last())
                .containsText("1");
        uma.looksRight("figures");
    }

    @Test
    void goesFromAClauseToItsNumbersToTheCallsBehindThem() {
        Visitor uma = auditor(View.DESK);
        uma.open("/console/clauses");
        uma.looksRight("clauses-with-numbers");
        link(uma, "A5c").click();
        uma.looksRight("clause");
        link(uma, "See these calls").click();
        assertThat(uma.page().locator(".wl-calls > li")).hasCount(1);
    }

    @Test
    void showsAnIntegratorWhyItWasRefusedAndNothingOfTheControllers() {
        Visitor eve = engineer();
        eve.open("/console/calls");
        assertThat(eve.page().locator(".wl-calls > li")).hasCount(2);
        eve.looksRight("own-calls");
        eve.open("/console/calls/" + CALLS.refused());
        assertThat(eve.page().getByText("What to do:").first()).isVisible();
        eve.looksRight("own-call");
        eve.open("/console/calls/" + CALLS.answered());
        assertThat(eve.page().content()).doesNotContain("QA001X77").doesNotContain("Pat requester");
        assertThat(eve.open("/console/calls/" + CALLS.refused() + "/receipts/" + CALLS.entry()))
                .isEqualTo(403);
    }

    @Test
    void makesReplacesAndRevokesACredentialWhoseSecretIsShownOnce() {
        Visitor vic = vendor();
        vic.open("/console/products");
        vic.looksRight("products");
        button(vic, "Make a credential").first().click();
        String secret = vic.page().locator("#secret").innerText();
        vic.looksRight("product-secret");
        vic.page().reload();
        assertThat(vic.page().locator(".govuk-error-summary")).containsText("none was made");
        assertThat(vic.page().content()).doesNotContain(secret);
        vic.open("/console/products");
        link(vic, "Change").first().click();
        vic.looksRight("product-credential");
        link(vic, "Code to begin with").click();
        assertThat(vic.page().content()).contains("import base64").doesNotContain("{{");
        vic.looksRight("product-quick-start");
        link(vic, "The credential").click();
        button(vic, "Replace the secret").click();
        assertThat(vic.page().locator("#secret").innerText()).isNotEqualTo(secret);
        vic.open("/console/products");
        link(vic, "Change").first().click();
        button(vic, "Revoke it for good").click();

        assertThat(vic.page().getByText("No credential.")).isVisible();
        assertThat(PARISH.register.credentials().of(PARISH.water))
                .extracting(Credential::standing)
                .containsOnly(Standing.ENDED);
    }

    @Test
    void saysWhyNothingCanBeTriedWhereNoAccountIsOfASandbox() {
        Visitor eve = engineer();
        eve.open("/console/try");
        assertThat(eve.page().getByText("None of your credentials leads to a sandbox."))
                .isVisible();
        eve.looksRight("try-none");
    }

    @Test
    void showsDfTWhoGrantedWhomAccessAndGivesItAsAFile() {
        Visitor dft = PARISH.visitor(browsers, Parish.in(PARISH.ofOperator, Role.DFT_OBSERVER));
        PARISH.register
                .technicalContacts()
                .name(
                        PARISH.kerbworks,
                        "=HYPERLINK(\"x\")",
                        "duty@kerbworks.example",
                        "+44 20 7946 0000",
                        new Actor.Setup())
                .orElseThrow();
        dft.open("/console/integrators");
        assertThat(dft.page().locator("main")).containsText("Vera Vendor, duty@roadtide.example");
        assertThat(dft.page().locator("main")).containsText("Clause by clause");
        dft.looksRight("integrators");
        Download download =
                dft.page().waitForDownload(() -> link(dft, "Download as CSV").click());
        assertThat(source(download))
                .contains("Roadtide,")
                .contains(",Vera Vendor,duty@roadtide.example,,Vic Vendor,duty@roadtide.example,,Mallow Water,")
                .contains(",\"'=HYPERLINK(\"\"x\"\")\",duty@kerbworks.example,'+44 20 7946 0000,,,,,,,")
                .doesNotContain("QA001X77")
                .doesNotContain("Pat requester");
        Download clauses = dft.page()
                .waitForDownload(() -> link(dft, "Download the clauses as CSV").click());
        assertThat(source(clauses))
                .contains("clause,meaning,state,calls_refused,calls_judged,days")
                .containsPattern("A5c,.*,1,2,30")
                .doesNotContain("QA001X77");
        dft.open("/console/clauses");
        assertThat(dft.page().getByText("of all organisations together")).isVisible();
        dft.open("/console/figures");
        dft.looksRight("figures-of-all");
    }

    @Test
    void saysFromWhereSomethingMayBeHad() {
        Visitor eve = engineer();
        eve.open("/console/check");
        eve.looksRight("check");
        link(eve, "May I use this?").click();
        button(eve, "Show where from").click();
        assertThat(eve.page().locator(".govuk-error-summary")).containsText("Choose an operation");
        eve.page().getByLabel("Operation").selectOption("work.GetPermit");
        eve.page().getByLabel("What it is for").selectOption("journey-planning");
        eve.page().getByLabel("Fields").fill("street_name, secondary_contact");
        button(eve, "Show where from").click();
        assertThat(eve.page().locator("#answer")).containsText("work.GetPermit");
        eve.looksRight("check-use");
    }

    @Test
    void saysThatNoScanHasBeenOrdered() {
        Visitor uma = PARISH.visitor(browsers, Parish.in(PARISH.ofCouncil, Role.AUDITOR));
        uma.open("/console/check");
        link(uma, "Scans of your own records").click();
        assertThat(uma.page().getByText("No scan has been ordered")).isVisible();
        uma.looksRight("check-scans-none");
    }

    @Test
    void ordersAScanHasItRunAndEndsIt() {
        Instruction standing = PARISH.given(AGREEMENT);
        Visitor ada = PARISH.visitor(browsers, Parish.in(PARISH.ofWater, Role.CONTROLLER_ADMINISTRATOR));
        ada.open("/console/check/scans");
        ada.page().getByLabel("Every how many days").fill("91");
        button(ada, "Order the scan").click();
        assertThat(ada.page().locator(".govuk-error-summary"))
                .containsText("Choose the standing instruction that says what is read");
        assertThat(ada.page().locator(".govuk-error-summary")).containsText("a number from 1 to 90");
        assertThat(ada.page().getByLabel("Every how many days")).hasValue("91");
        ada.looksRight("check-scans-errors");
        ada.page().getByLabel("Standing instruction").selectOption(standing.id().toString());
        ada.page().getByLabel("Every how many days").fill("30");
        button(ada, "Order the scan").click();
        assertThat(ada.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Every 30 days")))
                .isVisible();
        button(ada, "Run now").click();
        ada.looksRight("check-scans-ordered");
        button(ada, "End this scan").click();
        assertThat(ada.page().getByText("Ended on")).isVisible();
        assertThat(button(ada, "Run now")).hasCount(0);
        assertThat(PARISH.scans(PARISH.water).getFirst().ended()).isPresent();
    }

    @Test
    void saysWhatScreeningWouldSayOfATextAndKeepsNothing() {
        Visitor eve = engineer();
        eve.open("/console/check/text");
        button(eve, "See what would be said").click();
        assertThat(eve.page().locator(".govuk-error-summary")).containsText("Enter the text");
        eve.page().locator("#text").fill("Access by Mrs Patel at 14, telephone 07700 900123. Works in footway.");
        button(eve, "See what would be said").click();
        assertThat(eve.page().locator("mark").first()).isVisible();
        assertThat(eve.page().locator("main")).containsText("would be refused under clause B5");
        eve.looksRight("check-text");
        eve.open("/console/check/text");
        assertThat(eve.page().content()).doesNotContain("Patel");
    }
}
