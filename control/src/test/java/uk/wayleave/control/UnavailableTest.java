package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.control.http.Role;

/** A control plane whose database is gone: it refuses, says so, and tells nobody more. */
class UnavailableTest {
    private static final Town TOWN = new Town();
    private static final Answer CREDENTIAL = TOWN.credential(TOWN.active(TOWN.water));

    @BeforeAll
    static void loseTheDatabase() {
        TOWN.database.close();
    }

    @AfterAll
    static void close() {
        TOWN.close();
    }

    @Test
    void livesAndIsNotReady() {
        Answer answer = TOWN.nobody.get("/health/ready");

        assertThat(TOWN.nobody.get("/health").status()).isEqualTo(200);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("/code")).isEqualTo("not-ready");
        assertThat(answer.body()).doesNotContain("SQL", "database", "ledger");
    }

    @Test
    void refusesWhoeverItCannotKnow() {
        Answer answer = TOWN.water.as(Role.AUDITOR).get("/api/agreements");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("/code")).isEqualTo("register-unavailable");
        assertThat(answer.body()).doesNotContain("SQL", "Hikari");
    }

    @Test
    void signsNobodyIn() {
        Answer answer = TOWN.nobody.post("/api/sign-in", Map.of("name", "admin", "password", TOWN.adminPassword));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).doesNotContain(TOWN.adminPassword);
    }

    @Test
    void issuesNoToken() {
        Answer answer = TOWN.nobody.form(
                "/oauth/token",
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", CREDENTIAL.text("/credential/client_id"),
                        "client_secret", CREDENTIAL.text("/client_secret")));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("/error")).isEqualTo("temporarily_unavailable");
    }
}
