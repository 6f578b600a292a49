package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.control.http.Role;

/** The token and revocation endpoints, over HTTP. */
class OAuthTest {
    private static final Town TOWN = new Town();
    private static final String AGREEMENT = TOWN.active(TOWN.water);
    private static final Answer CREDENTIAL = TOWN.credential(AGREEMENT);
    private static final String CLIENT_ID = CREDENTIAL.text("/credential/client_id");
    private static final String SECRET = CREDENTIAL.text("/client_secret");
    private static final String INSTRUCTION = TOWN.water
            .as(Role.REQUESTER)
            .post("/api/instructions", TOWN.wanted(TOWN.water, AGREEMENT))
            .text("/id");

    @AfterAll
    static void close() {
        TOWN.close();
    }

    private static Answer token(Map<String, String> more) {
        Map<String, String> form = new HashMap<>(
                Map.of("grant_type", "client_credentials", "client_id", CLIENT_ID, "client_secret", SECRET));
        form.putAll(more);
        return TOWN.nobody.form("/oauth/token", form);
    }

    private static Answer basic(String clientId, String secret, String body) {
        String value = Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return TOWN.nobody.send(TOWN.nobody
                .request("/oauth/token")
                .header("Authorization", "Basic " + value)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private static int statusWith(String token) {
        return TOWN.nobody.as(token).get("/api/instructions").status();
    }

    @Test
    void issuesATokenToAClientThatPostsItsSecret() {
        Answer answer = token(Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/token_type")).isEqualTo("Bearer");
        assertThat(answer.json().at("/expires_in").asLong()).isBetween(3590L, 3600L);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.json().has("refresh_token")).isFalse();
        assertThat(statusWith(answer.text("/access_token"))).isEqualTo(200);
    }

    @Test
    void issuesATokenToAClientThatSendsItsSecretByBasic() {
        assertThat(basic(CLIENT_ID, SECRET, "grant_type=client_credentials").status())
                .isEqualTo(200);
    }

    @Test
    void bindsATokenToAnInstructionAndAPurpose() {
        Answer answer = token(Map.of("instruction", INSTRUCTION, "purpose", "manage-own-permits"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/instruction")).isEqualTo(INSTRUCTION);
        assertThat(answer.text("/purpose")).isEqualTo("manage-own-permits");
        var snapshot =
                TOWN.register.snapshots().read(answer.text("/access_token")).orElseThrow();
        assertThat(snapshot.token().instruction().orElseThrow()).hasToString(INSTRUCTION);
        assertThat(snapshot.token().purpose().orElseThrow().wireName()).isEqualTo("manage-own-permits");
    }

    @Test
    void refusesAnInstructionThatIsNotTheProducts() {
        Answer unknown = token(Map.of("instruction", "6b0a4f0c-3c6c-4b8e-9d0e-2f3b5c1d7e9f"));
        Answer malformed = token(Map.of("instruction", "17"));

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text("/error")).isEqualTo("invalid_request");
        assertThat(unknown.text("/error_description")).startsWith("instruction:");
        assertThat(malformed.text("/error_description")).startsWith("instruction:");
    }

    @Test
    void tellsAnOtherUseToTakeOpenData() {
        Answer answer = token(Map.of("purpose", "journey-planning"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/error")).isEqualTo("invalid_request");
        assertThat(answer.text("/error_description")).contains("open data");
    }

    @Test
    void refusesAnUnknownPurpose() {
        Answer answer = token(Map.of("purpose", "curiosity"));

        assertThat(answer.text("/error")).isEqualTo("invalid_request");
        assertThat(answer.text("/error_description")).startsWith("purpose:").doesNotContain("curiosity");
    }

    @Test
    void refusesWrongAndUnknownClientsAlike() {
        Answer wrong = basic(CLIENT_ID, "wls_wrong", "grant_type=client_credentials");
        Answer unknown = basic("wlc_nobody", "wls_wrong", "grant_type=client_credentials");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text("/error")).isEqualTo("invalid_client");
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Basic");
        assertThat(wrong.header("Cache-Control")).isEqualTo("no-store");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(wrong.body()).doesNotContain("wls_wrong");
    }

    @Test
    void refusesAClientThatSendsNothing() {
        Answer answer = TOWN.nobody.form("/oauth/token", Map.of("grant_type", "client_credentials"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("/error")).isEqualTo("invalid_client");
    }

    @Test
    void takesNoSecretFromTheQuery() {
        Answer answer = TOWN.nobody.form(
                "/oauth/token?client_id=" + CLIENT_ID + "&client_secret=" + SECRET,
                Map.of("grant_type", "client_credentials"));

        assertThat(answer.status()).isIn(400, 401);
        assertThat(answer.body()).doesNotContain(SECRET);
    }

    @Test
    void refusesOtherGrants() {
        for (String grant : new String[] {"refresh_token", "password", "urn:x"})
            assertThat(token(Map.of("grant_type", grant)).text("/error"))
                    .as(grant)
                    .isEqualTo("unsupported_grant_type");
        assertThat(token(Map.of("grant_type", "authorization_code", "code", "guessed", "code_verifier", "guessed"))
                        .text("/error"))
                .isEqualTo("invalid_grant");
        assertThat(basic(CLIENT_ID, SECRET, "").text("/error")).isEqualTo("invalid_request");
        assertThat(basic(CLIENT_ID, SECRET, "grant_type=client_credentials&grant_type=client_credentials")
                        .text("/error"))
                .isEqualTo("invalid_request");
    }

    @Test
    void refusesScopesAndRepeatedParameters() {
        assertThat(token(Map.of("scope", "everything")).text("/error")).isEqualTo("invalid_scope");
        assertThat(basic(CLIENT_ID, SECRET, "grant_type=client_credentials&purpose=own-reporting&purpose=own-analysis")
                        .text("/error"))
                .isEqualTo("invalid_request");
    }

    @Test
    void takesFormsOnlyAndNoLargeOnes() {
        Answer json = TOWN.nobody.json("POST", "/oauth/token", "{\"grant_type\":\"client_credentials\"}");
        Answer large = token(Map.of("padding", "x".repeat(100_000)));

        assertThat(json.status()).isEqualTo(400);
        assertThat(json.text("/error")).isEqualTo("invalid_request");
        assertThat(large.status()).isBetween(400, 413);
        assertThat(large.body()).doesNotContain("xxx");
    }

    @Test
    void revokesOneTokenAndLeavesTheOthers() {
        String first = token(Map.of()).text("/access_token");
        String second = token(Map.of()).text("/access_token");
        Map<String, String> form = Map.of("client_id", CLIENT_ID, "client_secret", SECRET, "token", first);

        assertThat(TOWN.nobody.form("/oauth/revoke", form).status()).isEqualTo(200);
        assertThat(TOWN.nobody.form("/oauth/revoke", form).status()).isEqualTo(200);

        assertThat(statusWith(first)).isEqualTo(401);
        assertThat(statusWith(second)).isEqualTo(200);
    }

    @Test
    void revokesNoTokenOfAnotherClient() {
        Answer other = TOWN.credential(AGREEMENT);
        String token = token(Map.of()).text("/access_token");
        Answer answer = TOWN.nobody.form(
                "/oauth/revoke",
                Map.of(
                        "client_id", other.text("/credential/client_id"),
                        "client_secret", other.text("/client_secret"),
                        "token", token));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(statusWith(token)).isEqualTo(200);
    }

    @Test
    void revokesNothingForAClientThatIsNotProven() {
        String token = token(Map.of()).text("/access_token");
        Answer answer = TOWN.nobody.form(
                "/oauth/revoke", Map.of("client_id", CLIENT_ID, "client_secret", "wls_wrong", "token", token));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(statusWith(token)).isEqualTo(200);
    }

    @Test
    void endsTokensWithTheirCredential() {
        Answer other = TOWN.credential(AGREEMENT);
        String path = "/api/agreements/" + AGREEMENT + "/credentials/" + other.text("/credential/id");
        Map<String, String> form = Map.of(
                "grant_type", "client_credentials",
                "client_id", other.text("/credential/client_id"),
                "client_secret", other.text("/client_secret"));
        String token = TOWN.nobody.form("/oauth/token", form).text("/access_token");
        assertThat(statusWith(token)).isEqualTo(200);

        Answer rotated = TOWN.roadtide.as(Role.INTEGRATOR_ADMINISTRATOR).post(path + "/rotate");

        assertThat(statusWith(token)).isEqualTo(401);
        assertThat(TOWN.nobody.form("/oauth/token", form).status()).isEqualTo(401);
        Map<String, String> anew = new HashMap<>(form);
        anew.put("client_secret", rotated.text("/client_secret"));
        String second = TOWN.nobody.form("/oauth/token", anew).text("/access_token");
        assertThat(TOWN.water
                        .as(Role.CONTROLLER_ADMINISTRATOR)
                        .post(path + "/revoke")
                        .status())
                .isEqualTo(200);
        assertThat(statusWith(second)).isEqualTo(401);
    }

    @Test
    void pausesAfterRepeatedFailuresOfOneClientAndNotOfOthers() {
        Answer other = TOWN.credential(AGREEMENT);
        String clientId = other.text("/credential/client_id");
        for (int i = 0; i < 3; i++) basic(clientId, "wls_wrong", "grant_type=client_credentials");

        Answer braked = basic(clientId, other.text("/client_secret"), "grant_type=client_credentials");

        assertThat(braked.status()).isEqualTo(429);
        assertThat(Integer.parseInt(braked.header("Retry-After"))).isPositive();
        assertThat(token(Map.of()).status()).isEqualTo(200);
        TOWN.clock.move(Duration.ofSeconds(3));
        assertThat(basic(clientId, other.text("/client_secret"), "grant_type=client_credentials")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void describesItselfTruly() {
        Answer answer = TOWN.nobody.get("/.well-known/oauth-authorization-server");

        assertThat(answer.text("/issuer")).isEqualTo(TOWN.plane.baseUrl().toString());
        assertThat(answer.text("/token_endpoint")).isEqualTo(TOWN.plane.baseUrl() + "/oauth/token");
        assertThat(answer.json().at("/grant_types_supported"))
                .hasToString("[\"client_credentials\",\"authorization_code\",\"urn:openid:params:grant-type:ciba\","
                        + "\"urn:ietf:params:oauth:grant-type:jwt-bearer\","
                        + "\"urn:ietf:params:oauth:grant-type:token-exchange\"]");
        assertThat(answer.json().at("/require_pushed_authorization_requests").asBoolean())
                .isTrue();
        assertThat(answer.json().at("/code_challenge_methods_supported")).hasToString("[\"S256\"]");
        assertThat(TOWN.nobody
                        .form(
                                answer.text("/pushed_authorization_request_endpoint")
                                        .substring(
                                                TOWN.plane.baseUrl().toString().length()),
                                Map.of("client_id", CLIENT_ID, "client_secret", SECRET))
                        .text("/error_description"))
                .isEqualTo("response_type: it is missing.");
    }
}
