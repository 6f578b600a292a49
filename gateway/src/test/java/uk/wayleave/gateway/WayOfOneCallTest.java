package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.register.vault.OpenedAccount;
import uk.wayleave.sandbox.Sandbox;
import uk.wayleave.sandbox.SandboxSettings;
import uk.wayleave.sandbox.WorksSummary;
import uk.wayleave.sandbox.people.Account;

/** One call after another, all the way through: real PostgreSQL, real HTTP, the sandbox as Street Manager. */
class WayOfOneCallTest {
    private static Sandbox sandbox;
    private static World world;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.defaults().withPasswordSeed("test"), Clock.systemUTC());
        world = World.before(sandbox.baseUri(), World.Options.usual().withAccounts(accountsOf(sandbox)));
    }

    @AfterAll
    static void stop() {
        world.close();
        sandbox.close();
    }

    static Map<String, OpenedAccount> accountsOf(Sandbox sandbox) {
        return Map.of(
                World.WATER_CODE, opened(sandbox.account(World.WATER_CODE)),
                World.COUNTY_CODE, opened(sandbox.account(World.COUNTY_CODE)),
                World.COUNTY_WORKS_CODE, opened(sandbox.account(World.COUNTY_WORKS_CODE)));
    }

    private static OpenedAccount opened(Account account) {
        return new OpenedAccount(account.emailAddress(), account.password());
    }

    private static WorksSummary works(String promoter) {
        return sandbox.works().stream()
                .filter(works -> works.promoterSwaCode().equals(promoter))
                .filter(works -> !works.permits().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void releasesThePromotersOwnWorksRecordWithoutWhatIsWithheld() {
        WorksSummary works = works(World.WATER_CODE);
        var answer = world.http.get("/v6/work/works/" + works.reference(), world.tokenForEverything(world.water));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("work_reference_number").asString()).isEqualTo(works.reference());
        assertThat(answer.json().path("works_location_description").asString()).isEqualTo("[withheld by Wayleave]");
        assertThat(answer.header("Wayleave-Masked")).contains("\"/works_location_description\"");
        assertThat(answer.header("Wayleave-Receipt")).isNotEmpty();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Server")).isEmpty();
    }

    @Test
    void releasesAnAuthoritysViewOfWorksOnItsOwnStreets() {
        WorksSummary works = works(World.WATER_CODE);
        var answer = world.http.get("/v3/work/works/" + works.reference(), world.tokenForEverything(world.county));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void refusesAWorksRecordInWhichTheControllerHasNoPartBeforeAskingForIt() {
        WorksSummary works = works(World.FIBRE_CODE);
        var answer = world.http.get("/v6/work/works/" + works.reference(), world.tokenForEverything(world.water));
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.clauses()).contains("B4", "C5");
        assertThat(answer.json().path("upstream").asString()).isEqualTo("not-sent");
        assertThat(answer.header("Wayleave-Receipt")).isNotEmpty();
    }

    @Test
    void releasesAPermitOfAnotherPromoterByReferenceAsAnyUserMaySeeIt() {
        WorksSummary works = works(World.FIBRE_CODE);
        String permit = works.permits().getFirst().reference();
        var answer = world.http.get(
                "/v6/work/works/" + works.reference() + "/permits/" + permit, world.tokenForEverything(world.water));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("secondary_contact").asString()).isEqualTo("[withheld by Wayleave]");
        assertThat(answer.json().path("permit_reference_number").asString()).isEqualTo(permit);
    }

    @Test
    void writesTheRegisteredPersonIntoStreetManagersHistoryWhateverTheProductSends() {
        WorksSummary works = works(World.WATER_CODE);
        var answer = world.http.post(
                "/v3/work/works/" + works.reference() + "/comments",
                world.tokenForEverything(world.water),
                "{\"detail\":\"Gate is unlocked from seven.\",\"internal_user_name\":\"Somebody Else\",\"topic\":\"GENERAL\",\"is_internal\":false}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Wayleave-Upstream")).isEqualTo("done");
        JsonNode history = historyInStreetManager(works.reference());
        assertThat(history.toString()).contains(World.PLANNER_NAME).doesNotContain("Somebody Else");
    }

    private static JsonNode historyInStreetManager(String works) {
        Http direct = new Http(sandbox.baseUri());
        Account account = sandbox.account(World.WATER_CODE);
        String token = direct.post(
                        "/v3/work/authenticate",
                        "",
                        "{\"emailAddress\":\"" + account.emailAddress() + "\",\"password\":\"" + account.password()
                                + "\"}")
                .json()
                .path("idToken")
                .asString();
        return direct.get("/v3/work/works/" + works + "/history", token).json();
    }

    @Test
    void refusesWithoutAnInstructionAndListsThoseThatCouldBeCited() {
        World fresh = world;
        InstructionId one = fresh.instructed(fresh.county);
        InstructionId other = fresh.instructed(fresh.county);
        var answer = fresh.http.get(
                "/v6/work/works/" + works(World.WATER_CODE).reference(), fresh.token(fresh.county, Optional.empty()));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.clauses()).contains("A1");
        assertThat(answer.json().path("instructions").toString()).contains(one.toString(), other.toString());
    }

    @Test
    void saysHowToAskForTheInstructionThatIsWanting() {
        WorksSummary works = works(World.WATER_CODE);
        var answer = world.http.get("/v6/work/works/" + works.reference(), world.token(world.county, Optional.empty()));

        var ask = answer.json().path("access_request");
        assertThat(ask.path("requestable").asBoolean()).isTrue();
        assertThat(ask.path("endpoint").asString()).endsWith("/api/instruction-requests");
        assertThat(ask.at("/evaluation/action/name").asString()).isEqualTo("work.GetWork");
        assertThat(ask.at("/evaluation/resource/id").asString()).isEqualTo(works.reference());
        var instruction = ask.at("/request/instruction");
        assertThat(instruction.path("operations")).hasToString("[\"work.GetWork\"]");
        assertThat(instruction.path("references")).hasToString("[\"" + works.reference() + "\"]");
        assertThat(instruction.path("kind").asString()).isEqualTo("one-off");
    }

    @Test
    void offersNoRequestWhereAnInstructionWouldNotDo() {
        WorksSummary works = works(World.WATER_CODE);
        var answer = world.http.get(
                "/v6/work/works/" + works.reference(),
                world.tokenForEverything(world.water),
                "Wayleave-Purpose",
                "journey-planning");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().has("access_request")).isFalse();
    }

    @Test
    void refusesAnOtherUseWhateverElseHoldsAndPointsToOpenData() {
        WorksSummary works = works(World.WATER_CODE);
        var answer = world.http.get(
                "/v6/work/works/" + works.reference() + "/permits/"
                        + works.permits().getFirst().reference(),
                world.tokenForEverything(world.water),
                "Wayleave-Purpose",
                "journey-planning");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.clauses()).contains("A5", "A5c");
        assertThat(answer.header("Link")).contains("rel=\"alternate\"");
        assertThat(answer.json().at("/open_data/topic").asString()).isEqualTo("permit");
    }

    @Test
    void refusesAccountAdministrationWithAndWithoutAToken() {
        String token = world.tokenForEverything(world.water);
        for (String path : List.of("/v3/party/reset-password", "/v3/party/forgot-password", "/v6/party/set-password")) {
            assertThat(world.http.post(path, token, "{}").clauses()).contains("A3");
            assertThat(world.http.post(path, "", "{}").clauses()).contains("A3");
        }
    }

    @Test
    void refusesOnTheVeryNextCallAfterTheAgreementIsSuspendedAndPermitsAgainOnceItIsResumed() {
        String token = world.tokenForEverything(world.water);
        String path = "/v6/work/works/" + works(World.WATER_CODE).reference();
        assertThat(world.http.get(path, token).status()).isEqualTo(200);
        world.suspend(world.water);
        var refused = world.http.get(path, token);
        world.resume(world.water);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.clauses()).contains("B1");
        assertThat(world.http.get(path, token).status()).isEqualTo(200);
    }

    @Test
    void permitsExactlyAsManyUsesAsTheInstructionHasLeft() {
        InstructionId twice = world.instructed(
                world.water,
                Purpose.MANAGE_OWN_PERMITS,
                Set.of(new OperationId("work.GetWork")),
                Scope.all(),
                OptionalLong.of(2));
        String token = world.token(world.water, Optional.of(twice));
        String path = "/v6/work/works/" + works(World.WATER_CODE).reference();
        assertThat(world.http.get(path, token).status()).isEqualTo(200);
        assertThat(world.http.get(path, token).status()).isEqualTo(200);
        var third = world.http.get(path, token);
        assertThat(third.status()).isEqualTo(403);
        assertThat(third.clauses()).contains("A1");
    }

    @Test
    void letsAListThroughWithOnlyTheRowsInWhichTheControllerHasAPart() {
        var answer = world.http.get(
                "/v3/reporting/permits?status=submitted&status=granted", world.tokenForEverything(world.water));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("rows").valueStream())
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(row.path("promoter_swa_code").asString()).isEqualTo(World.WATER_CODE));
    }

    @Test
    void answersAMissingOrWrongTokenAsStreetManagerDoes() {
        for (String token : List.of("wrong", "a.b.c")) {
            var answer = world.http.get("/v6/work/works/ZW001X1", token);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json().path("message").asString()).isEqualTo("Authentication failed");
        }
    }

    @Test
    void anExpiredTokenIsNoToken() {
        MovableClock clock = new MovableClock();
        try (World other = World.before(
                sandbox.baseUri(), World.Options.usual().with(clock).withAccounts(accountsOf(sandbox)))) {
            String token = other.tokenForEverything(other.water);
            clock.forward(Duration.ofMinutes(61));
            assertThat(other.http
                            .get("/v6/work/works/" + works(World.WATER_CODE).reference(), token)
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aNewPasswordInTheVaultIsUsedOnTheVeryNextCall() {
        Map<String, OpenedAccount> wrong = new java.util.HashMap<>(accountsOf(sandbox));
        OpenedAccount right = opened(sandbox.account(World.WATER_CODE));
        wrong.put(World.WATER_CODE, new OpenedAccount(right.emailAddress(), "not the password"));
        try (World other = World.before(sandbox.baseUri(), World.Options.usual().withAccounts(wrong))) {
            String path = "/v6/work/works/" + works(World.WATER_CODE).reference();
            String token = other.tokenForEverything(other.water);
            var refused = other.http.get(path, token);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).doesNotContain("not the password", right.emailAddress());
            other.register
                    .accounts()
                    .set(
                            other.water.id(),
                            other.water.agreement(),
                            new uk.wayleave.framework.SwaCode(World.WATER_CODE),
                            sandbox.baseUri(),
                            "Planner",
                            right,
                            other.water.administrator())
                    .orElseThrow();
            assertThat(other.http.get(path, token).status()).isEqualTo(200);
        }
    }
}
