package uk.wayleave.app.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.app.serve.Installation;
import uk.wayleave.evidence.LedgerVerifier;
import uk.wayleave.evidence.Verdict;
import uk.wayleave.sandbox.Sandbox;
import uk.wayleave.sandbox.WorksSummary;
import uk.wayleave.sandbox.people.Account;

/** Seven steps through the framework with real calls, each checked as it is told. */
final class Story {
    private static final String CONTACT = "Works desk";
    private static final String WATER_CODE = "9981";
    private static final String FIBRE_CODE = "9982";

    private final Installation installation;
    private final Sandbox sandbox;
    private final AdminApi api;
    private final Stage.Product product;
    private final Screen screen;
    private final Web data;
    private final Web control;
    private final Clock clock;
    private int failed;

    Story(Installation installation, Sandbox sandbox, AdminApi api, Stage stage, Screen screen, Clock clock) {
        this.installation = installation;
        this.sandbox = sandbox;
        this.api = api;
        this.product = stage.productFor(Cast.WATER);
        this.screen = screen;
        this.data = new Web(installation.dataPlane());
        this.control = new Web(installation.controlPlane());
        this.clock = clock;
    }

    /** Tells it; true when every step went as it should. */
    boolean tell() {
        String bound = token(Optional.of(product.instructions().getFirst().id()));
        String unbound = token(Optional.empty());
        String works = permitApplication(bound);
        withoutInstruction(unbound);
        journeyPlanning(bound, works);
        foreignWorks(bound);
        suspension(bound, works);
        passwordEndpoint(bound);
        ledger();
        return failed == 0;
    }

    private String permitApplication(String token) {
        screen.heading(1, "A permit application, on the instruction of " + Cast.PLANNER + ", goes through");
        Web.Answer answer =
                apply(token, "token bound to the instruction of " + Cast.PLANNER + "; the product sends no name");
        String works = answer.text("/work_reference_number");
        check(answer, 201, "permitted: no clause of the framework is breached", !works.isEmpty());
        screen.detail("answer", "works " + works + ", permit " + answer.text("/permit_reference_number"));
        recorded(answer);
        String history = historyInStreetManager(works).toString();
        boolean named = history.contains(Cast.PLANNER);
        screen.detail(
                "history",
                named
                        ? "Street Manager's own history of " + works + " names " + Cast.PLANNER + ", as " + Cast.WATER
                                + " sees it there"
                        : "Street Manager's own history does not name " + Cast.PLANNER);
        count(named);
        fieldsSideBySide(token, works);
        return works;
    }

    /** What the agreement grants of persons, beside what it does not. */
    private void fieldsSideBySide(String token, String works) {
        String path = "/v6/work/works/" + works + "/permits/" + works + "-01";
        screen.call("GET", path, "the permit as the product gets it back");
        Web.Answer answer = data.get(path, Map.of("token", token));
        String contact = answer.text("/secondary_contact");
        String description = answer.text("/description_of_work");
        screen.detail(
                "released",
                "secondary_contact: \"" + contact + "\": the agreement grants names and telephone numbers, and managing"
                        + " permits needs them");
        screen.detail("masked", "description_of_work: \"" + description + "\": it does not grant free text");
        count(answer.status() == 200 && contact.equals(CONTACT) && description.equals("[withheld by Wayleave]"));
    }

    private void withoutInstruction(String token) {
        screen.heading(2, "The same without an instruction");
        Web.Answer answer = apply(token, "token bound to no instruction; two could be meant, so none is cited");
        refused(answer, "A1");
        screen.detail(
                "could be", answer.json().path("instructions").size() + " instructions, listed in the refusal by id");
    }

    private void journeyPlanning(String token, String works) {
        screen.heading(3, "The same product, for a journey planner");
        String path = "/v6/work/works/" + works + "/permits/" + works + "-01";
        screen.call("GET", path, "Wayleave-Purpose: journey-planning");
        Web.Answer answer = data.get(path, Map.of("token", token, "Wayleave-Purpose", "journey-planning"));
        refused(answer, "A5c");
        String link = answer.header("Link");
        count(link.contains("rel=\"alternate\""));
        screen.detail("instead", link);
        screen.detail(
                "",
                answer.json().at("/open_data/open_fields").size() + " fields of a permit are open, "
                        + answer.json().at("/open_data/never_open_fields").size() + " never are");
    }

    private void foreignWorks(String token) {
        screen.heading(4, "A works record in which " + Cast.WATER + " has no part");
        String foreign = works(FIBRE_CODE).reference();
        screen.call("GET", "/v6/work/works/" + foreign, "promoted by another company");
        Web.Answer answer = data.get("/v6/work/works/" + foreign, Map.of("token", token));
        refused(answer, "B4", "C5");
    }

    private void suspension(String token, String works) {
        screen.heading(5, "The agreement is suspended: refused on the very next call");
        String agreement = "/api/agreements/" + product.agreement();
        screen.call("POST", agreement + "/suspend", "by the administrator of " + Cast.WATER);
        api.post(product.administrator(), agreement + "/suspend");
        screen.call("GET", "/v6/work/works/" + works, "the same token as before");
        Web.Answer answer = data.get("/v6/work/works/" + works, Map.of("token", token));
        api.post(product.administrator(), agreement + "/resume");
        refused(answer, "B1");
        Web.Answer again = data.get("/v6/work/works/" + works, Map.of("token", token));
        screen.detail("resumed", "and the call after that is answered " + again.status());
        count(again.status() == 200);
    }

    private void passwordEndpoint(String token) {
        screen.heading(6, "An integrator tries the password endpoint");
        screen.call("POST", "/v6/party/reset-password", "");
        Web.Answer answer = data.send(
                "POST",
                "/v6/party/reset-password",
                Map.of("token", token),
                Optional.of(AdminApi.object().put("email", "api@example.org")));
        refused(answer, "A3");
    }

    private void ledger() {
        screen.heading(7, "The ledger, verified from its first entry");
        Verdict verdict = installation.ledger().verify(LedgerVerifier.fromTheStart());
        switch (verdict) {
            case Verdict.Intact intact -> {
                screen.went(true, "intact: " + intact.count() + " entries, no payload and no name in any of them");
                screen.detail("head", intact.head().hash().hex());
            }
            case Verdict.Broken broken -> {
                screen.went(
                        false,
                        "broken at entry " + broken.sequence() + ": "
                                + broken.fault().description());
                failed++;
            }
        }
    }

    private Web.Answer apply(String token, String note) {
        screen.call("POST", "/v6/work/works", note);
        return data.send("POST", "/v6/work/works", Map.of("token", token), Optional.of(application()));
    }

    private ObjectNode application() {
        LocalDate start = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusMonths(2);
        ObjectNode body = AdminApi.object()
                .put("promoter_swa_code", WATER_CODE)
                .put("highway_authority_swa_code", works(WATER_CODE).highwayAuthoritySwaCode())
                .put("usrn", 99_800_001)
                .put("secondary_contact", CONTACT)
                .put("secondary_contact_number", "01632 960001")
                .put("proposed_start_date", start + "T08:00:00.000Z")
                .put("proposed_end_date", start.plusDays(4) + "T17:00:00.000Z")
                .put("description_of_work", "Renew a service pipe in the footway")
                .put("works_location_description", "Footway outside number 14")
                .put("excavation", true)
                .put("traffic_management_plan", false)
                .put("lane_rental_applicable", false)
                .put("collaborative_working", false)
                .put("activity_type", "utility_asset_works")
                .put("traffic_management_type", "give_and_take")
                .put("application_type", "permit")
                .put("work_type", "planned")
                .put("close_footway", "no")
                .put("close_footpath", "no");
        body.putArray("location_types").add("footway");
        ObjectNode line = body.putObject("works_coordinates").put("type", "LineString");
        line.putArray("coordinates").addArray().add(384120).add(171560);
        line.withArray("coordinates").addArray().add(384140).add(171575);
        return body;
    }

    private WorksSummary works(String promoter) {
        return sandbox.works().stream()
                .filter(one -> one.promoterSwaCode().equals(promoter))
                .findFirst()
                .orElseThrow();
    }

    private String token(Optional<String> instruction) {
        Map<String, String> form = new java.util.TreeMap<>(Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                product.clientId(),
                "client_secret",
                product.clientSecret()));
        instruction.ifPresent(id -> form.put("instruction", id));
        Web.Answer answer = control.form("/oauth/token", form);
        if (answer.status() != 200) {
            throw new DemoFailed("POST /oauth/token was answered " + answer.status() + ": " + answer.json());
        }
        return answer.text("/access_token");
    }

    /** As an officer of the Controller reads it in Street Manager itself, with its own account. */
    private JsonNode historyInStreetManager(String works) {
        Web streetManager = new Web(sandbox.baseUri());
        Account account = sandbox.account(WATER_CODE);
        Web.Answer login = streetManager.send(
                "POST",
                "/v6/work/authenticate",
                Map.of(),
                Optional.of(AdminApi.object()
                        .put("emailAddress", account.emailAddress())
                        .put("password", account.password())));
        return streetManager
                .get("/v6/work/works/" + works + "/history", Map.of("token", login.text("/idToken")))
                .json();
    }

    /** What the Controller's auditor finds in the ledger about the call. */
    private void recorded(Web.Answer answer) {
        List<JsonNode> entries = api.items(product.auditor(), "/api/ledger/calls/" + answer.header("Wayleave-Call"));
        String clauses = entries.stream()
                .flatMap(one -> one.path("entry").findValues("clauses").stream())
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::asString)
                .collect(Collectors.joining(" "));
        List<String> kinds =
                entries.stream().map(one -> one.path("kind").asString()).toList();
        screen.detail("clauses", "judged one by one, as the ledger has it: " + clauses);
        screen.receipt(answer);
        screen.detail(
                "ledger", String.join(", ", kinds) + ", as " + product.auditor() + " finds them by the call's id");
        count(kinds.equals(List.of("intent", "outcome", "release")) && !clauses.isEmpty());
    }

    private void refused(Web.Answer answer, String... expected) {
        boolean asItShould = answer.status() == 403 && clauses(answer).containsAll(List.of(expected));
        check(answer, 403, "refused under " + String.join(", ", clauses(answer)), asItShould);
        if (asItShould) {
            screen.clauses(answer.json(), List.of(expected));
        }
        screen.receipt(answer);
        count(!answer.header("Wayleave-Receipt").isEmpty());
    }

    private static List<String> clauses(Web.Answer answer) {
        return answer.json()
                .path("clauses")
                .valueStream()
                .map(one -> one.path("clause").asString())
                .distinct()
                .toList();
    }

    private void check(Web.Answer answer, int status, String meaning, boolean holds) {
        boolean asItShould = answer.status() == status && holds;
        screen.went(asItShould, asItShould ? answer.status() + ", " + meaning : answer.status() + ", not as it should");
        if (!asItShould) {
            screen.unexpected("expected " + status + "; the answer was " + answer.json());
            failed++;
        }
    }

    private void count(boolean asItShould) {
        if (!asItShould) {
            screen.unexpected("this step did not go as it should");
            failed++;
        }
    }
}
