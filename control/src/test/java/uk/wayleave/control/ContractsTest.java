package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.control.http.Role;

/** A contractor and its promoter, both registered here, and what each sees and does of their contract. */
class ContractsTest {
    private static final Town TOWN = new Town();

    private final Client contractor = TOWN.water.as(Role.CONTROLLER_ADMINISTRATOR);
    private final Client promoter = TOWN.council.as(Role.CONTROLLER_ADMINISTRATOR);
    private final String path = TOWN.water.path() + "/promoter-contracts";

    @AfterAll
    static void close() {
        TOWN.close();
    }

    private static Map<String, Object> terms() {
        Map<String, Object> terms = new HashMap<>();
        terms.put("contractor", "9101");
        terms.put("promoter", "9102");
        terms.put("promoter_name", "Tarn Borough Council");
        terms.put("prefixes", List.of("QB"));
        terms.put("workstreams", List.of("001"));
        terms.put("from", TOWN.clock.instant().toString());
        terms.put("until", TOWN.clock.instant().plus(Duration.ofDays(30)).toString());
        return terms;
    }

    @Test
    void isRecordedByTheContractorConfirmedByThePromoterAndEndedByEither() {
        Answer recorded = contractor.post(path, terms());
        assertThat(recorded.status()).as(recorded.body()).isEqualTo(201);
        assertThat(recorded.text("/standing")).isEqualTo("awaits-the-promoter");
        assertThat(recorded.text("/recorded_by"))
                .isEqualTo("person:" + TOWN.water.person(Role.CONTROLLER_ADMINISTRATOR));
        String id = recorded.text("/id");

        assertThat(contractor.post(path + "/" + id + "/confirm").status()).isEqualTo(409);
        String promoters = TOWN.council.path() + "/promoter-contracts";
        assertThat(promoter.get(promoters).json().at("/items").values())
                .extracting(one -> one.path("id").asString())
                .contains(id);
        assertThat(promoter.post(promoters + "/" + id + "/confirm").text("/standing"))
                .isEqualTo("in-force");
        assertThat(promoter.post(promoters + "/" + id + "/end").text("/standing"))
                .isEqualTo("ended");
        assertThat(contractor.post(path + "/" + id + "/end").status()).isEqualTo(409);
    }

    @Test
    void isHiddenFromWhoeverHasNoSideInIt() {
        Map<String, Object> unknownPromoter = terms();
        unknownPromoter.put("promoter", "7777");
        unknownPromoter.put("prefixes", List.of("X7"));
        String id = contractor.post(path, unknownPromoter).text("/id");

        assertThat(promoter.get(path).status()).isEqualTo(404);
        for (String move : List.of("/confirm", "/end")) {
            assertThat(promoter.post(path + "/" + id + move).status()).isEqualTo(404);
            assertThat(promoter.post(TOWN.council.path() + "/promoter-contracts/" + id + move)
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void saysWhatIsWrongWithOne() {
        for (Map.Entry<String, Object> wrong : Map.<String, Object>of(
                        "prefixes", List.of("long"),
                        "workstreams", List.of("1"),
                        "until", TOWN.clock.instant().toString(),
                        "promoter", "shoe",
                        "promoter_name", " ")
                .entrySet()) {
            Map<String, Object> terms = terms();
            terms.put(wrong.getKey(), wrong.getValue());
            Answer answer = contractor.post(path, terms);
            assertThat(answer.status()).as(wrong.toString()).isBetween(400, 422);
            assertThat(answer.body()).contains("/" + wrong.getKey());
        }
    }
}
