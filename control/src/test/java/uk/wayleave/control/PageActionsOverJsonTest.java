package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.REQUESTER;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people do on pages beside drafting: stopping, renewing, and saying where their own people sign in. */
class PageActionsOverJsonTest {
    private static final Town TOWN = new Town();
    private static String agreement;

    private final Client ada = TOWN.water.as(CONTROLLER_ADMINISTRATOR);
    private final Client rhea = TOWN.water.as(REQUESTER);

    @BeforeAll
    static void start() {
        agreement = TOWN.active(TOWN.water);
        TOWN.credential(agreement);
    }

    @AfterAll
    static void close() {
        TOWN.close();
    }

    private JsonNode stoppable(String kind) {
        for (JsonNode one : ada.get("/api/stoppable").json().get("items"))
            if (one.get("kind").asString().equals(kind)) return one;
        throw new AssertionError("There is no " + kind + " to stop.");
    }

    private static String path(JsonNode thing) {
        return "/api/stoppable/" + thing.get("kind").asString() + "/"
                + thing.get("id").asString();
    }

    @Test
    void stopsAProductAndLetsItGoOnAgain() {
        JsonNode product = stoppable("product");
        assertThat(product.get("name").asString()).isEqualTo("Roadtide Permits");
        assertThat(product.get("cuts_off").toString()).contains("1 credential of this product");

        for (int twice = 0; twice < 2; twice++)
            assertThat(ada.post(path(product) + "/stop").json().get("stopped").asBoolean())
                    .isTrue();
        assertThat(ada.post(path(product) + "/resume").json().get("stopped").asBoolean())
                .isFalse();
    }

    @Test
    void stopsEverythingAtOnceAndResumesItAgreementByAgreement() {
        assertThat(ada.post("/api/stoppable/everything/all/stop").status()).isEqualTo(200);
        assertThat(ada.get("/api/agreements/" + agreement).text("/state")).isEqualTo("suspended");

        assertThat(ada.post("/api/stoppable/agreement/" + agreement + "/resume").status())
                .isEqualTo(200);
        assertThat(ada.get("/api/agreements/" + agreement).text("/state")).isEqualTo("active");
    }

    @Test
    void stopsNothingOfAnotherControllers() {
        Client council = TOWN.council.as(CONTROLLER_ADMINISTRATOR);

        assertThat(council.post("/api/stoppable/agreement/" + agreement + "/stop")
                        .status())
                .isEqualTo(404);
        assertThat(council.post("/api/stoppable/person/" + TOWN.water.person(REQUESTER) + "/stop")
                        .status())
                .isEqualTo(404);
        assertThat(ada.post("/api/stoppable/planet/earth/stop").status()).isEqualTo(404);
    }

    @Test
    void letsARequesterGiveAnInstructionInNobodyElsesNameAndAnAdministratorInOthers() {
        Map<String, Object> wanted = TOWN.wanted(TOWN.water, agreement);
        String other = TOWN.water.person(CONTROLLER_ADMINISTRATOR);
        wanted.put("until", TOWN.clock.instant().plus(Duration.ofDays(9)).toString());
        wanted.put("persons", List.of(other));

        Answer refused = rhea.post("/api/instructions", wanted);
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.text("/detail")).contains("others' names");
        wanted.put("persons", List.of(TOWN.water.person(REQUESTER), other));
        assertThat(rhea.post("/api/instructions", wanted).status()).isEqualTo(409);
        assertThat(ada.post("/api/instructions", wanted).status()).isEqualTo(201);
    }

    @Test
    void renewsAStandingInstructionOnceForOnesOwnName() {
        Answer given = rhea.post("/api/instructions", TOWN.wanted(TOWN.water, agreement));
        String renewal = "/api/instructions/" + given.text("/id") + "/renew";
        String until = TOWN.clock.instant().plus(Duration.ofDays(60)).toString();

        Answer renewed = rhea.post(renewal, Map.of("until", until));

        assertThat(renewed.status()).as(renewed.body()).isEqualTo(201);
        assertThat(renewed.text("/until")).isEqualTo(until);
        assertThat(renewed.text("/from")).isEqualTo(given.text("/until"));
        assertThat(renewed.text("/proof")).isEqualTo("L3");
        assertThat(rhea.post(renewal, Map.of("until", until)).text("/id")).isEqualTo(renewed.text("/id"));
        assertThat(rhea.post(
                                renewal,
                                Map.of(
                                        "until",
                                        TOWN.clock
                                                .instant()
                                                .plus(Duration.ofDays(300))
                                                .toString()))
                        .status())
                .isEqualTo(409);
        assertThat(TOWN.council
                        .as(REQUESTER)
                        .post(renewal, Map.of("until", until))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void setsAndRemovesTheProviderOfOnesOwnBodyAndNeverShowsItsSecret() {
        Client iva = TOWN.kerbworks.as(INTEGRATOR_ADMINISTRATOR);
        assertThat(iva.get("/api/identity-provider").status()).isEqualTo(404);

        Answer set = iva.put(
                "/api/identity-provider",
                Map.of(
                        "issuer", "https://login.kerbworks.invalid",
                        "client_id", "wayleave",
                        "client_secret", "the provider's secret",
                        "claim", "email"));

        assertThat(set.status()).as(set.body()).isEqualTo(200);
        assertThat(set.text("/problem")).isNotEmpty();
        assertThat(set.text("/provider/redirect_uri")).contains("/console/sign-in/organisation/callback/");
        assertThat(set.body() + iva.get("/api/identity-provider").body()).doesNotContain("the provider's secret");
        assertThat(TOWN.roadtide
                        .as(INTEGRATOR_ADMINISTRATOR)
                        .get("/api/identity-provider")
                        .status())
                .isEqualTo(404);
        assertThat(iva.delete("/api/identity-provider").status()).isEqualTo(204);
        assertThat(iva.get("/api/identity-provider").status()).isEqualTo(404);
    }
}
