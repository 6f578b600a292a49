package uk.wayleave.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.Client.Reply;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.wire.Json;

class FaultsTest {
    private static final String RESOURCE = "/v3/party/organisations";
    private static final String SWITCH = "/_sandbox/faults";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults(), clock);
    private final Client water = Client.loggedIn(sandbox, Directory.WATER);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void answersTheNextCallsAsToldAndThenNormally() {
        sandbox.faults().next(503, 2);

        assertThat(water.get(RESOURCE).status()).isEqualTo(503);
        assertThat(water.get(RESOURCE).status()).isEqualTo(503);
        assertThat(water.get(RESOURCE).status()).isEqualTo(200);
    }

    @Test
    void takesTheSameSwitchesByHttpWithoutAToken() {
        Client stranger = Client.of(sandbox);

        assertThat(stranger.post(SWITCH, Json.object().put("next_status", 429)).status())
                .isEqualTo(204);
        assertThat(water.get(RESOURCE).status()).isEqualTo(429);
        stranger.post(SWITCH, Json.object().put("suspend", Directory.WATER));
        assertThat(water.get(RESOURCE).message()).isEqualTo("Access restricted");
        stranger.post(SWITCH, Json.object().put("clear", true));
        assertThat(water.get(RESOURCE).status()).isEqualTo(200);
    }

    @Test
    void saysWhatIsWrongWithASwitch() {
        Client stranger = Client.of(sandbox);

        assertThat(stranger.post(SWITCH, Json.object().put("next_statsu", 503)).message())
                .contains("next_statsu");
        assertThat(stranger.post(SWITCH, Json.object().put("next_status", 200)).status())
                .isEqualTo(400);
        assertThat(stranger.post(SWITCH, Json.object().put("expire_tokens", "some"))
                        .status())
                .isEqualTo(400);
        assertThat(stranger.send("POST", SWITCH, "no").status()).isEqualTo(400);
        assertThatThrownBy(() -> sandbox.faults().latency(Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changesNothingWhenPartOfASwitchIsWrong() {
        ObjectNode wrong = Json.object()
                .put("suspend", Directory.WATER)
                .put("next_status", 503)
                .put("latency_ms", -1);

        assertThat(Client.of(sandbox).post(SWITCH, wrong).message()).contains("latency_ms");

        assertThat(water.get(RESOURCE).status()).isEqualTo(200);
    }

    @Test
    void endsTokensWithOrWithoutTheRefreshTokens() {
        Client stranger = Client.of(sandbox);
        JsonNode tokens =
                stranger.authenticate(sandbox.account(Directory.WATER)).json();
        ObjectNode refresh =
                Json.object().put("refresh_token", tokens.path("refreshToken").asString());

        sandbox.faults().expireShortLivedTokens();
        assertThat(water.get(RESOURCE).message()).isEqualTo("Authentication failed");
        assertThat(stranger.post("/v3/party/refresh", refresh).status()).isEqualTo(200);
        stranger.post(SWITCH, Json.object().put("expire_tokens", "all"));
        assertThat(stranger.post("/v3/party/refresh", refresh).status()).isEqualTo(401);
    }

    @Test
    void waitsBeforeItAnswersWhenToldTo() {
        sandbox.faults().latency(Duration.ofMillis(300));
        long before = System.nanoTime();

        assertThat(water.get(RESOURCE).status()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void breaksABodyOffWhereToldToAndThenNoMore() {
        Client.of(sandbox).post(SWITCH, Json.object().put("cut_body_after", 20));

        assertThatThrownBy(() -> water.get(RESOURCE)).isInstanceOf(IllegalStateException.class);
        assertThat(water.get(RESOURCE).status()).isEqualTo(200);
    }

    @Test
    void sendsABodySlowlyWhenToldTo() {
        String whole = water.get(RESOURCE).text();
        Client.of(sandbox).post(SWITCH, Json.object().put("slow_body_ms", 30).put("times", 1));
        long before = System.nanoTime();

        assertThat(water.get(RESOURCE).text()).isEqualTo(whole);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void saysWhatItIsAndWhatItPlays() {
        Client stranger = Client.of(sandbox);

        JsonNode page = stranger.get("/").json();
        assertThat(page.path("is").asString()).contains("Not a DfT service");
        assertThat(page.path("works").asInt()).isEqualTo(24);
        assertThat(stranger.get("/_sandbox/played").text()).contains("POST /v3/work/works\"");
        assertThat(stranger.get("/v6/work/status").status()).isEqualTo(200);
        assertThat(stranger.get("/nowhere").status()).isEqualTo(404);
    }

    @Test
    void tellsWhatItDoesNotPlayFromWhatNobodyKnows() {
        Reply invitation = water.post("/v3/party/invite-user", Json.object());
        assertThat(invitation.status()).isEqualTo(501);
        assertThat(invitation.message()).contains("invite user").contains("/_sandbox/played");
        assertThat(water.get("/v3/work/nonsense").status()).isEqualTo(404);
        assertThat(water.send("DELETE", "/v3/work/works", "").status()).isEqualTo(405);
        assertThat(water.get("/v9/work/works/ZW0011").status()).isEqualTo(404);
        assertThat(Client.of(sandbox)
                        .post("/v3/party/invite-user", Json.object())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void logsCallsWithoutPathsTokensOrBodies() {
        Logger calls = (Logger) LoggerFactory.getLogger("uk.wayleave.sandbox.calls");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        calls.addAppender(lines);
        Level before = calls.getLevel();
        calls.setLevel(Level.TRACE);
        try {
            Account account = sandbox.account(Directory.WATER);
            JsonNode tokens = Client.of(sandbox).authenticate(account).json();
            water.get("/v3/party/users/c2VjcmV0?swaCode=9981");

            String text = String.join(
                    "\n",
                    lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
            assertThat(text)
                    .contains("POST work /authenticate 200")
                    .contains("GET party /users/{email} 404")
                    .doesNotContain(account.password(), account.emailAddress(), "c2VjcmV0")
                    .doesNotContain(tokens.path("idToken").asString());
        } finally {
            calls.setLevel(before);
            calls.detachAppender(lines);
        }
    }
}
