package uk.wayleave.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.pages.browser.Browsers;
import uk.wayleave.pages.browser.Browsers.View;
import uk.wayleave.pages.browser.Keyboard;
import uk.wayleave.pages.browser.Visitor;
import uk.wayleave.register.Actor;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.credential.NewSecret;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.session.OneTimeCodes;

/** Everything that matters is done without a mouse, from one end to the other, and the focus is seen at each step. */
class KeyboardAloneTest {
    @RegisterExtension
    static final Browsers browsers = new Browsers();

    private static final Parish PARISH = new Parish();

    @AfterAll
    static void close() {
        PARISH.close();
    }

    private static Locator link(Visitor visitor, String name) {
        return visitor.page()
                .getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator labelled(Visitor visitor, String label) {
        return visitor.page().getByLabel(label);
    }

    private static Locator exactly(Visitor visitor, String label) {
        return visitor.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator field(Visitor visitor, String name) {
        return visitor.page().locator("[name=\"" + name + "\"]");
    }

    private static Locator heading(Visitor visitor) {
        return visitor.page().locator("h1");
    }

    private static RegisteredPerson ofCouncil(Role role) {
        return Parish.in(PARISH.ofCouncil, role);
    }

    private static String day(int days) {
        return LocalDate.now(ZoneId.of("Europe/London")).plusDays(days).toString();
    }

    @Test
    void signsInPassesOverTheMenuAndSignsOut() {
        Visitor uma = browsers.visitor(PARISH.address());
        Keyboard keys = Keyboard.of(uma);
        uma.open("/console/sign-in");
        keys.type(labelled(uma, "Sign-in name"), "council-auditor")
                .type(labelled(uma, "Password"), "wrong horse battery")
                .press("Enter");
        assertThat(uma.page().locator(".govuk-error-summary")).isFocused();
        keys.enter(uma.page().locator(".govuk-error-summary a"));
        assertThat(labelled(uma, "Sign-in name")).isFocused();
        keys.type(labelled(uma, "Password"), Parish.PASSWORD).enter(button(uma, "Continue"));
        assertThat(heading(uma)).hasText("Set up one-time codes");
        byte[] seed = new Base32().decode(uma.page().locator("#key").innerText().replace(" ", ""));
        keys.type(labelled(uma, "6-digit code"), OneTimeCodes.codeOf(seed, PARISH.clock.instant()))
                .enter(button(uma, "Sign in"));

        assertThat(heading(uma)).hasText("Agreements");
        keys.press("Tab");
        assertThat(uma.page().locator(".govuk-skip-link")).isFocused();
        keys.enter(link(uma, "Calls"));
        assertThat(heading(uma)).hasText("Calls");
        keys.press("Tab").press("Enter").press("Tab");
        // The first link of the page itself.
        assertThat(link(uma, "See the figures over time")).isFocused();
        keys.backTo(button(uma, "Sign out")).press("Enter");
        assertThat(heading(uma)).hasText("Sign in");
    }

    @Test
    void fillsInAnAgreementPartByPartSignsItAndPutsItInForce() {
        PARISH.organisation(PARISH.council, "9102", "QB");
        PARISH.register
                .products()
                .register(PARISH.kerbworks, "Kerbworks Permits", new Actor.Setup())
                .orElseThrow();
        Visitor amy = PARISH.visitor(browsers, ofCouncil(Role.CONTROLLER_ADMINISTRATOR));
        Keyboard keys = Keyboard.of(amy);
        amy.open("/console/agreements");
        keys.enter(button(amy, "Draft an agreement"));
        keys.choose(labelled(amy, "Kerbworks")).enter(button(amy, "Continue"));
        assertThat(heading(amy)).hasText("Draft an agreement");
        String draft = URI.create(amy.page().url()).getPath();
        fillsIn(amy, keys);
        keys.enter(button(amy, "Offer it for signing"));
        assertThat(amy.page().locator(".govuk-error-summary")).isFocused();
        assertThat(amy.page().locator(".govuk-error-summary")).containsText("named 0 of 2 technical contacts");

        Visitor finn = PARISH.visitor(browsers, Parish.in(PARISH.ofKerbworks, Role.INTEGRATOR_ADMINISTRATOR));
        Keyboard finns = Keyboard.of(finn);
        finn.open("/console/contacts");
        for (String name : List.of("Nora Duty", "Niall Duty")) {
            finns.type(exactly(finn, "Name"), name)
                    .type(labelled(finn, "E-mail address"), "duty@kerbworks.example")
                    .enter(button(finn, "Add"));
            assertThat(finn.page().getByText(name).first()).isVisible();
        }
        amy.open(draft);
        keys.enter(button(amy, "Offer it for signing"));
        assertThat(heading(amy)).hasText("Agreement with Kerbworks");
        String path = draft.substring(0, draft.lastIndexOf('/'));

        Visitor idris = PARISH.visitor(browsers, ofCouncil(Role.INFORMATION_GOVERNANCE_OFFICER));
        for (Visitor signer : List.of(idris, finn)) {
            Keyboard own = Keyboard.of(signer);
            signer.open(path);
            own.enter(button(signer, "Read and sign"));
            assertThat(heading(signer)).containsText("Agreement of");
            for (Locator clause : field(signer, "clause").all()) own.tick(clause);
            own.tick(labelled(signer, "I have read these terms")).enter(button(signer, "Sign for"));
            assertThat(heading(signer)).containsText("Agreement with");
        }
        amy.open(path);
        keys.enter(button(amy, "Put it in force"));
        assertThat(amy.page().locator(".govuk-tag").first()).hasText("In force");
    }

    private static void save(Visitor amy, Keyboard keys) {
        keys.enter(button(amy, "Save and continue"));
        assertThat(amy.page().locator("#tasks")).isVisible();
    }

    private static void begin(Visitor amy, Keyboard keys, String part) {
        keys.enter(link(amy, part));
        assertThat(button(amy, "Save and continue")).isVisible();
    }

    private static void fillsIn(Visitor amy, Keyboard keys) {
        begin(amy, keys, "The two parties");
        keys.type(labelled(amy, "Legal name of the Controller"), "Tarn Borough Council")
                .tick(labelled(amy, "9102"))
                .type(labelled(amy, "ICO registration number of the Controller"), "ZA123456")
                .type(labelled(amy, "Legal name of the integrator"), "Kerbworks Limited")
                .type(labelled(amy, "ICO registration number of the integrator"), "ZB654321");
        save(amy, keys);
        begin(amy, keys, "Basis");
        for (Locator term :
                amy.page().locator("#terms-PROCESSOR_AGREEMENT input").all()) keys.type(term, "clause 4.2");
        save(amy, keys);
        begin(amy, keys, "Signed contract");
        keys.upload(
                        labelled(amy, "Upload the signed contract"),
                        new FilePayload(
                                "contract.pdf",
                                "application/pdf",
                                "%PDF-1.7 signed by both".getBytes(StandardCharsets.US_ASCII)))
                .enter(amy.page().locator("form[enctype] button"));
        assertThat(amy.page().getByText("contract.pdf (PDF, 1 KB)")).isVisible();
        save(amy, keys);
        begin(amy, keys, "Dates, review and impact assessment");
        for (String[] date : new String[][] {{"from", "2026"}, {"until", "2036"}, {"review", "2031"}})
            keys.type(field(amy, date[0] + "-day"), "1")
                    .type(field(amy, date[0] + "-month"), "1")
                    .type(field(amy, date[0] + "-year"), date[1]);
        keys.type(labelled(amy, "Reference of the data protection impact assessment"), "DPIA 2026/4");
        save(amy, keys);
        begin(amy, keys, "Purposes");
        keys.tick(labelled(amy, "Apply for and manage"))
                .type(labelled(amy, "In plain words"), "Planners apply for permits in Kerbworks.");
        save(amy, keys);
        begin(amy, keys, "Operations");
        keys.tick(exactly(amy, "v6"))
                .to(amy.page().locator("summary", new Page.LocatorOptions().setHasText("The Work API")))
                .press("Enter");
        keys.tick(exactly(amy, "CreateWork"));
        save(amy, keys);
        for (String part : List.of("Data and personal fields", "Personal data in free text")) {
            begin(amy, keys, part);
            save(amy, keys);
        }
        begin(amy, keys, "Proof of the person asking");
        keys.choose(field(amy, "proof-read").first())
                .choose(field(amy, "proof-write").nth(1));
        save(amy, keys);
        begin(amy, keys, "Products and destinations");
        keys.type(labelled(amy, "System"), "Permit desk")
                .type(labelled(amy, "Hosting country"), "GB")
                .choose(amy.page().locator("[name$='-audience']").first());
        save(amy, keys);
        for (String part : List.of("Sub-processors", "Retention", "Clauses to attest")) {
            begin(amy, keys, part);
            if (part.equals("Retention")) keys.type(field(amy, "retention"), "30");
            save(amy, keys);
        }
    }

    @Test
    void givesAnInstructionApprovesARequestRegistersAPersonAndStopsAVendor() {
        RegisteredAgreement agreement = PARISH.inForce(PARISH.council);
        NewSecret credential = PARISH.credential(agreement);
        PARISH.asked(credential);
        Visitor nia = PARISH.visitor(browsers, ofCouncil(Role.REQUESTER));
        Keyboard keys = Keyboard.of(nia);
        nia.open("/console/instructions");
        keys.enter(button(nia, "Give an instruction"));
        keys.enter(link(nia, "Roadtide Permits"));
        assertThat(heading(nia)).hasText("Instruct Roadtide Permits");
        keys.enter(button(nia, "Give the instruction"));
        assertThat(nia.page().locator(".govuk-error-summary")).isFocused();
        keys.choose(labelled(nia, "Apply for and manage"))
                .tick(labelled(nia, "Get work (reads)"))
                .tick(labelled(nia, "Pat requester"))
                .type(labelled(nia, "First day it no longer holds"), day(60))
                .enter(button(nia, "Give the instruction"));
        assertThat(heading(nia)).hasText("Instruction to Roadtide Permits");

        keys.enter(link(nia, "Requests"));
        keys.enter(link(nia, "Roadtide Permits"));
        keys.enter(button(nia, "Approve"));
        assertThat(heading(nia)).hasText("Approved");
        assertThat(PARISH.register.instructions().inForceOf(PARISH.council))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.proof()).isEqualTo(ProofLevel.L3));

        Visitor amy = PARISH.visitor(browsers, ofCouncil(Role.CONTROLLER_ADMINISTRATOR));
        Keyboard amys = Keyboard.of(amy);
        amy.open("/console");
        amys.enter(link(amy, "Set up"));
        amys.enter(link(amy, "People"));
        amys.enter(button(amy, "Register a person"));
        amys.type(exactly(amy, "Name"), "Petra Planner")
                .type(labelled(amy, "Identifier"), "petra@council.example")
                .tick(labelled(amy, "requester: "))
                .enter(button(amy, "Register"));
        assertThat(heading(amy)).hasText("Petra Planner");

        amys.enter(link(amy, "Stop"));
        amys.enter(link(amy, "Stop Roadtide"));
        assertThat(heading(amy)).hasText("Stop Roadtide");
        amys.enter(button(amy, "Stop it now"));
        assertThat(amy.page().getByText("Stopped").first()).isVisible();
        assertThat(PARISH.register
                        .agreements()
                        .find(PARISH.council, agreement.id())
                        .orElseThrow()
                        .state())
                .isEqualTo(AgreementState.SUSPENDED);
    }

    /** The menu of whoever may do most has one line, so that the page itself begins where people look for it. */
    @Test
    void theMenuHasOneLineForEveryRoleAtADesk() {
        for (var people : List.of(PARISH.ofWater, PARISH.ofRoadtide, PARISH.ofOperator))
            for (RegisteredPerson person : people.values()) {
                Visitor visitor = PARISH.visitor(browsers, person, View.DESK);
                visitor.open("/console");
                assertThat(visitor.page()
                                .evaluate("() => new Set([...document.querySelectorAll("
                                        + "'.govuk-service-navigation__item')].map(one => one.offsetTop)).size"))
                        .as("lines of the menu of " + person.name())
                        .isEqualTo(1);
            }
    }
}
