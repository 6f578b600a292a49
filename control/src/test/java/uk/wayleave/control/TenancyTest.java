package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.control.http.Role;

/** Nobody reaches what is another's, and nobody learns whether it exists. */
class TenancyTest {
    private static final Town TOWN = new Town();
    private static final String AGREEMENT = TOWN.active(TOWN.water);
    private static final Answer CREDENTIAL = TOWN.credential(AGREEMENT);
    private static final String INSTRUCTION = TOWN.water
            .as(Role.REQUESTER)
            .post("/api/instructions", TOWN.wanted(TOWN.water, AGREEMENT))
            .text("/id");
    private static final String NOTHING = "6b0a4f0c-3c6c-4b8e-9d0e-2f3b5c1d7e9f";

    @AfterAll
    static void close() {
        TOWN.close();
    }

    private static void assertHidden(Answer others, Answer nothing) {
        assertThat(others.status()).isEqualTo(404);
        assertThat(others.body()).isEqualTo(nothing.body());
    }

    @Test
    void hidesAControllersThingsFromAnotherControllersPeople() {
        Client stranger = TOWN.council.as(Role.CONTROLLER_ADMINISTRATOR);
        for (String below : List.of("", "/organisations", "/people", "/accounts"))
            assertHidden(stranger.get(TOWN.water.path() + below), stranger.get("/api/controllers/" + NOTHING + below));
        assertHidden(
                stranger.post(
                        TOWN.water.path() + "/people", Map.of("identifier", "x", "name", "X", "roles", List.of())),
                stranger.get("/api/controllers/" + NOTHING));
        assertHidden(
                stranger.put(
                        TOWN.water.path() + "/people/" + TOWN.water.person(Role.AUDITOR) + "/standing",
                        Map.of("standing", "ended")),
                stranger.get("/api/controllers/" + NOTHING));
        assertHidden(
                stranger.put(
                        TOWN.council.path() + "/people/" + TOWN.water.person(Role.AUDITOR) + "/standing",
                        Map.of("standing", "ended")),
                stranger.get("/api/controllers/" + NOTHING));
    }

    @Test
    void hidesAnAgreementFromWhoeverIsNoneOfItsSides() {
        for (Client stranger : List.of(
                TOWN.council.as(Role.CONTROLLER_ADMINISTRATOR), TOWN.kerbworks.as(Role.INTEGRATOR_ADMINISTRATOR))) {
            for (String below : List.of("", "/versions", "/clauses", "/history", "/credentials"))
                assertHidden(
                        stranger.get("/api/agreements/" + AGREEMENT + below),
                        stranger.get("/api/agreements/" + NOTHING + below));
            for (String move : List.of("/suspend", "/end"))
                assertHidden(
                        stranger.post("/api/agreements/" + AGREEMENT + move),
                        stranger.post("/api/agreements/" + NOTHING + move));
            assertThat(stranger.get("/api/agreements").body()).isEqualTo("{\"items\":[]}");
        }
    }

    @Test
    void hidesCredentialsAndInstructions() {
        Client stranger = TOWN.council.as(Role.CONTROLLER_ADMINISTRATOR);
        String credential = CREDENTIAL.text("/credential/id");
        assertHidden(
                stranger.post("/api/agreements/" + AGREEMENT + "/credentials/" + credential + "/revoke"),
                stranger.post("/api/agreements/" + NOTHING + "/credentials/" + NOTHING + "/revoke"));
        assertHidden(stranger.get("/api/instructions/" + INSTRUCTION), stranger.get("/api/instructions/" + NOTHING));
        assertHidden(
                stranger.post("/api/instructions/" + INSTRUCTION + "/revoke"),
                stranger.get("/api/instructions/" + NOTHING));
        assertThat(stranger.get("/api/instructions").body()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void hidesLedgerEntriesOfOthers() {
        Client auditor = TOWN.water.as(Role.AUDITOR);
        Await.until(
                () -> !auditor.get("/api/ledger/entries").json().get("items").isEmpty());
        String entry = auditor.get("/api/ledger/entries").text("/items/0/id");
        assertThat(auditor.get("/api/ledger/receipts/" + entry).status()).isEqualTo(200);

        for (Client stranger :
                List.of(TOWN.council.as(Role.AUDITOR), TOWN.operator, TOWN.roadtide.as(Role.INTEGRATOR_ADMINISTRATOR)))
            assertHidden(
                    stranger.get("/api/ledger/receipts/" + entry), stranger.get("/api/ledger/receipts/" + NOTHING));
        assertThat(TOWN.operator.get("/api/ledger/entries?most=1000").body())
                .doesNotContain(TOWN.water.id(), TOWN.water.person(Role.AUDITOR));
    }

    @Test
    void hidesAnIntegratorsThingsFromAnotherIntegrator() {
        Client stranger = TOWN.kerbworks.as(Role.INTEGRATOR_ADMINISTRATOR);
        for (String below : List.of("", "/products", "/people"))
            assertHidden(
                    stranger.get(TOWN.roadtide.path() + below), stranger.get("/api/integrators/" + NOTHING + below));
        assertHidden(
                stranger.put(
                        TOWN.roadtide.path() + "/products/" + TOWN.product + "/standing", Map.of("standing", "ended")),
                stranger.get("/api/integrators/" + NOTHING));
        assertHidden(
                stranger.put(
                        TOWN.kerbworks.path() + "/products/" + TOWN.product + "/standing", Map.of("standing", "ended")),
                stranger.get("/api/integrators/" + NOTHING));
        assertThat(stranger.get("/api/integrators").json().get("items").size()).isEqualTo(1);
    }

    @Test
    void givesNoProductAnothersCredential() {
        Answer answer = TOWN.kerbworks
                .as(Role.INTEGRATOR_ADMINISTRATOR)
                .post("/api/agreements/" + AGREEMENT + "/credentials", Map.of("product", TOWN.product));

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void letsTheOperatorMakeTheFirstAdministratorAndNobodyElse() {
        String path = TOWN.operator
                .post("/api/controllers", Map.of("name", "Fell Gas"))
                .text("/id")
                .transform(id -> "/api/controllers/" + id + "/people");
        Map<String, Object> officer =
                Map.of("identifier", "o", "name", "O", "roles", List.of("information-governance-officer"));
        Map<String, Object> administrator =
                Map.of("identifier", "a", "name", "A", "roles", List.of("controller-administrator"));
        Map<String, Object> second =
                Map.of("identifier", "b", "name", "B", "roles", List.of("controller-administrator"));

        assertThat(TOWN.operator.post(path, officer).status()).isEqualTo(403);
        assertThat(TOWN.operator.post(path, administrator).status()).isEqualTo(201);
        assertThat(TOWN.operator.post(path, second).status()).isEqualTo(403);
    }

    @Test
    void letsNobodyChangeTheirOwnRolesOrStanding() {
        Client administrator = TOWN.water.as(Role.CONTROLLER_ADMINISTRATOR);
        String self = TOWN.water.path() + "/people/" + TOWN.water.person(Role.CONTROLLER_ADMINISTRATOR);

        assertThat(administrator
                        .put(self + "/roles", Map.of("roles", List.of("information-governance-officer")))
                        .status())
                .isEqualTo(403);
        assertThat(administrator
                        .put(self + "/standing", Map.of("standing", "ended"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void givesNoRoleOfAnotherKindOfBody() {
        Answer answer = TOWN.water
                .as(Role.CONTROLLER_ADMINISTRATOR)
                .post(
                        TOWN.water.path() + "/people",
                        Map.of("identifier", "x9", "name", "X", "roles", List.of("operator")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/roles");
    }
}
