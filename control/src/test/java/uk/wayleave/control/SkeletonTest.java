package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.control.http.Role;

/** What holds for every endpoint: how bad requests are refused, and what goes with every answer. */
class SkeletonTest {
    private static final Town TOWN = new Town();

    @AfterAll
    static void close() {
        TOWN.close();
    }

    @Test
    void livesAndIsReadyWithoutDetails() {
        assertThat(TOWN.nobody.get("/health").body()).isEqualTo("{\"status\":\"live\"}");
        assertThat(TOWN.nobody.get("/health/ready").body()).isEqualTo("{\"status\":\"ready\"}");
    }

    @Test
    void sendsSecurityHeadersAndForbidsStoring() {
        Answer answer = TOWN.operator.get("/api/controllers");

        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "set-cookie", "access-control-allow-origin");
    }

    @Test
    void answersNoForeignOrigin() {
        Answer preflight = TOWN.nobody.send(TOWN.nobody
                .request("/api/controllers")
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(preflight.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(preflight.headers().map()).doesNotContainKey("access-control-allow-methods");
    }

    @Test
    void asksForATokenWhereNoneCame() {
        Answer answer = TOWN.nobody.get("/api/controllers");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("/code")).isEqualTo("token-needed");
    }

    @Test
    void refusesATokenItDoesNotKnow() {
        assertThat(TOWN.nobody.as("wln_nothing").get("/api/controllers").text("/code"))
                .isEqualTo("token-not-good");
        assertThat(TOWN.nobody.as("nothing").get("/api/controllers").text("/code"))
                .isEqualTo("token-not-good");
    }

    @Test
    void namesAnUnknownMemberAndTheKnownOnes() {
        Answer answer = TOWN.operator.json("POST", "/api/controllers", "{\"name\":\"Dale\",\"colour\":\"red\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/colour");
        assertThat(answer.text("/errors/0/cure")).contains("name");
    }

    @Test
    void namesAMissingMember() {
        Answer answer = TOWN.operator.json("POST", "/api/controllers", "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/name");
        assertThat(answer.text("/errors/0/detail")).contains("missing");
    }

    @Test
    void namesAMemberOfTheWrongType() {
        Answer answer = TOWN.operator.json("POST", "/api/controllers", "{\"name\":17}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/name");
    }

    @Test
    void saysWhatAConstantMayBe() {
        Map<String, Object> terms = TOWN.terms();
        terms.put("tier", "T9");
        Answer answer = TOWN.water
                .as(Role.CONTROLLER_ADMINISTRATOR)
                .post("/api/agreements", Map.of("integrator", TOWN.roadtide.id(), "content", terms));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/content/tier");
        assertThat(answer.text("/errors/0/cure")).contains("T0, T1, T2, T3");
    }

    @Test
    void refusesWhatIsNotJsonWithoutRepeatingIt() {
        for (String body : new String[] {
            "{\"name\":\"sesame\"", "{\"name\":\"sesame\"} {}", "sesame", "{\"name\":\"a\",\"name\":\"b\"}"
        }) {
            Answer answer = TOWN.operator.json("POST", "/api/controllers", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.body()).doesNotContain("sesame");
        }
    }

    @Test
    void refusesDeepNesting() {
        String deep = "{\"name\":" + "[".repeat(5000) + "]".repeat(5000) + "}";

        assertThat(TOWN.operator.json("POST", "/api/controllers", deep).status())
                .isEqualTo(400);
    }

    @Test
    void refusesOversizedBodiesDeclaredOrNot() {
        byte[] large = new byte[20 * 1024 * 1024];
        var declared = TOWN.operator
                .request("/api/controllers")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(large, 0, 300 * 1024));
        var chunked = TOWN.operator
                .request("/api/controllers")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large, 0, 300 * 1024)));

        assertThat(TOWN.operator.send(declared).status()).isEqualTo(413);
        assertThat(TOWN.operator.send(chunked).status()).isEqualTo(413);
    }

    @Test
    void refusesOtherContentTypes() {
        for (String type :
                new String[] {"text/plain", "application/xml", "application/json; charset=utf-16", "nonsense"}) {
            Answer answer = TOWN.operator.send(TOWN.operator
                    .request("/api/controllers")
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("{\"name\":\"Dale\"}")));
            assertThat(answer.status()).as(type).isEqualTo(415);
        }
    }

    @Test
    void refusesAnUnknownQuery() {
        assertThat(TOWN.operator.get("/api/controllers?page=2").text("/code")).isEqualTo("query-unknown");
        assertThat(TOWN.operator.get("/api/catalogue?version=v6&version=v3").status())
                .isEqualTo(400);
        assertThat(TOWN.operator.get("/api/catalogue?version=v9").status()).isEqualTo(400);
    }

    @Test
    void refusesABodyWhereNoneIsTaken() {
        assertThat(TOWN.operator.json("GET", "/api/controllers", "{}").status()).isEqualTo(400);
    }

    @Test
    void namesTheMethodsOfAnAddress() {
        Answer answer = TOWN.operator.delete("/api/controllers");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, POST");
        assertThat(TOWN.nobody.get("/oauth/token").status()).isEqualTo(405);
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        for (String path : new String[] {
            "/", "/api", "/api/nothing", "/api/controllers/", "/actuator", "/error", "/oauth2/authorize", "/login"
        }) {
            Answer answer = TOWN.operator.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.text("/code")).isEqualTo("not-found");
        }
    }

    @Test
    void refusesPathTricks() {
        for (String path :
                new String[] {"/api/..%2f..%2fetc", "/api//controllers", "/api/%2e%2e/health", "/api/controllers;x=1"
                }) {
            Answer answer = TOWN.operator.get(path);
            assertThat(answer.status()).as(path).isBetween(400, 404);
            assertThat(answer.header("Content-Type")).as(path).isEqualTo("application/problem+json");
            assertThat(answer.header("Cache-Control")).as(path).isEqualTo("no-store");
        }
    }
}
