package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import uk.wayleave.control.http.Role;

/** Receivers of notifications by the control plane, and the keys by which they verify what is sent to them. */
class ReceiversTest {
    private static final Town TOWN = new Town();
    private static final String AGREEMENT = TOWN.active(TOWN.water);
    private static final String JWKS = "/.well-known/jwks.json";
    private static final String ROTATE = "/api/operator/signing-keys/rotate";

    private final Client administrator = TOWN.water.as(Role.CONTROLLER_ADMINISTRATOR);
    private final String path = TOWN.water.path() + "/receivers";

    @AfterAll
    static void close() {
        TOWN.close();
    }

    private static List<String> keys(Town town) {
        return town.nobody.get(JWKS).json().path("keys").values().stream()
                .map(key -> key.path("kid").asString())
                .toList();
    }

    private Answer registered(String agreement, String url) {
        return administrator.post(path, Map.of("agreement", agreement, "product", TOWN.product, "url", url));
    }

    @Test
    void isRegisteredShownAndRemovedByItsControllerOnly() {
        Answer made = registered(AGREEMENT, "http://127.0.0.1:9/hook");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.text("/state")).isEqualTo("unproven");
        assertThat(keys(TOWN)).contains(made.text("/key_id"));
        String one = path + "/" + made.text("/id");

        assertThat(TOWN.water.as(Role.AUDITOR).get(path).body()).contains(made.text("/id"));
        assertThat(TOWN.water.as(Role.AUDITOR).get(one + "/deliveries").status())
                .isEqualTo(200);
        Client stranger = TOWN.council.as(Role.CONTROLLER_ADMINISTRATOR);
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.get(one + "/deliveries").status()).isEqualTo(404);
        assertThat(stranger.delete(one).status()).isEqualTo(404);
        assertThat(stranger.delete(TOWN.council.path() + "/receivers/" + made.text("/id"))
                        .status())
                .isEqualTo(404);
        assertThat(administrator.post(one + "/challenge").status()).isBetween(200, 204);
        assertThat(administrator.delete(one).status()).isBetween(200, 204);
        assertThat(administrator.get(one + "/deliveries").status()).isEqualTo(404);
    }

    @Test
    void anAddressThatNobodyMayBeSentToIsRefused() {
        for (String url :
                List.of("http://example.org/hook", "ftp://example.org/", "https://user:secret@example.org/")) {
            assertThat(registered(AGREEMENT, url).status()).as(url).isBetween(400, 422);
        }
    }

    @Test
    void aNewKeySignsAndTheOldOneStaysAsLongAsWhatItSigned() {
        // Its clock moves by days.
        Town town = new Town();
        List<String> before = keys(town);
        Answer rotated = town.operator.post(ROTATE);
        assertThat(rotated.status()).as(rotated.body()).isBetween(200, 204);

        List<String> both = keys(town);
        assertThat(both).hasSize(before.size() + 1).containsAll(before);
        assertThat(before).doesNotContain(both.getFirst());
        for (JsonNode key : town.nobody.get(JWKS).json().path("keys")) {
            assertThat(key.properties().stream().map(Map.Entry::getKey))
                    .containsExactlyInAnyOrder("kty", "crv", "kid", "x", "use", "alg");
        }
        assertThat(town.nobody.post(ROTATE).status()).isEqualTo(401);
        assertThat(town.water.as(Role.CONTROLLER_ADMINISTRATOR).post(ROTATE).status())
                .isEqualTo(403);
        assertThat(keys(town)).isEqualTo(both);

        town.clock.move(Duration.ofDays(3).plusSeconds(1));
        assertThat(keys(town)).containsExactly(both.getFirst());
        town.close();
    }
}
