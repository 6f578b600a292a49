package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.control.http.Role;
import uk.wayleave.screening.Screening;

/** What would become of a text, told before anybody sends it. */
class ScreenTest {
    private static final Town TOWN = new Town();
    private static final String NAMING = "Spoke to Mr Haddow, will return";

    private final Client requester = TOWN.water.as(Role.REQUESTER);

    @AfterAll
    static void close() {
        TOWN.close();
    }

    private static Answer screened(Client by, Map<String, Object> body) {
        return by.post("/api/screen", body);
    }

    private static String looselyAgreed() {
        Map<String, Object> terms = TOWN.terms();
        terms.put("free_text", Map.of("otherwise", "warn", "override", true));
        Map<String, Object> draft = new HashMap<>(TOWN.newAgreement());
        draft.put("content", terms);
        return TOWN.water
                .as(Role.CONTROLLER_ADMINISTRATOR)
                .post("/api/agreements", draft)
                .text("/id");
    }

    @Test
    void showsEachPlaceWithRuleAndCureAndThatItWouldBeRefused() {
        Answer answer = screened(requester, Map.of("text", NAMING));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("/treatment")).isEqualTo("refuse");
        assertThat(answer.text("/rules_version")).isEqualTo(Screening.standard().rulesVersion());
        assertThat(answer.text("/findings/0/personal_data")).isEqualTo("name");
        assertThat(answer.json().at("/findings/0/start").asInt()).isEqualTo(9);
        assertThat(answer.json().at("/findings/0/end").asInt()).isEqualTo(18);
        assertThat(answer.text("/findings/0/rule")).isEqualTo("name.title");
        assertThat(answer.text("/findings/0/advice")).contains("\"the resident\"");
        assertThat(answer.text("/findings/0/treatment")).isEqualTo("refuse");
        assertThat(answer.body()).doesNotContain("Haddow");
    }

    @Test
    void findsNothingInWhatDfTAsksFor() {
        Answer answer = screened(requester, Map.of("text", "Spoke to the resident about Mary Street, will return"));

        assertThat(answer.text("/treatment")).isEqualTo("allow");
        assertThat(answer.json().at("/findings").isEmpty()).isTrue();
    }

    @Test
    void goesByThePolicyOfOnesOwnAgreement() {
        String agreement = looselyAgreed();

        Answer answer = screened(requester, Map.of("text", NAMING, "agreement", agreement));

        assertThat(answer.text("/treatment")).isEqualTo("warn");
        assertThat(screened(TOWN.roadtide.as(Role.INTEGRATOR_ENGINEER), Map.of("text", NAMING, "agreement", agreement))
                        .text("/treatment"))
                .isEqualTo("warn");
        for (Client other :
                List.of(TOWN.council.as(Role.REQUESTER), TOWN.kerbworks.as(Role.INTEGRATOR_ENGINEER), TOWN.operator))
            assertThat(screened(other, Map.of("text", NAMING, "agreement", agreement))
                            .body())
                    .contains("/agreement");
    }

    @Test
    void isStricterWhereTheTextBecomesPublicAtOnce() {
        String agreement = looselyAgreed();

        Answer answer = screened(requester, Map.of("text", NAMING, "agreement", agreement, "field", "activity_name"));

        assertThat(answer.json().at("/published").asBoolean()).isTrue();
        assertThat(answer.text("/treatment")).isEqualTo("refuse");
        assertThat(answer.json().at("/overridable").asBoolean()).isFalse();
    }

    @Test
    void aProductIsToldByItsOwnAgreement() {
        Answer credential = TOWN.credential(TOWN.active(TOWN.council));
        String token = TOWN.nobody
                .form(
                        "/oauth/token",
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", credential.text("/credential/client_id"),
                                "client_secret", credential.text("/client_secret")))
                .text("/access_token");

        assertThat(screened(TOWN.nobody.as(token), Map.of("text", NAMING)).text("/treatment"))
                .isEqualTo("refuse");
    }

    @Test
    void takesNoTextThatIsLongerThanAnyOfStreetManagers() {
        assertThat(screened(requester, Map.of("text", "x".repeat(20_001))).body())
                .contains("/text");
    }

    @Test
    void letsInNobodyWithoutAToken() {
        assertThat(screened(TOWN.nobody, Map.of("text", NAMING)).status()).isEqualTo(401);
    }
}
