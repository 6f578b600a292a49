package uk.wayleave.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.AgreementId;
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
    private static final byte[] CONTRACT = "%PDF-1.7 signed by both".getBytes(StandardCharsets.US_ASCII);

    private final RegisteredPerson administrator = Parish.in(PARISH.ofCouncil, Role.CONTROLLER_ADMINISTRATOR);
    private final RegisteredPerson officer = Parish.in(PARISH.ofCouncil, Role.INFORMATION_GOVERNANCE_OFFICER);
    private final RegisteredPerson vendor = Parish.in(PARISH.ofKerbworks, Role.INTEGRATOR_ADMINISTRATOR);

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

    private static Locator field(Visitor visitor, String name) {
        return visitor.page().locator("[name=\"" + name + "\"]");
    }

    private static Locator errors(Visitor visitor) {
        return visitor.page().locator(".govuk-error-summary");
    }

    private static RegisteredAgreement now(RegisteredAgreement agreement) {
        return PARISH.register
                .agreements()
                .find(agreement.controller(), agreement.id())
                .orElseThrow();
    }

    private static void sign(Visitor visitor) {
        for (Locator one : field(visitor, "clause").all()) one.check();
        visitor.page().getByLabel("I have read these terms").check();
        button(visitor, "Sign for").click();
    }

    private static void date(Visitor visitor, String field, int day, int month, int year) {
        field(visitor, field + "-day").fill(Integer.toString(day));
        field(visitor, field + "-month").fill(Integer.toString(month));
        field(visitor, field + "-year").fill(Integer.toString(year));
    }

    private static void saved(Visitor visitor, String picture) {
        visitor.looksRight(picture);
        button(visitor, "Save and continue").click();
        assertThat(button(visitor, "for signing")).isVisible();
    }

    private static byte[] downloaded(Visitor visitor, Locator link) throws IOException {
        Download download = visitor.page().waitForDownload(link::click);
        return Files.readAllBytes(download.path());
    }

    private static void fillParties(Visitor amy) {
        link(amy, "The two parties").click();
        assertThat(amy.page().locator("h1")).hasText("The two parties");
        button(amy, "Save and continue").click();
        assertThat(errors(amy)).containsText("Enter the legal name of the Controller");
        assertThat(errors(amy)).isFocused();
        amy.page().getByLabel("Legal name of the Controller").fill("Tarn Borough Council");
        amy.page().getByLabel("ICO registration number of the Controller").fill("12345");
        button(amy, "Save and continue").click();
        assertThat(amy.page().getByLabel("ICO registration number of the Controller"))
                .hasValue("12345");
        amy.looksRight("draft-parties-errors");
        amy.page().getByLabel("ICO registration number of the Controller").fill("za 123456");
        amy.page().getByLabel("9102").check();
        amy.page().getByLabel("Legal name of the integrator").fill("Kerbworks Limited");
        amy.page().getByLabel("ICO registration number of the integrator").fill("ZB654321");
        saved(amy, "draft-parties");
    }

    private static void fillContract(Visitor amy) {
        link(amy, "Basis").click();
        for (Locator one :
                amy.page().locator("#terms-PROCESSOR_AGREEMENT input").all()) one.fill("clause 4.2");
        saved(amy, "draft-basis");
        link(amy, "Signed contract").click();
        amy.page().locator("form[enctype] button").click();
        assertThat(errors(amy)).containsText("Choose the signed contract");
        amy.page()
                .getByLabel("Upload the signed contract")
                .setInputFiles(new FilePayload("notes.pdf", "application/pdf", new byte[] {1, 2, 3}));
        amy.page().locator("form[enctype] button").click();
        assertThat(errors(amy)).containsText("not a PDF");
        byte[] long1 = Arrays.copyOf(CONTRACT, 10 * 1024 * 1024 + 1);
        amy.page()
                .getByLabel("Upload the signed contract")
                .setInputFiles(new FilePayload("long.pdf", "application/pdf", long1));
        amy.page().locator("form[enctype] button").click();
        assertThat(errors(amy)).containsText("larger than 10 MB");
        amy.page()
                .getByLabel("Upload the signed contract")
                .setInputFiles(new FilePayload("C:\\fake\\contract 2026.pdf", "application/pdf", CONTRACT));
        amy.page().locator("form[enctype] button").click();
        assertThat(amy.page().getByText("contract 2026.pdf (PDF, 1 KB)")).isVisible();
        saved(amy, "draft-contract");
        link(amy, "Dates, review and impact assessment").click();
        date(amy, "from", 1, 1, 2026);
        date(amy, "until", 1, 1, 2036);
        date(amy, "review", 31, 2, 2031);
        button(amy, "Save and continue").click();
        assertThat(errors(amy)).containsText("Enter the day of review");
        amy.looksRight("draft-dates-errors");
        date(amy, "review", 28, 2, 2031);
        amy.page()
                .getByLabel("Reference of the data protection impact assessment")
                .fill("DPIA 2026/4");
        saved(amy, "draft-dates");
    }

    private static void fillWhatItAllows(Visitor amy) {
        link(amy, "Purposes").click();
        amy.page().getByLabel("Apply for and manage").check();
        amy.page().getByLabel("In plain words").fill("Planners apply for permits\nin Kerbworks.");
        saved(amy, "draft-purposes");
        link(amy, "Operations").click();
        amy.page().getByLabel("v6", new Page.GetByLabelOptions().setExact(true)).check();
        amy.page()
                .locator("summary", new Page.LocatorOptions().setHasText("The Work API"))
                .click();
        for (String one : List.of("CreateWork", "GetWork"))
            amy.page()
                    .getByLabel(one, new Page.GetByLabelOptions().setExact(true))
                    .check();
        saved(amy, "draft-operations");
        link(amy, "Data and personal fields").click();
        amy.page().getByText("Which personal fields").click();
        amy.page().getByLabel("telephone numbers").check();
        saved(amy, "draft-data");
        link(amy, "Personal data in free text").click();
        field(amy, "text-fields").fill("nonsense");
        button(amy, "Save and continue").click();
        assertThat(errors(amy)).containsText("Enter each field as its name");
        field(amy, "text-fields").fill("location_description, warn");
        saved(amy, "draft-free-text");
        link(amy, "Proof of the person asking").click();
        field(amy, "proof-read").first().check();
        field(amy, "proof-write").nth(1).check();
        saved(amy, "draft-proof");
    }

    private static void fillWhereDataGoes(Visitor amy) {
        link(amy, "Products and destinations").click();
        amy.page().getByLabel("System").fill("Permit desk");
        amy.page().getByLabel("Hosting country").fill("gb");
        amy.page().locator("[name$='-audience']").first().check();
        button(amy, "Save and add another destination").click();
        amy.page().getByLabel("System").nth(1).fill("Site tablets");
        amy.page().getByLabel("Hosting country").nth(1).fill("IE");
        amy.page().locator("[name$='-1-audience']").nth(1).check();
        saved(amy, "draft-products");
        link(amy, "Sub-processors").click();
        field(amy, "processors").fill("Cumulus Hosting, GB");
        saved(amy, "draft-sub-processors");
        link(amy, "Retention").click();
        field(amy, "retention").fill("30");
        saved(amy, "draft-retention");
        link(amy, "Clauses to attest").click();
        saved(amy, "draft-clauses");
    }

    private static void nameContacts(Visitor finn) {
        finn.open("/console/contacts");
        button(finn, "Add").click();
        assertThat(errors(finn)).containsText("Enter the contact's name");
        for (String name : List.of("Nora Duty", "Niall Duty")) {
            finn.page()
                    .getByLabel("Name", new Page.GetByLabelOptions().setExact(true))
                    .fill(name);
            finn.page().getByLabel("E-mail address").fill("duty@kerbworks.example");
            button(finn, "Add").click();
        }
        finn.looksRight("contacts");
    }

    @Test
    void goesFromATaskListToSignaturesOfBothIntoForceAmendedAndToItsEnd() throws Exception {
        PARISH.organisation(PARISH.council, "9102", "QB");
        PARISH.register
                .products()
                .register(PARISH.kerbworks, "Kerbworks Permits", new Actor.Setup())
                .orElseThrow();
        Visitor amy = PARISH.visitor(browsers, administrator);
        amy.open("/console/agreements");
        amy.looksRight("agreements-none");
        button(amy, "Draft an agreement").click();
        amy.page().getByLabel("Kerbworks").check();
        amy.looksRight("agreement-choose-integrator");
        button(amy, "Continue").click();
        amy.looksRight("draft-begun");
        String draft = URI.create(amy.page().url()).getPath();
        String path = draft.substring(0, draft.lastIndexOf('/'));

        fillParties(amy);
        button(amy, "Offer it for signing").click();
        assertThat(errors(amy)).containsText("Signed contract: nobody has filled it in");
        amy.looksRight("draft-with-gaps");
        fillContract(amy);
        fillWhatItAllows(amy);
        fillWhereDataGoes(amy);
        button(amy, "Offer it for signing").click();
        assertThat(errors(amy)).containsText("named 0 of 2 technical contacts");
        assertThat(amy.page().getByText("13 of 14 parts are complete")).isVisible();

        Visitor finn = PARISH.visitor(browsers, vendor, View.WITHOUT_SCRIPTS);
        assertThat(finn.open(path)).as("not offered yet").isEqualTo(404);
        nameContacts(finn);
        button(amy, "Offer it for signing").click();
        amy.looksRight("agreement-offered");

        Visitor idris = PARISH.visitor(browsers, officer, View.NARROW);
        idris.open(path + "/terms");
        button(idris, "Sign for").click();
        assertThat(errors(idris)).containsText("Confirm that you have read");
        assertThat(errors(idris)).containsText("Attest each clause");
        idris.looksRight("agreement-sign-narrow");
        field(idris, "clause").first().check();
        button(idris, "Attest the ticked clauses only").click();
        assertThat(idris.page().getByText("Pat information-governance-officer for the controller"))
                .isVisible();
        sign(idris);
        finn.open(path + "/terms");
        finn.looksRight("agreement-sign-without-scripts");
        assertThat(downloaded(finn, link(finn, "Download the contract (PDF)"))).isEqualTo(CONTRACT);
        sign(finn);
        amy.page().reload();
        button(amy, "Put it in force").click();
        assertThat(amy.page()
                        .getByText("In force", new Page.GetByTextOptions().setExact(true))
                        .first())
                .isVisible();
        amy.looksRight("agreement-in-force");
        assertThat(amy.page().getByText("Nora Duty, duty@kerbworks.example")).isVisible();

        amy.open(path + "/terms");
        amy.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(link(amy, "Agreements")).isHidden();
        amy.looksRight("agreement-terms-in-print");
        amy.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        amy.looksRight("agreement-terms");
        isAReadablePdf(
                downloaded(amy, link(amy, "Download this version (PDF)")),
                amy.page().locator("#content-hash code").innerText());

        amend(amy, idris, finn, path);

        button(amy, "Suspend it").click();
        assertThat(amy.page().getByText("Suspended").first()).isVisible();
        button(amy, "Put it in force again").click();
        button(amy, "End it for good").click();
        assertThat(amy.page().getByText("Ended").first()).isVisible();
        assertThat(button(amy, "End it for good")).hasCount(0);
        amy.looksRight("agreement-ended");
        amy.open("/console/clauses");
        amy.looksRight("clauses");
        amy.open("/console/agreements");
        amy.looksRight("agreements");
    }

    /** The contract's end comes near, so both sides agree on a later one. */
    private static void amend(Visitor amy, Visitor idris, Visitor finn, String path) {
        amy.open(path);
        button(amy, "Amend it").click();
        assertThat(amy.page().getByText("14 of 14 parts are complete")).isVisible();
        link(amy, "Dates, review and impact assessment").click();
        assertThat(field(amy, "until-year")).hasValue("2036");
        field(amy, "until-year").fill("2037");
        button(amy, "Save and continue").click();
        amy.looksRight("draft-amendment");
        button(amy, "Offer this version for signing").click();
        assertThat(amy.page().getByText("a proposed amendment")).isVisible();
        for (Visitor signer : List.of(idris, finn)) {
            signer.open(path + "/terms");
            sign(signer);
        }
        amy.page().reload();
        assertThat(amy.page().getByText("1 January 2037")).isVisible();
        assertThat(amy.page().getByText("Amendment in force")).isVisible();
        amy.looksRight("agreement-amended");
    }

    private static void isAReadablePdf(byte[] pdf, String hash) throws IOException {
        Path pictures = Path.of("target", "screenshots");
        Files.createDirectories(pictures);
        Files.write(pictures.resolve("agreement.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", "");
            assertThat(text)
                    .contains(hash)
                    .contains("KerbworksLimited")
                    .contains("Patinformation-governance-officer")
                    .contains("UKGDPRArticle28(3)(h)");
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentCatalog().getLanguage()).startsWith("en");
            for (int page = 0; page < document.getNumberOfPages(); page++)
                ImageIO.write(
                        new PDFRenderer(document).renderImageWithDPI(page, 60),
                        "png",
                        pictures.resolve("agreement-pdf-" + page + ".png").toFile());
        }
    }

    @Test
    void keepsWhatIsIncompleteAndTellsTheSecondOfTwoEditors() {
        Visitor amy = PARISH.visitor(browsers, Parish.in(PARISH.ofWater, Role.CONTROLLER_ADMINISTRATOR));
        Visitor ida = PARISH.visitor(browsers, Parish.in(PARISH.ofWater, Role.INFORMATION_GOVERNANCE_OFFICER));
        amy.open("/console/agreements/new");
        amy.page().getByLabel("Kerbworks").check();
        button(amy, "Continue").click();
        String draft = URI.create(amy.page().url()).getPath();
        for (Visitor one : List.of(amy, ida)) one.open(draft + "/part/parties");
        amy.page().getByLabel("Legal name of the Controller").fill("Mallow Water Limited");
        button(amy, "come back later").click();
        assertThat(amy.page().locator("#task-parties")).containsText("Incomplete");
        assertThat(amy.page().locator("#task-parties")).containsText("ICO registration number");

        ida.page().getByLabel("Legal name of the Controller").fill("Mallow Water plc");
        button(ida, "come back later").click();
        assertThat(errors(ida)).containsText("Somebody saved this part since you opened it");
        assertThat(ida.page().getByText("by Pat controller-administrator")).isVisible();
        assertThat(ida.page().getByLabel("Legal name of the Controller")).hasValue("Mallow Water plc");
        ida.looksRight("draft-second-editor");
        button(ida, "come back later").click();
        amy.open(draft + "/part/parties");
        assertThat(amy.page().getByLabel("Legal name of the Controller")).hasValue("Mallow Water plc");

        amy.open(draft);
        amy.page().getByText("Discard this draft").click();
        button(amy, "Discard the draft").click();
        assertThat(amy.open(draft)).isEqualTo(404);
    }

    @Test
    void isFilledInByKeyboardAlone() {
        Visitor amy = PARISH.visitor(browsers, Parish.in(PARISH.ofWater, Role.CONTROLLER_ADMINISTRATOR));
        amy.open("/console/agreements/new");
        var keys = amy.page().keyboard();
        amy.page().locator("#integrator").focus();
        keys.press("Space");
        keys.press("Enter");
        link(amy, "Retention").focus();
        keys.press("Enter");
        assertThat(button(amy, "Save and continue")).isVisible();
        keys.press("Tab");
        assertThat(amy.page().locator(".govuk-skip-link")).isFocused();
        keys.press("Enter");
        for (int i = 0; i < 2; i++) keys.press("Tab");
        assertThat(field(amy, "retention")).isFocused();
        keys.type("90");
        keys.press("Enter");
        assertThat(amy.page().locator("#task-retention")).containsText("Completed");
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

        assertThat(errors(reader)).containsText("changed since you read it");
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
        for (String what : List.of("/change", "/draft/offer"))
            for (int i = 0; i < 2; i++)
                assertThat(amy.context()
                                .request()
                                .post(
                                        PARISH.address() + path + what,
                                        RequestOptions.create()
                                                .setForm(FormData.create().set("_csrf", csrf)))
                                .status())
                        .isEqualTo(200);

        assertThat(PARISH.register
                        .acts()
                        .about(PARISH.water, "agreement", agreement.id().value()))
                .filteredOn(act ->
                        act.kind().equals("agreement.offered") || act.kind().equals("agreement.draft-begun"))
                .hasSize(2);
        assertThat(now(agreement).state()).isEqualTo(AgreementState.OFFERED);
        assertThat(now(agreement).version()).isEqualTo(2);
        assertThat(PARISH.register
                        .drafts()
                        .find(PARISH.water, AgreementId.of(agreement.id().toString())))
                .isEmpty();
    }

    @Test
    void stopsAnIntegratorByKeyboardAndLetsItThroughAgain() {
        RegisteredAgreement agreement = PARISH.inForce(PARISH.water);
        Visitor amy = PARISH.visitor(browsers, Parish.in(PARISH.ofWater, Role.CONTROLLER_ADMINISTRATOR));
        amy.open("/console/stop");
        amy.looksRight("stop");
        link(amy, "Stop Roadtide").focus();
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
