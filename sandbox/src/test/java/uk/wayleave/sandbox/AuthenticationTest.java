package uk.wayleave.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.Client.Reply;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.wire.Json;

class AuthenticationTest {
    private static final String RESOURCE = "/v3/party/organisations";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults(), clock);
    private final Client client = Client.of(sandbox);
    private final Account account = sandbox.account(Directory.WATER);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private JsonNode logIn() {
        Reply reply = client.authenticate(account);
        assertThat(reply.status()).isEqualTo(200);
        return reply.json();
    }

    private Reply read(JsonNode tokens) {
        return client.with(tokens.path("idToken").asString()).get(RESOURCE);
    }

    private Reply refresh(JsonNode tokens) {
        return client.post(
                "/v3/party/refresh",
                Json.object().put("refresh_token", tokens.path("refreshToken").asString()));
    }

    private Reply logout(JsonNode tokens) {
        return client.post(
                "/v3/party/logout",
                Json.object().put("access_token", tokens.path("accessToken").asString()));
    }

    @Test
    void answersALoginWithThreeTokensAndTheOrganisation() {
        JsonNode tokens = logIn();

        assertThat(tokens.propertyNames())
                .containsExactlyInAnyOrder("idToken", "accessToken", "refreshToken", "organisationReference");
        assertThat(tokens.path("organisationReference").asString()).isEqualTo(Directory.WATER);
        assertThat(read(tokens).status()).isEqualTo(200);
    }

    @Test
    void givesTokensInTheShapeOfJsonWebTokensThatSayWhenTheyExpire() {
        String[] parts = logIn().path("idToken").asString().split("\\.", -1);

        assertThat(parts).hasSize(3);
        JsonNode claims = Json.parse(Base64.getUrlDecoder().decode(parts[1])).orElseThrow();
        assertThat(claims.path("exp").asLong())
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)).getEpochSecond());
        assertThat(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                .doesNotContain(account.password());
    }

    @Test
    void readsTheEmailAddressCaseSensitively() {
        Reply reply = client.authenticate(account.emailAddress().toUpperCase(Locale.ROOT), account.password());

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.message()).isEqualTo("Authentication failed");
    }

    @Test
    void refusesACallWithoutATokenOrWithAnotherThanAnIdToken() {
        JsonNode tokens = logIn();

        assertThat(client.get(RESOURCE).status()).isEqualTo(401);
        assertThat(client.with("not.a.token").get(RESOURCE).message()).isEqualTo("Authentication failed");
        assertThat(client.with(tokens.path("accessToken").asString())
                        .get(RESOURCE)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void letsAnIdTokenExpireAfterAnHourAndRefreshesIt() {
        JsonNode tokens = logIn();
        clock.forward(Duration.ofMinutes(59));
        assertThat(read(tokens).status()).isEqualTo(200);
        clock.forward(Duration.ofMinutes(1));

        assertThat(read(tokens).status()).isEqualTo(401);
        assertThat(read(tokens).message()).isEqualTo("Authentication failed");
        Reply refreshed = refresh(tokens);
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.json().propertyNames()).containsExactlyInAnyOrder("id_token", "access_token");
        assertThat(client.with(refreshed.json().path("id_token").asString())
                        .get(RESOURCE)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void letsARefreshTokenExpireAfterADay() {
        JsonNode tokens = logIn();
        clock.forward(Duration.ofHours(24).minusSeconds(1));
        assertThat(refresh(tokens).status()).isEqualTo(200);
        clock.forward(Duration.ofSeconds(1));

        assertThat(refresh(tokens).status()).isEqualTo(401);
    }

    @Test
    void refusesARefreshInCamelCaseNamingBothFields() {
        ObjectNode camelCase =
                Json.object().put("refreshToken", logIn().path("refreshToken").asString());

        Reply reply = client.post("/v3/party/refresh", camelCase);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).contains("'refresh_token' is required").contains("'refreshToken' is not known");
    }

    @Test
    void keepsOlderTokensWhenTheUserLogsInAgain() {
        JsonNode first = logIn();
        logIn();

        assertThat(read(first).status()).isEqualTo(200);
    }

    @Test
    void endsAllTokensOfTheUserAtLogout() {
        JsonNode first = logIn();
        JsonNode second = logIn();
        String other = client.authenticate(sandbox.account(Directory.FIBRE))
                .json()
                .path("idToken")
                .asString();

        assertThat(logout(second).status()).isEqualTo(204);

        assertThat(read(first).status()).isEqualTo(401);
        assertThat(read(second).status()).isEqualTo(401);
        assertThat(refresh(first).status()).isEqualTo(401);
        assertThat(logout(second).status()).isEqualTo(401);
        assertThat(client.with(other).get(RESOURCE).status()).isEqualTo(200);
        assertThat(read(logIn()).status()).isEqualTo(200);
    }

    @Test
    void locksAfterFiveFailuresInFiveMinutesAndUnlocksByItself() {
        for (int i = 0; i < 5; i++) {
            assertThat(client.authenticate(account.emailAddress(), "wrong").status())
                    .isEqualTo(401);
        }

        assertThat(client.authenticate(account).status()).isEqualTo(423);
        clock.forward(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(client.authenticate(account).status()).isEqualTo(423);
        clock.forward(Duration.ofSeconds(1));
        assertThat(client.authenticate(account).status()).isEqualTo(200);
    }

    @Test
    void doesNotLockWhenTheFailuresAreFurtherApart() {
        for (int i = 0; i < 8; i++) {
            assertThat(client.authenticate(account.emailAddress(), "wrong").status())
                    .isEqualTo(401);
            clock.forward(Duration.ofSeconds(90));
        }

        assertThat(client.authenticate(account).status()).isEqualTo(200);
    }

    @Test
    void refusesASuspendedOrganisationAtLoginAndOnCalls() {
        JsonNode tokens = logIn();
        sandbox.faults().suspend(Directory.WATER);

        assertThat(client.authenticate(account).status()).isEqualTo(412);
        assertThat(read(tokens).status()).isEqualTo(401);
        assertThat(read(tokens).message()).isEqualTo("Access restricted");
        sandbox.faults().reinstate(Directory.WATER);
        assertThat(read(tokens).status()).isEqualTo(200);
    }

    @Test
    void sendsAFirstLoginToAnotherPlaceToSetAPassword() {
        Account invited = sandbox.accounts().getLast();
        ObjectNode body =
                Json.object().put("emailAddress", invited.emailAddress()).put("password", invited.password());

        Reply first = client.authenticate(invited);
        assertThat(first.status()).isEqualTo(307);
        String location = first.response().headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo("/v3/work/authenticate/initial");
        Reply initial = client.post(location, body);
        assertThat(initial.status()).isEqualTo(200);
        Reply set = client.post(
                "/v3/party/set-password",
                Json.object()
                        .put("email", invited.emailAddress())
                        .put("password", "a-new-password")
                        .put("token", initial.json().path("sessionToken").asString()));
        assertThat(set.status()).isEqualTo(200);

        assertThat(read(set.json()).status()).isEqualTo(200);
        assertThat(client.authenticate(invited.emailAddress(), "a-new-password").status())
                .isEqualTo(200);
    }

    @Test
    void limitsTheCallsOfOneAddressWhenAskedTo() {
        try (Sandbox limited = Sandbox.start(SandboxSettings.defaults().withCallsPerMinute(3), clock)) {
            Client one = Client.of(limited);
            for (int i = 0; i < 3; i++) {
                assertThat(one.get(RESOURCE).status()).isEqualTo(401);
            }

            assertThat(one.get(RESOURCE).status()).isEqualTo(429);
            assertThat(one.authenticate(limited.account(Directory.WATER)).status())
                    .isEqualTo(429);
            clock.forward(Duration.ofMinutes(1));
            assertThat(one.get(RESOURCE).status()).isEqualTo(401);
        }
    }

    @Test
    void derivesTheSamePasswordsFromTheSameSeedAndOthersWithoutOne() {
        try (Sandbox one = Sandbox.start(SandboxSettings.defaults().withPasswordSeed("a test"), clock);
                Sandbox same = Sandbox.start(SandboxSettings.defaults().withPasswordSeed("a test"), clock)) {
            assertThat(one.accounts()).isEqualTo(same.accounts());
            assertThat(one.account(Directory.WATER).password()).isNotEqualTo(account.password());
        }
    }

    @Test
    void neverShowsAPasswordInText() {
        assertThat(account.toString()).doesNotContain(account.password());
        assertThat(SandboxSettings.defaults().withPasswordSeed("secret").toString())
                .doesNotContain("secret");
    }
}
