package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.control.http.Role;

/** A product leaves a request over the API, a person answers it over the API, and the product looks what came of it. */
class InstructionRequestsTest {
    private static final Town TOWN = new Town();
    private static final String AGREEMENT = TOWN.active(TOWN.water);
    private static final Client PRODUCT = product(AGREEMENT);
    private static final Client REQUESTER = TOWN.water.as(Role.REQUESTER);

    @AfterAll
    static void close() {
        TOWN.close();
    }

    private static Client product(String agreement) {
        Answer credential = TOWN.credential(agreement);
        return TOWN.nobody.as(TOWN.nobody
                .form(
                        "/oauth/token",
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", credential.text("/credential/client_id"),
                                "client_secret", credential.text("/client_secret")))
                .text("/access_token"));
    }

    private static Answer asked(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("instruction", TOWN.details()));
        body.putAll(more);
        return PRODUCT.post("/api/instruction-requests", body);
    }

    private static String path(Answer asked) {
        return "/api/instruction-requests/" + asked.text("/id");
    }

    @Test
    void becomesAnInstructionOfThePersonWhoApproves() {
        Answer asked = asked(Map.of());
        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.text("/state")).isEqualTo("waiting");
        assertThat(REQUESTER.get("/api/instruction-requests").body()).contains(asked.text("/id"));

        Answer approved = REQUESTER.post(path(asked) + "/approve");

        assertThat(approved.status()).isEqualTo(200);
        Answer seen = PRODUCT.get(path(asked));
        assertThat(seen.text("/state")).isEqualTo("approved");
        Answer instruction = PRODUCT.get("/api/instructions/" + seen.text("/given"));
        assertThat(instruction.text("/proof")).isEqualTo("L3");
        assertThat(instruction.json().at("/persons/0").asString()).isEqualTo(TOWN.water.person(Role.REQUESTER));
        assertThat(instruction.json().at("/remaining_uses").asLong()).isEqualTo(5);
    }

    @Test
    void isAnsweredOnce() {
        Answer asked = asked(Map.of());
        assertThat(REQUESTER.post(path(asked) + "/decline").text("/state")).isEqualTo("declined");

        assertThat(REQUESTER.post(path(asked) + "/approve").status()).isEqualTo(409);
        assertThat(PRODUCT.get(path(asked)).text("/state")).isEqualTo("declined");
        assertThat(REQUESTER.get("/api/instruction-requests").body()).doesNotContain(asked.text("/id"));
    }

    @Test
    void isForThePersonItIsAddressedToAlone() {
        Answer asked = asked(Map.of("person", TOWN.water.person(Role.CONTROLLER_ADMINISTRATOR)));

        assertThat(REQUESTER.post(path(asked) + "/approve").status()).isEqualTo(409);
        assertThat(TOWN.water
                        .as(Role.CONTROLLER_ADMINISTRATOR)
                        .post(path(asked) + "/approve")
                        .text("/state"))
                .isEqualTo("approved");
    }

    @Test
    void isNotFoundByAnotherControllersPeopleAndProducts() {
        Answer asked = asked(Map.of());
        Client other = TOWN.council.as(Role.REQUESTER);
        Client otherProduct = product(TOWN.active(TOWN.council));

        assertThat(other.get(path(asked)).status()).isEqualTo(404);
        assertThat(other.post(path(asked) + "/approve").status()).isEqualTo(404);
        assertThat(other.get("/api/instruction-requests").body()).doesNotContain(asked.text("/id"));
        assertThat(otherProduct.get(path(asked)).status()).isEqualTo(404);
        assertThat(otherProduct.get("/api/instruction-requests").body()).doesNotContain(asked.text("/id"));
    }

    @Test
    void refusesAtOnceWhatNoPersonCouldGive() {
        Map<String, Object> other = TOWN.details();
        other.put("operations", List.of("work.DeleteEverything"));
        assertThat(asked(Map.of("instruction", other)).status()).isEqualTo(409);

        Map<String, Object> public_ = TOWN.details();
        public_.put("purpose", "public-app");
        assertThat(asked(Map.of("instruction", public_)).body()).contains("A5").contains("/instruction/purpose");

        Map<String, Object> over = TOWN.details();
        over.put("until", TOWN.clock.instant().minus(Duration.ofMinutes(1)).toString());
        assertThat(asked(Map.of("instruction", over)).status()).isEqualTo(409);
    }

    @Test
    void leavesAnswersInTheLedger() {
        Answer asked = asked(Map.of());
        REQUESTER.post(path(asked) + "/approve");

        Await.until(() ->
                TOWN.water.as(Role.AUDITOR).get("/api/ledger/entries").body().contains("instruction-request.approved"));
    }
}
