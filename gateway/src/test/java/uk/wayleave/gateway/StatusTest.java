package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET …/status}: answered here, for anybody, of the gateway and of Street Manager. */
class StatusTest {
    private Proving proving;

    @BeforeEach
    void start() {
        proving = Proving.with(options -> options);
        proving.upstream.does((request, wire) -> wire.json(200, Proving.permit()));
    }

    @AfterEach
    void stop() {
        proving.close();
    }

    private Http.Answer status(String path) {
        return proving.world.http.send(
                HttpRequest.newBuilder(proving.world.gateway.baseUri().resolve(path))
                        .GET());
    }

    private List<ScriptedStreetManager.Request> asked() {
        return proving.upstream.calls().stream()
                .filter(call -> call.target().endsWith("/status"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v6/work/status", "/v3/export/status", "/latest/reporting/status", "/v6/geojson/status"})
    void saysThatTheGatewayWorksBeforeStreetManagerWasEverAsked(String path) {
        Http.Answer answer = status(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("gateway").asString()).isEqualTo("works");
        assertThat(answer.json().path("street_manager").asString()).isEqualTo("not asked");
        assertThat(asked()).isEmpty();
    }

    @Test
    void saysThatStreetManagerAnswersHavingAskedItOnceAndWithoutAnAccount() {
        assertThat(proving.read().status()).isEqualTo(200);
        for (int i = 0; i < 20; i++) {
            Http.Answer answer = status("/v6/work/status");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("street_manager").asString()).isEqualTo("answers");
        }

        assertThat(asked()).hasSize(1);
        assertThat(asked().getFirst().target()).isEqualTo("/v6/work/status");
        assertThat(asked().getFirst().headers()).doesNotContainKeys("token", "authorization", "cookie");
    }

    @Test
    void is503WhenStreetManagerDoesNotAnswerAndWellAgainAfterIt() {
        assertThat(proving.read().status()).isEqualTo(200);
        proving.upstream.says(503, "{}");
        Http.Answer failing = status("/v6/work/status");
        assertThat(failing.status()).isEqualTo(503);
        assertThat(failing.json().path("gateway").asString()).isEqualTo("works");
        assertThat(failing.json().path("street_manager").asString()).isEqualTo("does not answer");

        proving.upstream.says(200, "{}");
        proving.world.clock.forward(Duration.ofSeconds(11));
        assertThat(status("/v6/work/status").status()).isEqualTo(200);
    }

    @Test
    void asksAHostSixTimesAMinuteAtMostHoweverManyAsk() {
        assertThat(proving.read().status()).isEqualTo(200);
        for (String api : List.of("work", "reporting", "lookup", "geojson", "party", "export", "event", "sampling")) {
            status("/v6/" + api + "/status");
        }

        assertThat(asked()).hasSize(6);
        assertThat(status("/v6/sampling/status").json().path("street_manager").asString())
                .isEqualTo("not asked");
    }

    @Test
    void isAskedInPlacesOfTheBudgetThatNobodyWants() {
        try (Proving small =
                Proving.with(options -> options.withGovernor(settings -> settings.withCallsPerMinute(4)))) {
            small.upstream.does((request, wire) -> wire.json(200, Proving.permit()));
            Http.Answer last = small.read();
            for (int reads = 0; reads < 8 && last.status() == 200; reads++) {
                last = small.read();
            }
            assertThat(last.status()).as(last.body()).isEqualTo(429);

            Http.Answer answer = small.world.http.send(
                    HttpRequest.newBuilder(small.world.gateway.baseUri().resolve("/v6/work/status"))
                            .GET());

            assertThat(answer.json().path("street_manager").asString()).isEqualTo("not asked");
            assertThat(small.upstream.calls()).noneMatch(call -> call.target().endsWith("/status"));
        }
    }

    @Test
    void leavesAStreetManagerAloneThatAskedForQuiet() {
        proving.upstream.does((request, wire) -> wire.json(429, "{\"message\":\"Slow down\"}", "Retry-After", "30"));
        proving.read();

        assertThat(status("/v6/work/status").json().path("street_manager").asString())
                .isEqualTo("not asked");
        assertThat(asked()).isEmpty();
    }

    @Test
    void aFloodOfQuestionsThatIsAnsweredWith429StopsCallsToo() {
        assertThat(proving.read().status()).isEqualTo(200);
        proving.upstream.does((request, wire) -> wire.json(429, "{}", "Retry-After", "30"));
        assertThat(status("/v6/work/status").status()).isEqualTo(503);
        int sent = proving.upstream.calls().size();

        assertThat(proving.read().status()).isEqualTo(503);
        assertThat(proving.upstream.calls()).hasSize(sent);
    }

    @Test
    void nobodyWaitsForAnothersQuestion() throws Exception {
        assertThat(proving.read().status()).isEqualTo(200);
        ScriptedStreetManager.Held held = new ScriptedStreetManager.Held((request, wire) -> wire.json(200, "{}"));
        proving.upstream.does(held);
        CompletableFuture<Http.Answer> first = CompletableFuture.supplyAsync(() -> status("/v6/work/status"));
        held.awaitCall();

        Http.Answer meanwhile = status("/v6/work/status");

        assertThat(meanwhile.json().path("street_manager").asString()).isEqualTo("not asked");
        assertThat(first).isNotDone();
        held.letGo();
        assertThat(first.get(10, TimeUnit.SECONDS).json().path("street_manager").asString())
                .isEqualTo("answers");
    }

    @Test
    void isNoWayToAnywhereElse() {
        assertThat(proving.read().status()).isEqualTo(200);
        for (String path : List.of("/v9/work/status", "/v6/nothing/status", "/v6/work/status/more", "/v6/status")) {
            assertThat(status(path).status()).as(path).isIn(401, 404);
        }
        Http.Answer posted = proving.world.http.post("/v6/work/status", proving.token, "{}");

        assertThat(posted.status()).isEqualTo(405);
        assertThat(asked()).isEmpty();
    }
}
