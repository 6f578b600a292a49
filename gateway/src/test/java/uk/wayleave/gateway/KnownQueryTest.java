package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the catalogue does not know of a query goes nowhere. */
class KnownQueryTest {
    private static final String PERMITS = "/v6/reporting/permits?swa_code=" + World.WATER_CODE + "&";

    private static Proving proving;

    @BeforeAll
    static void start() {
        proving = Proving.with(options -> options);
        proving.upstream.says(200, "{\"pagination\":{\"has_next_page\":false,\"total_rows\":0},\"rows\":[]}");
    }

    @AfterAll
    static void stop() {
        proving.close();
    }

    private static Http.Answer get(String path) {
        return proving.world.http.get(path, proving.token);
    }

    private static void assertUnknown(Http.Answer answer, String... named) {
        proving.assertRefused(answer, 400, "refused-by-framework", "not-sent");
        assertThat(answer.rules()).containsExactly("A1.unknown-parameter");
        assertThat(answer.body()).contains(named);
    }

    @Test
    void namesTheParameterAndWhatIsKnown() {
        int sent = proving.upstream.calls().size();
        assertUnknown(
                get(PERMITS + "include_everything=true"), "include_everything", "work_reference_number", "offset");
        assertUnknown(get(Proving.READ + "?expand=all"), "expand", "known are: none");
        assertThat(proving.upstream.calls()).hasSize(sent);
    }

    @Test
    void saysHowAListIsWritten() {
        assertUnknown(
                get(PERMITS + "status%5B%5D=granted"), "status[]", "send status once for each value, without brackets");
        assertUnknown(get(PERMITS + "swa_code%5B%5D=" + World.COUNTY_CODE), "swa_code[]", "known are");
        assertUnknown(get(PERMITS + "status%5B0%5D=granted"), "status[0]", "known are");
    }

    @Test
    void takesAListAsARepeatedKey() {
        Http.Answer answer = get(PERMITS + "status=granted&status=submitted");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(proving.upstream.calls().getLast().target()).contains("status=granted&status=submitted");
    }

    @Test
    void takesWhatIsNoListOnce() {
        Http.Answer answer = get(PERMITS + "swa_code=" + World.WATER_CODE);
        proving.assertRefused(answer, 400, "query-parameter-repeated", "not-sent");
        assertThat(answer.json().path("where").asString()).isEqualTo("query parameter swa_code");
    }

    /** It may be a name, or worse. */
    @ParameterizedTest
    @ValueSource(strings = {"jo.haddow%40wold.example=1", "Jo%20Haddow", "%3Cscript%3E=1"})
    void repeatsNoNameThatMayTellSomething(String query) {
        Http.Answer answer = get(PERMITS + query);
        assertUnknown(answer, "a parameter that is not repeated here");
        assertThat(answer.body())
                .doesNotContain("addow")
                .doesNotContain("<script")
                .doesNotContain("%3Cscript");
    }
}
