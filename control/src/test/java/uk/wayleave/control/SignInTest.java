package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.control.http.Role;
import uk.wayleave.control.signin.Bootstrap;
import uk.wayleave.control.signin.Passwords;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.register.Body;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.session.OneTimeCodes;

/** Signing in, staying signed in for a while, and no longer. */
class SignInTest {
    private static final Town TOWN = new Town();
    private static int number;

    private final String name = "clerk-" + ++number;
    private final String person = TOWN.person(
            TOWN.council.as(Role.CONTROLLER_ADMINISTRATOR),
            TOWN.council.path() + "/people",
            name,
            "Clara Clerk",
            Role.AUDITOR);

    @AfterAll
    static void close() {
        TOWN.close();
    }

    private Answer signIn(String password) {
        return TOWN.nobody.post("/api/sign-in", Map.of("name", name, "password", password));
    }

    private Client signedIn() {
        return TOWN.nobody.as(TOWN.signIn(name, Town.PASSWORD));
    }

    private Answer change(String what, Map<String, Object> body) {
        return TOWN.council
                .as(Role.CONTROLLER_ADMINISTRATOR)
                .put(TOWN.council.path() + "/people/" + person + what, body);
    }

    @Test
    void saysWhoIsSignedIn() {
        Answer answer = signedIn().get("/api/session");

        assertThat(answer.text("/person")).isEqualTo(person);
        assertThat(answer.text("/roles/0")).isEqualTo("auditor");
        assertThat(answer.text("/controller")).isEqualTo(TOWN.council.id());
        assertThat(answer.json().has("integrator")).isFalse();
    }

    @Test
    void takesTheNameInAnyCase() {
        assertThat(TOWN.nobody
                        .post(
                                "/api/sign-in",
                                Map.of("name", name.toUpperCase(java.util.Locale.ROOT), "password", Town.PASSWORD))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takesAOneTimeCodeTooOnceThePersonHasSetThatUp() {
        var body = new Body.OfController(ControllerId.of(TOWN.council.id()));
        RegisteredPerson one =
                TOWN.register.people().find(body, PersonId.of(person)).orElseThrow();
        byte[] seed = TOWN.register.oneTimeCodes().seed(one).orElseThrow();
        TOWN.register
                .oneTimeCodes()
                .take(one, OneTimeCodes.codeOf(seed, TOWN.clock.instant()))
                .orElseThrow();

        assertThat(signIn(Town.PASSWORD).text("/code")).isEqualTo("code-needed");
        assertThat(signIn("wrong horse battery").text("/code")).isEqualTo("not-signed-in");

        TOWN.clock.move(Duration.ofSeconds(30));
        Answer answer = TOWN.nobody.post(
                "/api/sign-in",
                Map.of(
                        "name",
                        name,
                        "password",
                        Town.PASSWORD,
                        "code",
                        OneTimeCodes.codeOf(seed, TOWN.clock.instant())));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void refusesWrongPasswordsAndUnknownNamesAlike() {
        Answer wrong = signIn("wrong horse battery");
        Answer unknown = TOWN.nobody.post("/api/sign-in", Map.of("name", "nobody-" + name, "password", "x"));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(unknown.body()).doesNotContain("horse");
    }

    @Test
    void pausesAfterFailuresEvenForTheRightPassword() {
        for (int i = 0; i < 3; i++) signIn("wrong horse battery");

        Answer braked = signIn(Town.PASSWORD);

        assertThat(braked.status()).isEqualTo(429);
        assertThat(braked.header("Retry-After")).isEqualTo("2");
        TOWN.clock.move(Duration.ofSeconds(2));
        assertThat(signIn(Town.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void isOverAfterItsTime() {
        Client client = signedIn();
        TOWN.clock.move(Duration.ofMinutes(59));
        assertThat(client.get("/api/session").status()).isEqualTo(200);

        TOWN.clock.move(Duration.ofMinutes(1));

        assertThat(client.get("/api/session").status()).isEqualTo(401);
        TOWN.clock.move(Duration.ofHours(-1));
    }

    @Test
    void isOverAfterSigningOut() {
        Client client = signedIn();

        assertThat(client.delete("/api/session").status()).isEqualTo(204);

        assertThat(client.get("/api/session").status()).isEqualTo(401);
    }

    @Test
    void isOverOnTheNextRequestOfAPersonWhoIsSuspended() {
        Client client = signedIn();

        assertThat(change("/standing", Map.of("standing", "suspended")).status())
                .isEqualTo(200);

        assertThat(client.get("/api/session").status()).isEqualTo(401);
        assertThat(signIn(Town.PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void changesWhatAPersonMayDoOnTheNextRequest() {
        Client client = signedIn();
        assertThat(client.get(TOWN.council.path() + "/accounts").status()).isEqualTo(200);

        assertThat(change("/roles", Map.of("roles", List.of("information-governance-officer")))
                        .text("/roles/0"))
                .isEqualTo("information-governance-officer");

        assertThat(client.get(TOWN.council.path() + "/accounts").status()).isEqualTo(403);
    }

    @Test
    void endsEverySessionWithTheOldPassword() {
        Client client = signedIn();
        Map<String, Object> wanted =
                Map.of("name", name, "current", Town.PASSWORD, "password", "another horse battery");

        assertThat(client.put("/api/session/password", wanted).status()).isEqualTo(204);

        assertThat(client.get("/api/session").status()).isEqualTo(401);
        assertThat(signIn(Town.PASSWORD).status()).isEqualTo(401);
        assertThat(signIn("another horse battery").status()).isEqualTo(200);
    }

    @Test
    void changesNoPasswordForWhoeverDoesNotKnowTheOldOne() {
        Answer answer = signedIn()
                .put(
                        "/api/session/password",
                        Map.of("name", name, "current", "a guess of twelve", "password", "another horse battery"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).doesNotContain("guess", "battery");
    }

    @Test
    void takesNoShortPassword() {
        Answer answer = change("/sign-in", Map.of("name", name, "password", "short"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/password");
    }

    @Test
    void makesTheFirstOperatorOnce() {
        assertThat(TOWN.adminPassword).hasSize(24);
        assertThat(new Bootstrap(TOWN.register, new Passwords(1000)).run(password -> {}))
                .isEmpty();
        assertThat(TOWN.operator.get("/api/session").text("/roles/0")).isEqualTo("operator");
    }

    @Test
    void keepsPasswordsAsSlowHashesOnly() {
        var signIn = TOWN.register.people().signIn(name).orElseThrow();

        assertThat(signIn.secretHash()).startsWith("{pbkdf2-sha256-1000}").doesNotContain("horse");
        assertThat(signIn.toString()).doesNotContain(signIn.secretHash());
    }
}
