package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.Basis;
import uk.wayleave.register.agreement.Gaps;

/** The life of agreements, credentials and instructions through the API, by the persons it takes. */
class AgreementLifeTest {
    private static final Town TOWN = new Town();

    private final Client administrator = TOWN.water.as(Role.CONTROLLER_ADMINISTRATOR);
    private final Client officer = TOWN.water.as(Role.INFORMATION_GOVERNANCE_OFFICER);
    private final Client vendor = TOWN.roadtide.as(Role.INTEGRATOR_ADMINISTRATOR);
    private final Answer draft = TOWN.draft(TOWN.water);
    private final String path = "/api/agreements/" + draft.text("/id");
    private final Map<String, Object> signature =
            Map.of("version", 1, "content_hash", draft.text("/current/content_hash"));

    @AfterAll
    static void close() {
        TOWN.close();
    }

    private String active() {
        administrator.post(path + "/offer");
        officer.post(path + "/sign", signature);
        vendor.post(path + "/sign", signature);
        // At most one is in force between the two.
        for (var other : administrator.get("/api/agreements").json().get("items"))
            if (other.get("state").asString().equals("active"))
                administrator.post("/api/agreements/" + other.get("id").asString() + "/end");
        Answer answer = administrator.post(path + "/activate");
        assertThat(answer.text("/state")).as(answer.body()).isEqualTo("active");
        return answer.text("/id");
    }

    @Test
    void goesFromDraftToInForceByTwoPersons() {
        assertThat(draft.status()).isEqualTo(201);
        assertThat(draft.text("/state")).isEqualTo("draft");
        assertThat(administrator.post(path + "/offer").text("/state")).isEqualTo("offered");
        assertThat(officer.post(path + "/sign", signature).text("/state")).isEqualTo("offered");
        Answer accepted = vendor.post(path + "/sign", signature);
        assertThat(accepted.text("/state")).isEqualTo("accepted");
        assertThat(accepted.json().at("/current/signatures").size()).isEqualTo(2);
        assertThat(accepted.text("/current/signatures/0/person"))
                .isEqualTo(TOWN.water.person(Role.INFORMATION_GOVERNANCE_OFFICER));
    }

    @Test
    void roundTripsItsContent() {
        var content = draft.json().at("/current/content");
        Answer again = administrator.put(path + "/content", Map.of("content", content));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().at("/current/version").asInt()).isEqualTo(2);
        assertThat(again.json().at("/current/content")).isEqualTo(content);
    }

    @Test
    void keepsWhatItOpensOfFieldsAndHowMuchOfTheMap() {
        Map<String, Object> terms = TOWN.terms();
        terms.put("fields", List.of("email", "document"));
        terms.put("closed_of_others", true);
        terms.put("longest_side", 2_000);
        Answer changed = administrator.put(path + "/content", Map.of("content", terms));

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        var content = changed.json().at("/current/content");
        assertThat(content.at("/fields").values())
                .extracting(one -> one.asString())
                .containsExactlyInAnyOrder("email", "document");
        assertThat(content.at("/closed_of_others").asBoolean()).isTrue();
        assertThat(content.at("/longest_side").asInt()).isEqualTo(2_000);
        assertThat(changed.text("/current/content_hash")).isNotEqualTo(draft.text("/current/content_hash"));
    }

    @Test
    void opensNoFieldAndTheUsualAreaWhereNothingIsSaidOfThem() {
        assertThat(draft.json().at("/current/content/fields").isEmpty()).isTrue();
        assertThat(draft.json().at("/current/content/closed_of_others").asBoolean(true))
                .isFalse();
        assertThat(draft.json().at("/current/content/longest_side").asInt()).isEqualTo(10_000);
    }

    @Test
    void keepsWhatBecomesOfPersonalDataInFreeTextAndHashesIt() {
        Map<String, Object> terms = TOWN.terms();
        terms.put(
                "free_text",
                Map.of(
                        "otherwise",
                        "warn",
                        "override",
                        true,
                        "fields",
                        List.of(Map.of("field", "location_description", "treatment", "allow"))));
        Answer changed = administrator.put(path + "/content", Map.of("content", terms));

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().at("/current/content/free_text").toString())
                .isEqualTo("{\"otherwise\":\"warn\",\"fields\":[{\"field\":\"location_description\","
                        + "\"treatment\":\"allow\"}],\"override\":true}");
        assertThat(changed.text("/current/content_hash")).isNotEqualTo(draft.text("/current/content_hash"));
    }

    @Test
    void refusesPersonalDataInEveryFreeTextWhereNothingIsSaidOfIt() {
        assertThat(draft.text("/current/content/free_text/otherwise")).isEqualTo("refuse");
        assertThat(draft.json().at("/current/content/free_text/override").asBoolean(true))
                .isFalse();
    }

    @Test
    void takesNoPolicyForAFieldThatNoRequestHasOrForOneTwice() {
        for (List<String> fields : List.of(
                List.of("swa_code"), List.of("shoe_size"), List.of("location_description", "location_description"))) {
            Map<String, Object> terms = TOWN.terms();
            terms.put(
                    "free_text",
                    Map.of(
                            "otherwise",
                            "refuse",
                            "fields",
                            fields.stream()
                                    .map(field -> Map.of("field", field, "treatment", "warn"))
                                    .toList()));
            Answer answer = administrator.put(path + "/content", Map.of("content", terms));
            assertThat(answer.status()).as(fields.toString()).isBetween(400, 422);
            assertThat(answer.body()).contains("/content/free_text/fields/" + (fields.size() - 1) + "/field");
        }
    }

    @Test
    void opensNoClassThatIsNotForAnAgreementToGrant() {
        for (String one : List.of("credential", "closed", "money", "shoe-size")) {
            Map<String, Object> terms = TOWN.terms();
            terms.put("fields", List.of(one));
            Answer answer = administrator.put(path + "/content", Map.of("content", terms));
            assertThat(answer.status()).as(one).isBetween(400, 422);
            assertThat(answer.body()).contains("/content/fields");
        }
        for (int side : List.of(0, -1, 100_001)) {
            Map<String, Object> terms = TOWN.terms();
            terms.put("longest_side", side);
            assertThat(administrator
                            .put(path + "/content", Map.of("content", terms))
                            .body())
                    .contains("/content/longest_side");
        }
    }

    @Test
    void takesNoSecondSignatureOfOneSide() {
        administrator.post(path + "/offer");
        officer.post(path + "/sign", signature);

        Answer again = officer.post(path + "/sign", signature);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("/detail")).contains("signed already");
    }

    @Test
    void takesNoSignatureOfWhatIsNotOnOffer() {
        administrator.post(path + "/offer");

        assertThat(officer.post(path + "/sign", Map.of("version", 1, "content_hash", "0".repeat(64)))
                        .status())
                .isEqualTo(409);
        assertThat(officer.post(path + "/sign", Map.of("version", 2, "content_hash", signature.get("content_hash")))
                        .status())
                .isEqualTo(409);
        assertThat(officer.post(path + "/sign", Map.of("version", 1, "content_hash", "sesame"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void letsNoAdministratorOrOperatorSign() {
        administrator.post(path + "/offer");

        assertThat(administrator.post(path + "/sign", signature).status()).isEqualTo(403);
        assertThat(TOWN.operator.post(path + "/sign", signature).status()).isEqualTo(403);
    }

    @Test
    void letsNoOnePersonSignForBothSides() {
        // The same human being has two sign-ins only as two registered persons; one sign-in belongs to one side, and
        // the
        // other side's signature stays missing however often it signs.
        administrator.post(path + "/offer");
        vendor.post(path + "/sign", signature);
        vendor.post(path + "/sign", signature);

        assertThat(administrator.post(path + "/activate").status()).isEqualTo(409);
        assertThat(administrator.get(path).text("/state")).isEqualTo("offered");
    }

    @Test
    void refusesMovesOutOfOrder() {
        for (String move : List.of("/activate", "/resume", "/suspend", "/withdraw")) {
            Answer answer = administrator.post(path + move);
            assertThat(answer.status()).as(move).isEqualTo(409);
            assertThat(answer.text("/cure")).as(move).isNotBlank();
        }
        administrator.post(path + "/end");
        assertThat(administrator.post(path + "/offer").status()).isEqualTo(409);
    }

    @Test
    void suspendsByEitherSideAndEndsTokensInEffectAtOnce() {
        active();
        assertThat(vendor.post(path + "/suspend").text("/state")).isEqualTo("suspended");
        assertThat(vendor.post(path + "/resume").status()).isEqualTo(403);
        assertThat(administrator.post(path + "/resume").text("/state")).isEqualTo("active");
        assertThat(administrator.post(path + "/end").text("/state")).isEqualTo("ended");
    }

    @Test
    void amendsOnlyWithBothSignaturesAndKeepsTheOldContentUntilThen() {
        active();
        Map<String, Object> terms = TOWN.terms();
        terms.put("retention_days", 7);
        Answer proposed = administrator.post(path + "/amend", Map.of("content", terms));
        Map<String, Object> second = Map.of("version", 2, "content_hash", proposed.text("/amendment/content_hash"));
        assertThat(proposed.json().at("/current/content/retention_days").asInt())
                .isEqualTo(30);

        officer.post(path + "/sign", second);
        assertThat(administrator.get(path).json().at("/current/version").asInt())
                .isEqualTo(1);
        Answer amended = vendor.post(path + "/sign", second);

        assertThat(amended.json().at("/current/version").asInt()).isEqualTo(2);
        assertThat(amended.json().at("/current/content/retention_days").asInt()).isEqualTo(7);
        assertThat(amended.json().has("amendment")).isFalse();
        assertThat(administrator.get(path + "/versions").json().get("items").size())
                .isEqualTo(2);
    }

    @Test
    void showsEachClauseWithItsAssuranceAndAttestation() {
        var clauses = officer.get(path + "/clauses").json().get("items");

        assertThat(clauses.size()).isEqualTo(25);
        for (var clause : clauses)
            assertThat(clause.get("attested").asBoolean())
                    .as(clause.get("id").asString())
                    .isEqualTo(Gaps.toAttest(Basis.PROCESSOR_AGREEMENT).stream()
                            .anyMatch(
                                    id -> id.toString().equals(clause.get("id").asString())));
        assertThat(clauses.toString()).contains("\"not-covered\"");
    }

    @Test
    void isNotOfferedWhileAnythingIsMissing() {
        Map<String, Object> terms = TOWN.terms();
        terms.remove("particulars");
        terms.put("attested", List.of("B3"));
        Answer draft =
                administrator.post("/api/agreements", Map.of("integrator", TOWN.roadtide.id(), "content", terms));

        Answer offered = administrator.post("/api/agreements/" + draft.text("/id") + "/offer");

        assertThat(offered.status()).isEqualTo(409);
        assertThat(offered.body())
                .contains("The Controller's legal name", "UK GDPR Article 28(3)(h)", "Clause C1 is attested by nobody")
                .doesNotContain("Clause B3");
    }

    @Test
    void hasItsClausesAttestedByNamedPersonsOfBothSides() {
        administrator.post(path + "/offer");
        Map<String, Object> some = new HashMap<>(signature);
        some.put("clauses", List.of("C1"));
        assertThat(vendor.post(path + "/attest", some).status()).isEqualTo(200);
        some.put("clauses", List.of("A5a"));
        assertThat(vendor.post(path + "/attest", some).status()).isEqualTo(409);
        officer.post(path + "/sign", signature);
        vendor.post(path + "/sign", signature);

        var attestations = administrator.get(path).json().at("/current/attestations");

        int clauses = Gaps.toAttest(Basis.PROCESSOR_AGREEMENT).size();
        assertThat(attestations.size()).isEqualTo(2 * clauses);
        assertThat(attestations.valueStream().map(one -> one.get("name").asString()))
                .allMatch(name -> name.startsWith("Person "));
    }

    @Test
    void showsContactsToWhomTheyConcernAndKeepsTwoOfThem() {
        String contacts = TOWN.roadtide.path() + "/contacts";
        TOWN.active(TOWN.water);
        assertThat(TOWN.observer.get(contacts).json().get("items").size()).isEqualTo(2);
        assertThat(administrator.get(contacts).body()).contains("duty@roadtide.example");
        assertThat(TOWN.council
                        .as(Role.CONTROLLER_ADMINISTRATOR)
                        .get(contacts)
                        .json()
                        .get("items")
                        .size())
                .as("Tarn has no agreement with Roadtide")
                .isZero();

        assertThat(vendor.json("DELETE", contacts + "/" + TOWN.contacts.getFirst(), "")
                        .body())
                .contains("needs 2 technical contacts");
    }

    @Test
    void tellsItsHistoryWithoutNames() {
        administrator.post(path + "/offer");
        officer.post(path + "/sign", signature);

        Answer history = TOWN.roadtide.as(Role.INTEGRATOR_ENGINEER).get(path + "/history");

        assertThat(history.json()
                        .get("items")
                        .valueStream()
                        .map(act -> act.get("kind").asString()))
                .containsExactly("agreement.drafted", "agreement.offered", "agreement.signed");
        assertThat(history.text("/items/2/actor"))
                .isEqualTo("person:" + TOWN.water.person(Role.INFORMATION_GOVERNANCE_OFFICER));
        assertThat(history.body()).doesNotContain("Person ");
    }

    @Test
    void refusesTermsThatCannotBe() {
        assertMemberRefused("purposes", List.of("journey-planning"), "/content/purposes");
        assertMemberRefused("operations", List.of("work.MakeTea"), "/content/operations");
        assertMemberRefused("api_versions", List.of("v9"), "/content/api_versions");
        assertMemberRefused("retention_days", 9999, "/content/retention_days");
        assertMemberRefused("until", "2001-01-01T00:00:00Z", "/content/until");
        assertMemberRefused("workstreams", List.of("all", "001"), "/content/workstreams/0");
        assertMemberRefused("destinations", List.of(), "/content/destinations");
    }

    private void assertMemberRefused(String member, Object value, String pointer) {
        Map<String, Object> terms = TOWN.terms();
        terms.put(member, value);
        Answer answer =
                administrator.post("/api/agreements", Map.of("integrator", TOWN.roadtide.id(), "content", terms));

        assertThat(answer.status()).as(member).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo(pointer);
        assertThat(answer.text("/errors/0/cure")).isNotBlank();
    }

    @Test
    void provesAnInstructionByWhoGivesIt() {
        String agreement = active();
        Map<String, Object> wanted = TOWN.wanted(TOWN.water, agreement);
        Client product = product(agreement);

        Answer byPerson = TOWN.water.as(Role.REQUESTER).post("/api/instructions", wanted);
        Answer byAdministrator = administrator.post("/api/instructions", wanted);
        Answer byProduct = product.post("/api/instructions", wanted);

        assertThat(byPerson.text("/proof")).as(byPerson.body()).isEqualTo("L3");
        assertThat(byAdministrator.text("/proof")).isEqualTo("L3");
        assertThat(byProduct.text("/proof")).isEqualTo("L1");
        assertThat(product.get("/api/instructions").json().get("items").size()).isEqualTo(3);
        assertThat(product.get("/api/instructions/" + byPerson.text("/id")).status())
                .isEqualTo(200);
    }

    @Test
    void letsAProductAskForItselfOnly() {
        String agreement = active();
        Map<String, Object> wanted = new HashMap<>(TOWN.wanted(TOWN.water, agreement));
        Client product = product(agreement);
        wanted.put("product", "6b0a4f0c-3c6c-4b8e-9d0e-2f3b5c1d7e9f");

        Answer answer = product.post("/api/instructions", wanted);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/product");
    }

    @Test
    void revokesAnInstruction() {
        String agreement = active();
        String id = administrator
                .post("/api/instructions", TOWN.wanted(TOWN.water, agreement))
                .text("/id");

        assertThat(TOWN.water
                        .as(Role.REQUESTER)
                        .post("/api/instructions/" + id + "/revoke")
                        .text("/standing"))
                .isEqualTo("ended");
        assertThat(administrator.post("/api/instructions/" + id + "/revoke").status())
                .isEqualTo(409);
    }

    @Test
    void tellsAnOtherUseToTakeOpenData() {
        Map<String, Object> wanted = new HashMap<>(TOWN.wanted(TOWN.water, active()));
        wanted.put("purpose", "research");

        Answer answer = administrator.post("/api/instructions", wanted);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/detail")).contains("open data");
    }

    @Test
    void showsASecretOnceAndNeverAgain() {
        String agreement = active();
        Answer made = TOWN.credential(agreement);
        String secret = made.text("/client_secret");
        administrator.post(
                TOWN.water.path() + "/accounts",
                Map.of(
                        "agreement", agreement,
                        "swa_code", "9101",
                        "host", "https://streetmanager.example",
                        "role", "Planner",
                        "email_address", "desk@mallow.example",
                        "password", "open sesame street"));
        String account = administrator.get(TOWN.water.path() + "/accounts").text("/items/0/id");
        assertThat(administrator
                        .put(
                                TOWN.water.path() + "/accounts/" + account + "/password",
                                Map.of("email_address", "desk@mallow.example", "password", "another sesame"))
                        .status())
                .isEqualTo(204);

        assertThat(made.status()).isEqualTo(201);
        for (Client client : List.of(administrator, TOWN.water.as(Role.AUDITOR), vendor))
            for (String address : List.of(
                    "/api/agreements/" + agreement + "/credentials",
                    "/api/agreements/" + agreement + "/history",
                    TOWN.water.path() + "/accounts",
                    TOWN.water.path() + "/people",
                    "/api/ledger/entries?most=1000"))
                assertThat(client.get(address).body())
                        .as(address)
                        .doesNotContain(secret, "sesame", "desk@mallow.example", Town.PASSWORD, "pbkdf2");
        assertThat(administrator
                        .delete(TOWN.water.path() + "/accounts/" + account)
                        .status())
                .isEqualTo(204);
        assertThat(administrator
                        .delete(TOWN.water.path() + "/accounts/" + account)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void recordsEveryActInALedgerThatVerifies() {
        Client auditor = TOWN.water.as(Role.AUDITOR);
        administrator.post(path + "/offer");
        officer.post(path + "/sign", signature);
        String act = officer.get(path + "/history").text("/items/2/id");

        Await.until(() -> auditor.get("/api/ledger/receipts/" + act).status() == 200);

        Answer receipt = auditor.get("/api/ledger/receipts/" + act);
        assertThat(receipt.text("/entry/kind")).isEqualTo("act");
        assertThat(receipt.text("/leaf_hash")).hasSize(64);
        assertThat(receipt.text("/entry/canonical"))
                .contains(TOWN.water.person(Role.INFORMATION_GOVERNANCE_OFFICER))
                .doesNotContain("Mallow", "Person ");
        Answer verdict = auditor.get("/api/ledger/verify");
        assertThat(verdict.json().get("intact").asBoolean()).isTrue();
        assertThat(verdict.json().get("entries").asLong()).isPositive();
        assertThat(TOWN.observer.get("/api/ledger/verify").status()).isEqualTo(200);
    }

    @Test
    void registersOrganisationsOnceAndChangesThem() {
        String organisations = TOWN.council.path() + "/organisations";
        Client council = TOWN.council.as(Role.CONTROLLER_ADMINISTRATOR);
        Map<String, Object> taken =
                Map.of("swa_code", "9101", "name", "Taken", "reference", "R", "prefixes", List.of());

        assertThat(council.post(organisations, taken).status()).isEqualTo(409);
        assertThat(council.put(
                                organisations + "/9102",
                                Map.of("name", "Tarn Council", "reference", "R2", "prefixes", List.of("QC", "QB")))
                        .text("/name"))
                .isEqualTo("Tarn Council");
        assertThat(council.put(organisations + "/9101", Map.of("name", "X", "reference", "R", "prefixes", List.of()))
                        .status())
                .isEqualTo(404);
        assertThat(council.post(
                                organisations,
                                Map.of("swa_code", "9103", "name", "X", "reference", "R", "prefixes", List.of("q")))
                        .text("/errors/0/pointer"))
                .isEqualTo("/prefixes");
    }

    @Test
    void endsAProductsTokensWithItsStanding() {
        String agreement = active();
        String products = TOWN.roadtide.path() + "/products";
        String other = vendor.post(products, Map.of("name", "Tide Reports")).text("/id");
        Answer credential = vendor.post("/api/agreements/" + agreement + "/credentials", Map.of("product", other));
        Client product = token(credential);
        assertThat(product.get("/api/instructions").status()).isEqualTo(200);

        assertThat(vendor.put(products + "/" + other + "/standing", Map.of("standing", "suspended"))
                        .text("/standing"))
                .isEqualTo("suspended");

        assertThat(product.get("/api/instructions").status()).isEqualTo(401);
    }

    private static Client product(String agreement) {
        return token(TOWN.credential(agreement));
    }

    private static Client token(Answer credential) {
        return TOWN.nobody.as(TOWN.nobody
                .form(
                        "/oauth/token",
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", credential.text("/credential/client_id"),
                                "client_secret", credential.text("/client_secret")))
                .text("/access_token"));
    }
}
