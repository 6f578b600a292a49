package uk.wayleave.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.wayleave.console.web.Cookie;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.Standing;
import uk.wayleave.pages.browser.Browsers;
import uk.wayleave.pages.browser.Browsers.View;
import uk.wayleave.pages.browser.Visitor;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Body;
import uk.wayleave.register.party.RegisteredPerson;

/** Signing in with one's organisation, at a real OpenID provider, in a browser. */
class OrganisationSignInTest {
    @RegisterExtension
    static final Browsers browsers = new Browsers();

    private static final Parish PARISH = new Parish();
    private static final Body COUNCIL = new Body.OfController(PARISH.council);
    private static final OpenIdProvider PROVIDER = new OpenIdProvider(
            PARISH.parts(PARISH.plane.baseUrl()).providers().redirectUri(COUNCIL),
            "nia",
            "omar",
            "unverified",
            "moved",
            "gone");

    private static RegisteredPerson person(String identifier) {
        return PARISH.register
                .people()
                .register(COUNCIL, identifier, "Nia " + identifier, Role.REQUESTER.authorities(), new Actor.Setup())
                .orElseThrow();
    }

    /** The administrator sets it up on its page, as the page says. */
    @BeforeAll
    static void setUp() {
        PROVIDER.claims.put("nia", Map.of("email", "nia@tarn.example", "email_verified", true));
        PROVIDER.claims.put("omar", Map.of("email", "omar@tarn.example", "email_verified", true));
        PROVIDER.claims.put("unverified", Map.of("email", "una@tarn.example", "email_verified", false));
        PROVIDER.claims.put("moved", Map.of("email", "nia@tarn.example", "email_verified", true));
        PROVIDER.claims.put("gone", Map.of("email", "gil@tarn.example", "email_verified", true));
        person("nia@tarn.example");
        person("una@tarn.example");
        Visitor amy = PARISH.visitor(browsers, Parish.in(PARISH.ofCouncil, Role.CONTROLLER_ADMINISTRATOR));
        amy.open("/console/people");
        amy.looksRight("people");
        amy.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Let people sign in with"))
                .click();
        amy.page().getByLabel("Issuer").fill(PROVIDER.issuer() + "/nowhere");
        amy.page().getByLabel("Client ID").fill(OpenIdProvider.CLIENT);
        button(amy, "Save and check");
        assertThat(amy.page().locator(".govuk-error-summary")).containsText("no client secret yet");
        assertThat(amy.page().getByLabel("Client ID")).hasValue(OpenIdProvider.CLIENT);
        amy.page().getByLabel("Client secret").fill(OpenIdProvider.SECRET);
        button(amy, "Save and check");
        assertThat(amy.page().locator(".govuk-error-summary")).containsText("cannot be reached");
        amy.looksRight("provider-does-not-answer");
        amy.page().getByLabel("Issuer").fill(PROVIDER.issuer().toString());
        amy.page().getByLabel("Client secret").fill(OpenIdProvider.SECRET);
        button(amy, "Save and check");
        assertThat(amy.page().getByText("The provider answers as that issuer")).isVisible();
        amy.looksRight("provider");
        assertThat(amy.page().content()).doesNotContain(OpenIdProvider.SECRET);
    }

    @AfterAll
    static void close() {
        PROVIDER.close();
        PARISH.close();
    }

    private static void button(Visitor visitor, String name) {
        visitor.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
    }

    private static Visitor atTheProvider(View view) {
        Visitor visitor = browsers.visitor(PARISH.plane.baseUrl(), view);
        visitor.open("/console/sign-in");
        visitor.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with your organisation"))
                .click();
        visitor.looksRight("sign-in-organisation");
        visitor.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Tarn Borough Council"))
                .click();
        return visitor;
    }

    private static Visitor signIn(String name) {
        Visitor visitor = atTheProvider(View.DESK);
        login(visitor, name);
        return visitor;
    }

    private static void login(Visitor visitor, String name) {
        visitor.page().locator("input[name=username]").fill(name);
        visitor.page().locator("input[name=password]").fill(OpenIdProvider.PASSWORD);
        visitor.page().locator("button[type=submit]").click();
    }

    @Test
    void signsInWhomTheProviderProvesEvenWithoutScripts() {
        Visitor nia = atTheProvider(View.WITHOUT_SCRIPTS);
        assertThat(URI.create(nia.page().url()).getPort())
                .isEqualTo(PROVIDER.issuer().getPort());
        login(nia, "nia");

        assertThat(nia.page().locator(".wl-header__who"))
                .hasText("Nia nia@tarn.example, requester of Tarn Borough Council");
        assertThat(nia.context().cookies())
                .extracting(one -> one.name)
                .contains(Cookie.SESSION)
                .doesNotContain(Cookie.PROVIDER);

        // Bound to the subject "nia" now: whoever gets the same address there later is somebody else.
        assertThat(signIn("moved").page().getByText("nobody is registered here"))
                .isVisible();
    }

    @Test
    void signsInNobodyWhoIsNotRegisteredHereAndTrustsNoAddressThatIsNotVerified() {
        Visitor omar = signIn("omar");
        assertThat(omar.page().getByText("nobody is registered here")).isVisible();
        omar.looksRight("sign-in-organisation-failed");
        assertThat(signIn("unverified").page().getByText("nobody is registered here"))
                .isVisible();
    }

    @Test
    void signsInNobodyWhoMayNotAct() {
        RegisteredPerson gil = person("gil@tarn.example");
        PARISH.register
                .people()
                .stand(COUNCIL, gil.id(), Standing.SUSPENDED, new Actor.Setup())
                .orElseThrow();

        assertThat(signIn("gone").page().getByText("You are not signed in")).isVisible();
    }

    @Test
    void takesNoAnswerThatWasNotAskedForInThisBrowser() {
        Visitor begun = atTheProvider(View.DESK);
        String state = URI.create(begun.page().url()).toString();
        Visitor other = browsers.visitor(PARISH.plane.baseUrl());
        String callback = "/console/sign-in/organisation/callback/" + PARISH.council + "?code=guessed&state=guessed";

        assertThat(other.open(callback)).isEqualTo(403);
        assertThat(other.page().getByText("not the answer to a sign-in that was begun here"))
                .isVisible();
        assertThat(state).doesNotContain("guessed");
        assertThat(begun.open(callback)).isEqualTo(403);
    }

    @Test
    void hasAnAddressOfItsOwnForEachBodySoThatNoProviderTakesAnothersAnswer() {
        var providers = PARISH.parts(PARISH.plane.baseUrl()).providers();
        assertThat(providers.redirectUri(COUNCIL))
                .isNotEqualTo(providers.redirectUri(new Body.OfController(PARISH.water)));
        Visitor begun = atTheProvider(View.DESK);
        String state = begun.page().url().replaceAll(".*[?&]state=([^&]*).*", "$1");

        assertThat(begun.open("/console/sign-in/organisation/callback/" + PARISH.water + "?code=c&state=" + state))
                .isEqualTo(403);
        assertThat(begun.page().getByText("not the answer to a sign-in that was begun here"))
                .isVisible();
    }

    @Test
    void beginsFromOurOwnPageOnly() {
        Visitor lured = browsers.visitor(PARISH.plane.baseUrl());
        String provider =
                PARISH.register.identityProviders().all().getFirst().id().toString();

        assertThat(lured.open("/console/sign-in/organisation/with/" + provider)).isEqualTo(403);
        assertThat(lured.context().cookies()).extracting(one -> one.name).doesNotContain(Cookie.PROVIDER);
    }

    @Test
    void aCodeIsGoodOnceAndForNobodyElse() {
        Visitor nia = browsers.visitor(PARISH.plane.baseUrl());
        String[] callback = new String[1];
        nia.page().onRequest(request -> {
            if (request.url().contains("/callback/")) callback[0] = request.url();
        });
        nia.open("/console/sign-in/organisation");
        nia.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Tarn Borough Council"))
                .click();
        var kept = nia.context().cookies().stream()
                .filter(one -> one.name.equals(Cookie.PROVIDER))
                .findFirst()
                .orElseThrow();
        login(nia, "nia");
        assertThat(nia.page().locator(".wl-header__who")).isVisible();
        String path = callback[0].substring(PARISH.plane.baseUrl().toString().length());

        Visitor thief = browsers.visitor(PARISH.plane.baseUrl());
        assertThat(thief.open(path)).isEqualTo(403);
        kept.setUrl(null);
        thief.context().addCookies(java.util.List.of(kept));
        // Even with the browser's secret: the provider takes a code once.
        assertThat(thief.open(path)).isEqualTo(403);
        assertThat(thief.page().getByText("cannot be trusted")).isVisible();
    }
}
