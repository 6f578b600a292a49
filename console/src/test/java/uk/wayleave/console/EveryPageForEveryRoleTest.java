package uk.wayleave.console;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.DFT_OBSERVER;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;
import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ENGINEER;
import static uk.wayleave.control.http.Role.OPERATOR;
import static uk.wayleave.control.http.Role.REQUESTER;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.console.web.Cookie;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.Instruction;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.credential.NewSecret;
import uk.wayleave.register.instruction.Objection;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.request.InstructionRequest;
import uk.wayleave.register.scan.TextScan;
import uk.wayleave.register.trust.TrustedIssuer;

/** Who may use which page, written down here once more and asked of the running console. */
class EveryPageForEveryRoleTest {
    private static final Parish PARISH = new Parish();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Set<Role> EITHER_SIDE = EnumSet.of(
            CONTROLLER_ADMINISTRATOR,
            INFORMATION_GOVERNANCE_OFFICER,
            REQUESTER,
            AUDITOR,
            INTEGRATOR_ADMINISTRATOR,
            INTEGRATOR_ENGINEER);
    private static final Set<Role> ADMINISTRATOR = EnumSet.of(CONTROLLER_ADMINISTRATOR);
    private static final Set<Role> ADMINISTRATORS = EnumSet.of(CONTROLLER_ADMINISTRATOR, INTEGRATOR_ADMINISTRATOR);
    private static final Set<Role> KEEPERS = EnumSet.of(CONTROLLER_ADMINISTRATOR, INTEGRATOR_ADMINISTRATOR, OPERATOR);
    private static final Set<Role> READERS = EnumSet.of(CONTROLLER_ADMINISTRATOR, REQUESTER, AUDITOR);
    private static final Set<Role> INSTRUCTORS = EnumSet.of(CONTROLLER_ADMINISTRATOR, REQUESTER);
    private static final Set<Role> DRAFTERS = EnumSet.of(CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER);
    private static final Set<Role> CONTRACT_READERS =
            EnumSet.of(CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER, AUDITOR, INTEGRATOR_ADMINISTRATOR);
    private static final Set<Role> SIGNERS = EnumSet.of(INFORMATION_GOVERNANCE_OFFICER, INTEGRATOR_ADMINISTRATOR);
    private static final Set<Role> CONTROLLERS_LOOKERS =
            EnumSet.of(CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER, AUDITOR);
    private static final Set<Role> CONTROLLERS =
            EnumSet.of(CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER, REQUESTER, AUDITOR);
    private static final Set<Role> INTEGRATORS_ADMINISTRATOR = EnumSet.of(INTEGRATOR_ADMINISTRATOR);
    private static final Set<Role> INTEGRATORS = EnumSet.of(INTEGRATOR_ADMINISTRATOR, INTEGRATOR_ENGINEER);
    private static final Set<Role> OBSERVERS = EnumSet.of(OPERATOR, DFT_OBSERVER);
    private static final Set<Role> LOOKERS_AND_OBSERVERS = EnumSet.complementOf(EnumSet.of(REQUESTER));
    private static final Set<Role> EVERYBODY = EnumSet.allOf(Role.class);

    private static final Map<String, Set<Role>> ALLOWED = Map.ofEntries(
            Map.entry("GET /console", EVERYBODY),
            Map.entry("POST /console/sign-out", EVERYBODY),
            Map.entry("GET /console/clauses", EVERYBODY),
            Map.entry("GET /console/clauses/{clause}", EVERYBODY),
            Map.entry("GET /console/calls", EITHER_SIDE),
            Map.entry("GET /console/calls/{call}", EITHER_SIDE),
            Map.entry("GET /console/calls/{call}/receipts/{entry}", CONTROLLERS),
            Map.entry("GET /console/digest", CONTROLLERS),
            Map.entry("POST /console/digest/object", CONTROLLERS),
            Map.entry("GET /console/objections", DRAFTERS),
            Map.entry("GET /console/objections/{objection}", DRAFTERS),
            Map.entry("POST /console/objections/{objection}/answer", DRAFTERS),
            Map.entry("GET /console/objected", INTEGRATORS),
            Map.entry("GET /console/figures", LOOKERS_AND_OBSERVERS),
            Map.entry("GET /console/products", INTEGRATORS),
            Map.entry("POST /console/products", INTEGRATORS_ADMINISTRATOR),
            Map.entry("POST /console/products/agreements/{agreement}/credentials", INTEGRATORS_ADMINISTRATOR),
            Map.entry("GET /console/products/agreements/{agreement}/credentials/{credential}", INTEGRATORS),
            Map.entry(
                    "POST /console/products/agreements/{agreement}/credentials/{credential}/rotate",
                    INTEGRATORS_ADMINISTRATOR),
            Map.entry(
                    "POST /console/products/agreements/{agreement}/credentials/{credential}/revoke",
                    INTEGRATORS_ADMINISTRATOR),
            Map.entry("GET /console/products/agreements/{agreement}/credentials/{credential}/quick-start", INTEGRATORS),
            Map.entry("GET /console/products/{product}/redirects", INTEGRATORS),
            Map.entry("POST /console/products/{product}/redirects", INTEGRATORS_ADMINISTRATOR),
            Map.entry("GET /console/products/{product}/redirects/remove", INTEGRATORS_ADMINISTRATOR),
            Map.entry("POST /console/products/{product}/redirects/remove", INTEGRATORS_ADMINISTRATOR),
            Map.entry("GET /console/trusted-systems", EnumSet.of(CONTROLLER_ADMINISTRATOR, AUDITOR)),
            Map.entry("GET /console/trusted-systems/new", ADMINISTRATOR),
            Map.entry("POST /console/trusted-systems/new", ADMINISTRATOR),
            Map.entry("GET /console/trusted-systems/one/{issuer}", EnumSet.of(CONTROLLER_ADMINISTRATOR, AUDITOR)),
            Map.entry("GET /console/trusted-systems/one/{issuer}/remove", ADMINISTRATOR),
            Map.entry("POST /console/trusted-systems/one/{issuer}/remove", ADMINISTRATOR),
            Map.entry("GET /console/try", INTEGRATORS),
            Map.entry("POST /console/try", INTEGRATORS),
            Map.entry("GET /console/integrators", OBSERVERS),
            Map.entry("GET /console/integrators/export", OBSERVERS),
            Map.entry("GET /console/integrators/clauses", OBSERVERS),
            Map.entry("GET /console/check", EVERYBODY),
            Map.entry("GET /console/check/use", EVERYBODY),
            Map.entry("GET /console/check/scans", CONTROLLERS_LOOKERS),
            Map.entry("POST /console/check/scans", ADMINISTRATOR),
            Map.entry("POST /console/check/scans/{scan}/run", ADMINISTRATOR),
            Map.entry("POST /console/check/scans/{scan}/end", ADMINISTRATOR),
            Map.entry("GET /console/check/text", EVERYBODY),
            Map.entry("POST /console/check/text", EVERYBODY),
            Map.entry("GET /console/agreements", EITHER_SIDE),
            Map.entry("GET /console/agreements/new", DRAFTERS),
            Map.entry("POST /console/agreements/new", DRAFTERS),
            Map.entry("POST /console/agreements/{agreement}/change", DRAFTERS),
            Map.entry("GET /console/agreements/{agreement}/draft", DRAFTERS),
            Map.entry("POST /console/agreements/{agreement}/draft/offer", DRAFTERS),
            Map.entry("POST /console/agreements/{agreement}/draft/discard", DRAFTERS),
            Map.entry("GET /console/agreements/{agreement}/draft/part/{part}", DRAFTERS),
            Map.entry("POST /console/agreements/{agreement}/draft/part/{part}", DRAFTERS),
            Map.entry("POST /console/agreements/{agreement}/draft/contract", DRAFTERS),
            Map.entry("GET /console/agreements/{agreement}/pdf", EITHER_SIDE),
            Map.entry("GET /console/agreements/{agreement}/contract/{hash}", CONTRACT_READERS),
            Map.entry("POST /console/agreements/{agreement}/attest", SIGNERS),
            Map.entry("GET /console/contacts", EnumSet.of(INTEGRATOR_ADMINISTRATOR, INTEGRATOR_ENGINEER)),
            Map.entry("POST /console/contacts", EnumSet.of(INTEGRATOR_ADMINISTRATOR)),
            Map.entry("POST /console/contacts/{contact}/remove", EnumSet.of(INTEGRATOR_ADMINISTRATOR)),
            Map.entry("GET /console/agreements/{agreement}", EITHER_SIDE),
            Map.entry("GET /console/agreements/{agreement}/terms", EITHER_SIDE),
            Map.entry("POST /console/agreements/{agreement}/sign", SIGNERS),
            Map.entry("POST /console/agreements/{agreement}/offer", ADMINISTRATOR),
            Map.entry("POST /console/agreements/{agreement}/withdraw", ADMINISTRATOR),
            Map.entry("POST /console/agreements/{agreement}/activate", ADMINISTRATOR),
            Map.entry("POST /console/agreements/{agreement}/suspend", ADMINISTRATORS),
            Map.entry("POST /console/agreements/{agreement}/resume", ADMINISTRATOR),
            Map.entry("POST /console/agreements/{agreement}/end", ADMINISTRATORS),
            Map.entry("GET /console/acting", EVERYBODY),
            Map.entry("POST /console/acting", EVERYBODY),
            Map.entry("POST /console/acting/join", EVERYBODY),
            Map.entry("POST /console/acting/part", EVERYBODY),
            Map.entry("GET /console/set-up", ADMINISTRATOR),
            Map.entry("GET /console/people", KEEPERS),
            Map.entry("GET /console/people/new", KEEPERS),
            Map.entry("POST /console/people/new", KEEPERS),
            Map.entry("GET /console/people/person/{person}", KEEPERS),
            Map.entry("POST /console/people/person/{person}/roles", KEEPERS),
            Map.entry("POST /console/people/person/{person}/standing", KEEPERS),
            Map.entry("POST /console/people/person/{person}/sign-in", KEEPERS),
            Map.entry("GET /console/people/provider", KEEPERS),
            Map.entry("POST /console/people/provider", KEEPERS),
            Map.entry("POST /console/people/provider/remove", KEEPERS),
            Map.entry("GET /console/instructions", READERS),
            Map.entry("GET /console/instructions/one/{instruction}", READERS),
            Map.entry("POST /console/instructions/one/{instruction}/revoke", INSTRUCTORS),
            Map.entry("POST /console/instructions/one/{instruction}/renew", INSTRUCTORS),
            Map.entry("GET /console/instructions/new", INSTRUCTORS),
            Map.entry("GET /console/instructions/new/{agreement}/{product}", INSTRUCTORS),
            Map.entry("POST /console/instructions/new/{agreement}/{product}", INSTRUCTORS),
            Map.entry("GET /console/street-manager", EnumSet.of(CONTROLLER_ADMINISTRATOR, AUDITOR)),
            Map.entry("GET /console/street-manager/organisations/new", ADMINISTRATOR),
            Map.entry("POST /console/street-manager/organisations/new", ADMINISTRATOR),
            Map.entry("GET /console/street-manager/accounts/new", ADMINISTRATOR),
            Map.entry("POST /console/street-manager/accounts/new", ADMINISTRATOR),
            Map.entry("GET /console/street-manager/accounts/one/{account}", ADMINISTRATOR),
            Map.entry("POST /console/street-manager/accounts/one/{account}/secret", ADMINISTRATOR),
            Map.entry("POST /console/street-manager/accounts/one/{account}/remove", ADMINISTRATOR),
            Map.entry("GET /console/requests", INSTRUCTORS),
            Map.entry("GET /console/requests/{request}", INSTRUCTORS),
            Map.entry("POST /console/requests/{request}/approve", INSTRUCTORS),
            Map.entry("POST /console/requests/{request}/decline", INSTRUCTORS),
            Map.entry("GET /console/stop", ADMINISTRATOR),
            Map.entry("GET /console/stop/{kind}/{id}", ADMINISTRATOR),
            Map.entry("POST /console/stop/{kind}/{id}", ADMINISTRATOR),
            Map.entry("POST /console/stop/{kind}/{id}/resume", ADMINISTRATOR));

    private static final Set<String> WITHOUT_SIGNING_IN = Set.of(
            "GET /oauth/authorize",
            "GET /console/sign-in",
            "POST /console/sign-in",
            "GET /console/sign-in/code",
            "POST /console/sign-in/code",
            "GET /console/sign-in/organisation",
            "GET /console/sign-in/organisation/callback/{body}",
            "GET /console/sign-in/organisation/with/{provider}");

    private static final RegisteredAgreement AGREEMENT = PARISH.draft(PARISH.water);
    private static final Instruction INSTRUCTION = PARISH.given(AGREEMENT);
    private static final TextScan SCAN = PARISH.scan(INSTRUCTION);
    private static final AccountId ACCOUNT = PARISH.account(AGREEMENT);
    private static final InstructionRequest REQUEST = PARISH.asked(PARISH.credential(AGREEMENT));
    private static final Objection OBJECTION = PARISH.objected(PARISH.given(AGREEMENT));
    private static final NewSecret CREDENTIAL = PARISH.credential(AGREEMENT);
    private static final TrustedIssuer ISSUER = PARISH.trusted(PARISH.water);
    private static final Parish.Calls CALLS = PARISH.calls(AGREEMENT);

    @AfterAll
    static void close() {
        PARISH.close();
    }

    private static HttpResponse<String> ask(String what, String session, String body) throws Exception {
        String method = what.substring(0, what.indexOf(' '));
        String path = what.substring(what.indexOf(' ') + 1)
                .replace("{agreement}", AGREEMENT.id().toString())
                .replace("{clause}", "A1")
                .replace("{call}", CALLS.refused().toString())
                .replace("{entry}", CALLS.entry().toString())
                .replace("{credential}", CREDENTIAL.credential().id().toString())
                .replace("{person}", Parish.in(PARISH.ofWater, AUDITOR).id().toString())
                .replace("{instruction}", INSTRUCTION.id().toString())
                .replace("{scan}", SCAN.id().toString())
                .replace("{product}", PARISH.permits.id().toString())
                .replace("{account}", ACCOUNT.toString())
                .replace("{request}", REQUEST.id().toString())
                .replace("{objection}", OBJECTION.id().toString())
                .replace("{part}", "dates")
                .replace("{hash}", "ab".repeat(32))
                .replace("{contact}", new UUID(0, 1).toString())
                .replace("{issuer}", ISSUER.id().toString())
                .replace("{kind}/{id}", "agreement/" + AGREEMENT.id());
        boolean file = what.endsWith("/draft/contract");
        String sent = file ? multipart(body) : body;
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(PARISH.plane.baseUrl() + path))
                        .header("Cookie", Cookie.SESSION + "=" + session)
                        .header(
                                "Content-Type",
                                file ? "multipart/form-data; boundary=part" : "application/x-www-form-urlencoded")
                        .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(sent))
                        .build(),
                BodyHandlers.ofString());
    }

    /** The form's own value, as a form with a file has it. */
    private static String multipart(String body) {
        return "--part\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n"
                + body.replace("_csrf=", "")
                + "\r\n--part--\r\n";
    }

    private static Set<Role> allowed(String what) {
        return Optional.ofNullable(ALLOWED.get(what)).orElseThrow();
    }

    private static Map<Role, RegisteredPerson> oneOfEach() {
        Map<Role, RegisteredPerson> all = new HashMap<>(PARISH.ofWater);
        all.putAll(PARISH.ofRoadtide);
        all.putAll(PARISH.ofOperator);
        return all;
    }

    @Test
    void theTableHasEveryAddressOfTheConsole() {
        Set<String> known = new TreeSet<>(ALLOWED.keySet());
        known.addAll(WITHOUT_SIGNING_IN);
        assertThat(PARISH.console().addresses(PARISH.parts())).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void everyPageIsForWhomTheTableSaysAndForNobodyElse() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (var person : oneOfEach().entrySet()) {
            String session = PARISH.session(person.getValue());
            for (String what : new TreeSet<>(ALLOWED.keySet())) {
                int status = ask(what, session, "").statusCode();
                boolean allowed = allowed(what).contains(person.getKey());
                // A form without the page's own value is refused with 403 by itself, so only pages tell the roles
                // apart.
                boolean post = what.startsWith("POST");
                boolean right =
                        allowed ? (post ? status == 403 : Set.of(200, 303, 404).contains(status)) : status == 403;
                if (!right) wrong.add(person.getKey() + " " + what + ": " + status);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aFormIsForWhomTheTableSays() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (var person : oneOfEach().entrySet())
            for (String what : new TreeSet<>(ALLOWED.keySet())) {
                if (!what.startsWith("POST") || what.endsWith("/sign-out") || what.endsWith("/end")) continue;
                String session = PARISH.session(person.getValue());
                String page = ask("GET /console/clauses", session, "").body();
                String body = ask(what, session, "_csrf=" + csrf(page)).body();
                boolean refused = body.contains("This is not for your role");
                if (refused == allowed(what).contains(person.getKey())) wrong.add(person.getKey() + " " + what);
            }
        assertThat(wrong).isEmpty();
    }

    private static String csrf(String page) {
        String before = "name=\"_csrf\" value=\"";
        int at = page.indexOf(before) + before.length();
        return page.substring(at, page.indexOf('"', at));
    }

    @Test
    void nothingOfAnotherBodyIsFoundWhateverIsGuessed() throws Exception {
        List<RegisteredPerson> strangers = new ArrayList<>(PARISH.ofCouncil.values());
        strangers.addAll(PARISH.ofKerbworks.values());
        for (RegisteredPerson stranger : strangers) {
            String session = PARISH.session(stranger);
            for (String what : ALLOWED.keySet()) {
                if (!what.contains("{") || what.contains("{clause}")) continue;
                HttpResponse<String> answer = ask(what, session, "");
                assertThat(answer.statusCode()).as(stranger + " " + what).isIn(403, 404);
                assertThat(answer.body()).doesNotContain("Mallow Water");
            }
            assertThat(ask("GET /console/clauses", session, "").body()).doesNotContain("Mallow Water");
            String list = ask("GET /console/agreements", session, "").body();
            assertThat(list)
                    .doesNotContain("Mallow Water")
                    .doesNotContain(AGREEMENT.id().toString());
        }
    }

    @Test
    void whoHasNotSignedInIsSentToSignIn() throws Exception {
        for (String what : ALLOWED.keySet()) {
            HttpResponse<String> answer = ask(what, "guessed", "");
            assertThat(answer.statusCode()).as(what).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).contains("/console/sign-in");
        }
    }

    @Test
    void everyPageHasTheHeadersThatLetNothingForeignIn() throws Exception {
        HttpResponse<String> answer =
                ask("GET /console/clauses", PARISH.session(Parish.in(PARISH.ofWater, AUDITOR)), "");

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }
}
