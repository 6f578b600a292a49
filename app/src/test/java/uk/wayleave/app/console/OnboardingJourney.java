package uk.wayleave.app.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.wayleave.app.console.OnScreen.button;
import static uk.wayleave.app.console.OnScreen.calls;
import static uk.wayleave.app.console.OnScreen.field;
import static uk.wayleave.app.console.OnScreen.heading;
import static uk.wayleave.app.console.OnScreen.labelled;
import static uk.wayleave.app.console.OnScreen.link;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.console.web.Cookie;
import uk.wayleave.evidence.ReceiptForm;
import uk.wayleave.pages.browser.Browsers;
import uk.wayleave.pages.browser.Browsers.View;
import uk.wayleave.pages.browser.Visitor;

/**
 * Journey 1 of the domain notes, and the stop of journey 3, each person in a browser of their own: a utility with two SWA codes
 * takes on a vendor, its planner files a first permit, and its administrator stops the vendor.
 */
final class OnboardingJourney {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final byte[] CONTRACT = "%PDF-1.7 signed by both".getBytes(StandardCharsets.US_ASCII);
    private static final String WORKS_SYSTEM = "https://works.aldermere-water.example";
    private static final String PASSWORD = "a planner's first password";
    private static final List<String> OPERATIONS =
            List.of("CreateWork", "GetWork", "GetPermit", "GetWorkHistory", "UpdateActualStartDate");

    private final PlayedDemo demo;
    private final Browsers browsers;

    OnboardingJourney(PlayedDemo demo, Browsers browsers) {
        this.demo = demo;
        this.browsers = browsers;
    }

    void go() throws Exception {
        Visitor kay = demo.signedIn(browsers, "kay.kerbside", View.WITHOUT_SCRIPTS);
        Visitor amy = demo.signedIn(browsers, "amy.water", View.DESK);
        Visitor idris = demo.signedIn(browsers, "idris.water", View.DESK);
        registersTheProduct(kay);
        registersASecondOrganisationAndAPlanner(amy);
        String agreement = fillsInTheAgreement(idris);
        bothSignAndItIsPutInForce(agreement, idris, kay, amy);
        storesTheAccount(amy);
        ECKey key = trustsTheWorksSystem(amy);
        try (Vendor vendor = new Vendor(demo.console(), demo.dataPlane())) {
            Vendor.Client client = getsACredential(kay, vendor);
            String token = vendor.tokenFor(client, instructionSigned(key, vendor, client));
            String works = isRefusedForAPersonInTheTextAndFilesTheCorrectedOne(vendor, token);
            Visitor nell = browsers.visitor(demo.console(), View.NARROW);
            AccessToken approved = asksThePlannerWhoApproves(nell, vendor, client, works);
            getsThePermitWithItsKeyAlone(vendor, approved, works);
            seesWhatWasDoneInHerName(nell, works);
            seesItAllWithItsReceipt(idris);
            stopsTheVendorWhileAnothersProductGoesOn(amy, vendor, approved, works);
        }
    }

    private static void save(Visitor visitor) {
        button(visitor, "Save and continue").click();
        assertThat(visitor.page().locator("#tasks")).isVisible();
    }

    private static void date(Visitor visitor, String field, LocalDate day) {
        field(visitor, field + "-day").fill(Integer.toString(day.getDayOfMonth()));
        field(visitor, field + "-month").fill(Integer.toString(day.getMonthValue()));
        field(visitor, field + "-year").fill(Integer.toString(day.getYear()));
    }

    private static void registersTheProduct(Visitor kay) {
        kay.open("/console/products");
        kay.page().getByLabel("Name of another product").fill("Kerbside Permits");
        button(kay, "Register it").click();
        assertThat(kay.page().locator("main li").getByText("Kerbside Permits")).isVisible();
    }

    private static void registersASecondOrganisationAndAPlanner(Visitor amy) {
        amy.open("/console/street-manager/organisations/new");
        labelled(amy, "Name").fill("Tarnbrook Fibre");
        amy.page().getByLabel("SWA code").fill("9982");
        amy.page().getByLabel("Organisation reference").fill("9982");
        amy.page().getByLabel("Prefixes of works references").fill("ZF");
        button(amy, "Register").click();
        assertThat(amy.page().getByText("Tarnbrook Fibre")).isVisible();

        amy.open("/console/people");
        amy.looksRight("journey-people");
        button(amy, "Register a person").click();
        labelled(amy, "Name").fill("Nell Rowe");
        amy.page().getByLabel("Identifier").fill("nell.rowe");
        amy.page().getByLabel("requester: ").check();
        amy.page().getByLabel("Sign-in name").fill("nell.water");
        amy.page().getByLabel("First password").fill(PASSWORD);
        amy.looksRight("journey-person-new");
        button(amy, "Register").click();
        assertThat(heading(amy)).hasText("Nell Rowe");
    }

    /** The information governance officer, part by part; gives the agreement's path. */
    private static String fillsInTheAgreement(Visitor idris) {
        idris.open("/console/agreements");
        button(idris, "Draft an agreement").click();
        idris.page().getByLabel("Kerbside Systems").check();
        button(idris, "Continue").click();
        String draft = URI.create(idris.page().url()).getPath();
        idris.looksRight("journey-draft");
        fillsInTheContract(idris);
        fillsInWhatItAllows(idris);
        fillsInWhereDataGoes(idris);
        assertThat(idris.page().getByText("14 of 14 parts are complete")).isVisible();
        idris.looksRight("journey-draft-complete");
        button(idris, "Offer it for signing").click();
        assertThat(heading(idris)).containsText("Agreement with Kerbside Systems");
        return draft.substring(0, draft.lastIndexOf('/'));
    }

    private static void fillsInTheContract(Visitor idris) {
        link(idris, "The two parties").click();
        idris.page().getByLabel("Legal name of the Controller").fill("Aldermere Water plc");
        for (String code : List.of("9981", "9982"))
            idris.page().getByLabel(code).check();
        idris.page().getByLabel("ICO registration number of the Controller").fill("ZA123456");
        idris.page().getByLabel("Legal name of the integrator").fill("Kerbside Systems Limited");
        idris.page().getByLabel("ICO registration number of the integrator").fill("ZB654321");
        save(idris);
        link(idris, "Basis").click();
        for (Locator one :
                idris.page().locator("#terms-PROCESSOR_AGREEMENT input").all()) one.fill("clause 4");
        save(idris);
        link(idris, "Signed contract").click();
        idris.page()
                .getByLabel("Upload the signed contract")
                .setInputFiles(new FilePayload("contract.pdf", "application/pdf", CONTRACT));
        idris.page().locator("form[enctype] button").click();
        assertThat(idris.page().getByText("contract.pdf (PDF, 1 KB)")).isVisible();
        save(idris);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        link(idris, "Dates, review and impact assessment").click();
        date(idris, "from", today.minusDays(1));
        date(idris, "until", today.plusYears(1));
        date(idris, "review", today.plusMonths(6));
        idris.page()
                .getByLabel("Reference of the data protection impact assessment")
                .fill("DPIA 2026/11");
        save(idris);
    }

    private static void fillsInWhatItAllows(Visitor idris) {
        link(idris, "Purposes").click();
        idris.page().getByLabel("Apply for and manage").check();
        idris.page().getByLabel("Report on the Controller's own works").check();
        idris.page().getByLabel("In plain words").fill("Planners apply for permits in the vendor's product.");
        save(idris);
        link(idris, "Operations").click();
        for (String version : List.of("v3", "v6")) labelled(idris, version).check();
        idris.page()
                .locator("summary", new Page.LocatorOptions().setHasText("The Work API"))
                .click();
        for (String one : OPERATIONS) labelled(idris, one).check();
        save(idris);
        link(idris, "Data and personal fields").click();
        idris.page().getByText("Which personal fields").click();
        // The personal fields of exactly these operations, for the impact assessment.
        assertThat(idris.page().locator(".govuk-details__text")).containsText("secondary_contact");
        idris.page().getByLabel("names of persons").check();
        idris.page().getByLabel("telephone numbers").check();
        idris.looksRight("journey-draft-data");
        save(idris);
        link(idris, "Personal data in free text").click();
        save(idris);
        link(idris, "Proof of the person asking").click();
        field(idris, "proof-read").first().check();
        field(idris, "proof-write").nth(1).check();
        save(idris);
    }

    private static void fillsInWhereDataGoes(Visitor idris) {
        link(idris, "Products and destinations").click();
        Locator destination = idris.page()
                .getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Destination 1 of Kerbside Permits"));
        destination.getByLabel("System").fill("The vendor's cloud");
        destination.getByLabel("Hosting country").fill("GB");
        destination
                .getByLabel("the Controller's staff", new Locator.GetByLabelOptions().setExact(true))
                .check();
        save(idris);
        link(idris, "Sub-processors").click();
        field(idris, "processors").fill("Harbour Hosting, GB");
        save(idris);
        link(idris, "Retention").click();
        field(idris, "retention").fill("30");
        save(idris);
        link(idris, "Clauses to attest").click();
        save(idris);
    }

    private static void bothSignAndItIsPutInForce(String agreement, Visitor idris, Visitor kay, Visitor amy)
            throws Exception {
        kay.open(agreement + "/terms");
        String offered = kay.page().locator("#content-hash code").innerText();
        for (Visitor signer : List.of(idris, kay)) {
            signer.open(agreement + "/terms");
            assertThat(signer.page().locator("#content-hash code")).hasText(offered);
            for (Locator one : field(signer, "clause").all()) one.check();
            signer.page().getByLabel("I have read these terms").check();
            signer.looksRight(signer == kay ? "journey-sign-vendor" : "journey-sign-officer");
            button(signer, "Sign for").click();
        }
        kay.open(agreement + "/terms");
        Download download = kay.page()
                .waitForDownload(() -> link(kay, "Download the contract (PDF)").click());
        assertThat(Files.readAllBytes(download.path())).isEqualTo(CONTRACT);
        amy.open(agreement);
        button(amy, "Put it in force").click();
        assertThat(amy.page().locator(".govuk-tag").first()).hasText("In force");
        amy.looksRight("journey-agreement");
    }

    private void storesTheAccount(Visitor amy) {
        JsonNode account = demo.account(0);
        String password = account.path("password").asString();
        amy.open("/console/street-manager/accounts/new");
        amy.page().getByLabel("with Kerbside Systems").check();
        amy.page().getByLabel("(9981)").check();
        labelled(amy, account.path("role").asString()).check();
        amy.page().getByLabel("base address").fill(demo.streetManager().toString());
        amy.page()
                .getByLabel("E-mail address of the account")
                .fill(account.path("email_address").asString());
        amy.page().getByLabel("Password of the account").fill(password);
        amy.looksRight("journey-vault-account");
        button(amy, "Store it").click();
        assertThat(heading(amy)).hasText("Street Manager");
        assertThat(amy.page().content()).doesNotContain(password);
        amy.looksRight("journey-vault");
    }

    private static String session(Visitor visitor) {
        return visitor.context().cookies().stream()
                .filter(one -> one.name.equals(Cookie.SESSION))
                .findFirst()
                .orElseThrow()
                .value;
    }

    /** What Amy's browser asks the admin API for, in her session. */
    private JsonNode asked(Visitor by, String method, String path, Map<String, Object> body) throws Exception {
        HttpResponse<String> answer = demo.api(session(by), method, path, JSON.writeValueAsString(body));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return JSON.readTree(answer.body());
    }

    /** Proof L2: what the utility's works system signs counts as asked by its planner. */
    private ECKey trustsTheWorksSystem(Visitor amy) throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("works-1").generate();
        String controller =
                asked(amy, "GET", "/api/session", Map.of()).path("controller").asString();
        asked(
                amy,
                "POST",
                "/api/controllers/" + controller + "/trusted-issuers",
                Map.of(
                        "issuer",
                        WORKS_SYSTEM,
                        "serves",
                        "instructions",
                        "keys",
                        List.of(key.toPublicJWK().toJSONObject())));
        return key;
    }

    private Vendor.Client getsACredential(Visitor kay, Vendor vendor) throws Exception {
        kay.open("/console/products");
        Locator forWater =
                kay.page().locator("section").filter(new Locator.FilterOptions().setHasText("For Aldermere Water plc"));
        forWater.getByLabel("Product").selectOption("Kerbside Permits");
        forWater.getByRole(AriaRole.BUTTON).click();
        var client = new Vendor.Client(
                kay.page().locator("#client-id").innerText(),
                kay.page().locator("#secret").innerText());
        kay.looksRight("journey-secret");
        String integrator =
                asked(kay, "GET", "/api/session", Map.of()).path("integrator").asString();
        String products = "/api/integrators/" + integrator + "/products";
        String product = asked(kay, "GET", products, Map.of())
                .path("items")
                .valueStream()
                .filter(one -> one.path("name").asString().equals("Kerbside Permits"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        asked(
                kay,
                "PUT",
                products + "/" + product + "/redirects",
                Map.of("redirects", List.of(vendor.redirect().toString())));
        return client;
    }

    private static Map<String, Object> wanted(String kind, List<String> operations, String reference, Duration length) {
        return Map.of(
                "type",
                "wayleave_instruction",
                "kind",
                kind,
                "purpose",
                "manage-own-permits",
                "operations",
                operations,
                "references",
                List.of(reference),
                "tier",
                "T2",
                "until",
                Instant.now().plus(length).toString());
    }

    private static SignedJWT instructionSigned(ECKey key, Vendor vendor, Vendor.Client client) throws Exception {
        Instant now = Instant.now();
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("wayleave-instruction+jwt"))
                        .keyID(key.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(WORKS_SYSTEM)
                        .subject("nell.rowe")
                        .audience(vendor.issuer())
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
                        .claim("client_id", client.id())
                        .claim(
                                "authorization_details",
                                List.of(wanted(
                                        "session",
                                        List.of("work.CreateWork", "work.GetWork"),
                                        "all",
                                        Duration.ofHours(8))))
                        .build());
        jwt.sign(new ECDSASigner(key));
        return jwt;
    }

    private static Map<String, Object> application(String place) {
        LocalDate start = LocalDate.now(ZoneOffset.UTC).plusMonths(2);
        return Map.ofEntries(
                Map.entry("promoter_swa_code", "9981"),
                Map.entry("highway_authority_swa_code", "9983"),
                Map.entry("usrn", 99_800_001),
                Map.entry("secondary_contact", "Works desk"),
                Map.entry("secondary_contact_number", "01632 960001"),
                Map.entry("proposed_start_date", start + "T08:00:00.000Z"),
                Map.entry("proposed_end_date", start.plusDays(4) + "T17:00:00.000Z"),
                Map.entry("description_of_work", "Renew a service pipe in the footway"),
                Map.entry("works_location_description", place),
                Map.entry("excavation", true),
                Map.entry("traffic_management_plan", false),
                Map.entry("lane_rental_applicable", false),
                Map.entry("collaborative_working", false),
                Map.entry("activity_type", "utility_asset_works"),
                Map.entry("traffic_management_type", "give_and_take"),
                Map.entry("application_type", "permit"),
                Map.entry("work_type", "planned"),
                Map.entry("close_footway", "no"),
                Map.entry("close_footpath", "no"),
                Map.entry("location_types", List.of("footway")),
                Map.entry(
                        "works_coordinates",
                        Map.of(
                                "type",
                                "LineString",
                                "coordinates",
                                List.of(List.of(384_120, 171_560), List.of(384_140, 171_575)))));
    }

    /** How a refusal begins to say where in the location something stands. */
    private static String at(String text, String found) {
        int begin = text.indexOf(found);
        return "/works_location_description, characters " + begin + " to " + (begin + found.length()) + ":";
    }

    /** Gives the reference of the works. */
    private static String isRefusedForAPersonInTheTextAndFilesTheCorrectedOne(Vendor vendor, String token)
            throws Exception {
        String naming = "Footway outside number 14. Mrs Patel at 14 will give access, 07700 900123";
        HttpResponse<String> refused =
                vendor.post("/v6/work/works", token, JSON.writeValueAsString(application(naming)));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        JsonNode problem = JSON.readTree(refused.body());
        assertThat(problem.path("title").asString()).isEqualTo("Refused under B5");
        // Where the name and the number stand; the house's number by itself is no personal data.
        assertThat(problem.path("clauses")
                        .valueStream()
                        .map(one -> one.path("detail").asString()))
                .anySatisfy(one -> assertThat(one).startsWith(at(naming, "Mrs Patel")))
                .anySatisfy(one -> assertThat(one).startsWith(at(naming, "07700 900123")))
                .noneSatisfy(one -> assertThat(one).startsWith(at(naming, "14")));
        assertThat(refused.body()).doesNotContain("Patel").doesNotContain("900123");
        assertThat(refused.headers().firstValue("Wayleave-Upstream")).contains("not-sent");

        HttpResponse<String> done = vendor.post(
                "/v6/work/works",
                token,
                JSON.writeValueAsString(application("Footway outside number 14. The resident will give access")));
        assertThat(done.statusCode()).as(done.body()).isEqualTo(201);
        assertThat(done.headers().firstValue("Wayleave-Receipt")).isPresent();
        return JSON.readTree(done.body()).path("work_reference_number").asString();
    }

    /** Proof L3: the product sends her here from its own page, and she has never signed in before. */
    private AccessToken asksThePlannerWhoApproves(Visitor nell, Vendor vendor, Vendor.Client client, String works)
            throws Exception {
        var pushed = vendor.push(
                client,
                JSON.writeValueAsString(List.of(wanted(
                        "session", List.of("work.GetPermit", "work.GetWorkHistory"), works, Duration.ofHours(4)))));
        assertThat(pushed.indicatesSuccess()).isTrue();
        nell.open(vendor.sendsPersonTo(client, pushed.toSuccessResponse().getRequestURI()));
        demo.signIn(nell, "nell.water", PASSWORD);

        assertThat(heading(nell)).hasText("Kerbside Permits asks to act in Street Manager for Aldermere Water plc");
        assertThat(nell.page().locator("main")).containsText("Get permit");
        assertThat(nell.page().locator("main")).containsText(works);
        assertThat(nell.page().locator("main"))
                .containsText("The vendor's cloud, hosted in United Kingdom, seen by your own staff");
        nell.looksRight("journey-request-narrow");
        button(nell, "Approve").click();
        assertThat(nell.page().getByText("Back in the product")).isVisible();
        return vendor.tokenForWhatCameBack(client);
    }

    private static void getsThePermitWithItsKeyAlone(Vendor vendor, AccessToken token, String works) throws Exception {
        assertThat(token.getType()).isEqualTo(AccessTokenType.DPOP);
        String permit = "/v6/work/works/" + works + "/permits/" + works + "-01";
        assertThat(vendor.get(permit, token.getValue()).statusCode())
                .as("a stolen token")
                .isEqualTo(401);
        HttpResponse<String> answer = vendor.getWithProof(permit, token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.path("secondary_contact").asString()).isEqualTo("Works desk");
        assertThat(body.path("description_of_work").asString()).isEqualTo("[withheld by Wayleave]");
        // The instruction is for these works alone.
        assertThat(vendor.getWithProof("/v6/work/works/" + works, token).statusCode())
                .isEqualTo(403);
        HttpResponse<String> history = vendor.getWithProof("/v6/work/works/" + works + "/history", token);
        assertThat(history.statusCode()).as(history.body()).isEqualTo(200);
        assertThat(history.body()).as("Street Manager's own history").contains("Nell Rowe");
    }

    /** A planner sees what was done in her own name, and of nobody else's. */
    private static void seesWhatWasDoneInHerName(Visitor nell, String works) {
        nell.open("/console/calls");
        assertThat(calls(nell).filter(new Locator.FilterOptions().setHasText("Jo Marlow")))
                .hasCount(0);
        nell.looksRight("journey-own-calls-narrow");
        nell.open("/console/calls?clause=B5");
        assertThat(calls(nell)).hasCount(1);
        nell.page().locator(".wl-calls > li a").click();
        assertThat(nell.page().locator("main")).containsText("Nothing was sent to Street Manager.");
        assertThat(nell.page().locator("main")).containsText("There is personal data in free text.");
        assertThat(nell.page().locator("main")).containsText("refer to 'the resident', 'the contract manager'");
        nell.looksRight("journey-own-call-narrow");
        nell.open("/console/calls?works=" + works);
        assertThat(calls(nell).last()).containsText("work.CreateWork");
        assertThat(calls(nell).last()).containsText(works);
        link(nell, "Your week").click();
        // It begins with the last whole week.
        link(nell, "The week after").click();
        Locator done = nell.page()
                .locator(".govuk-summary-card")
                .filter(new Locator.FilterOptions().setHasText("Create work: 1"));
        assertThat(done).containsText(works);
        assertThat(done).containsText("Clause B5: 1");
        nell.looksRight("journey-week-narrow");
    }

    private static void seesItAllWithItsReceipt(Visitor idris) throws Exception {
        idris.open("/console/calls?state=answered");
        idris.page()
                .locator(".wl-calls > li")
                .filter(new Locator.FilterOptions().setHasText("work.CreateWork"))
                .filter(new Locator.FilterOptions().setHasText("Kerbside Permits"))
                .getByRole(AriaRole.LINK)
                .click();
        assertThat(idris.page().locator("main")).containsText("Nell Rowe");
        assertThat(idris.page().locator(".wl-timeline__item")).hasCount(3);
        assertThat(idris.page().locator("main")).containsText("Street Manager did it.");
        idris.looksRight("journey-call");
        Download download = idris.page()
                .waitForDownload(() -> idris.page()
                        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Receipt of entry"))
                        .first()
                        .click());
        assertThat(ReceiptForm.read(Files.readString(download.path())).agreesWithItself())
                .isTrue();
        idris.open("/console/figures");
        idris.looksRight("journey-figures");
    }

    private void stopsTheVendorWhileAnothersProductGoesOn(
            Visitor amy, Vendor vendor, AccessToken approved, String works) throws Exception {
        String permit = "/v6/work/works/" + works + "/permits/" + works + "-01";
        String fieldline = demo.token(0, demo.instruction(0, "jo.marlow"));
        amy.open("/console/stop");
        amy.looksRight("journey-stop");
        link(amy, "Stop Kerbside Systems").click();
        assertThat(amy.page().locator("#cuts-off")).containsText("The agreement is suspended");
        amy.looksRight("journey-stop-one");
        button(amy, "Stop it now").click();

        HttpResponse<String> refused = vendor.getWithProof(permit, approved);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"B1\"");
        assertThat(demo.read(fieldline, works).statusCode())
                .as("another integrator's product")
                .isEqualTo(200);
        amy.open("/console/calls");
        assertThat(calls(amy).nth(1)).containsText("Refused");
        assertThat(calls(amy).nth(1)).containsText("Kerbside Permits");
        assertThat(calls(amy).first()).containsText("Answered");
        assertThat(calls(amy).first()).containsText("Fieldline Works");
        amy.looksRight("journey-calls");
    }
}
