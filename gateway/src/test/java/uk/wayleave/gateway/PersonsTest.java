package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Body;
import uk.wayleave.register.ledger.LedgerReader;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;

/** For whom a call is made: a registered person whom the instruction lists, and whom the product only picks. */
class PersonsTest {
    private static final String COMMENTS = "/v3/work/works/" + SampleCalls.WORKS + "/comments";
    private static final String READ = "/v3/work/works/" + SampleCalls.WORKS;
    private static final String SEARCH = "/v3/reporting/permits/search";
    private static final String CLERK = "al.clerk";
    private static final String CLERK_NAME = "Al Clerk";
    private static final String MADE_UP = "Somebody Else";

    private static final AtomicReference<Runnable> beforeTheNextRecord = new AtomicReference<>(() -> {});

    private static ShapedStreetManager upstream;
    private static World world;
    private static PersonId clerk;
    private static String forOne;
    private static String forTwo;

    @BeforeAll
    static void start() {
        upstream = ShapedStreetManager.start(Catalogue.load(), SampleCalls.WATER);
        world = World.before(upstream.baseUri(), World.Options.usual().withLedger(store -> (drafts, conditions) -> {
            beforeTheNextRecord.getAndSet(() -> {}).run();
            return store.append(drafts, conditions);
        }));
        clerk = world.colleague(world.water, CLERK, CLERK_NAME);
        forOne = tokenFor(List.of(world.water.planner()));
        forTwo = tokenFor(List.of(world.water.planner(), clerk));
    }

    private static String tokenFor(List<PersonId> persons) {
        return world.token(
                world.water,
                Optional.of(world.instructed(
                        world.water,
                        Purpose.MANAGE_OWN_PERMITS,
                        world.forwarded(ApiVersion.V3_6),
                        Scope.all(),
                        OptionalLong.empty(),
                        persons)));
    }

    @AfterAll
    static void stop() {
        world.close();
        upstream.close();
    }

    @BeforeEach
    void nothingAskedYet() {
        upstream.takeReceived();
    }

    private static String comment(String persons) {
        return "{\"detail\":\"Gate is open\",\"topic\":\"GENERAL\",\"is_internal\":false" + persons + "}";
    }

    private static String identified(String identifier) {
        return ",\"internal_user_identifier\":\"" + identifier + "\",\"internal_user_name\":\"" + MADE_UP + "\"";
    }

    private static JsonNode sentOn() {
        List<ShapedStreetManager.Received> received = upstream.takeReceived();
        assertThat(received).hasSize(1);
        return received.getFirst().body().orElseThrow();
    }

    private static void assertWritten(JsonNode body, String identifier, String name) {
        assertThat(body.path("internal_user_identifier").asString()).isEqualTo(identifier);
        assertThat(body.path("internal_user_name").asString()).isEqualTo(name);
    }

    private static void assertRefused(Http.Answer answer, String rule) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.rules()).containsExactly(rule);
        assertThat(answer.header("Wayleave-Upstream")).isEqualTo("not-sent");
        assertThat(upstream.takeReceived()).isEmpty();
    }

    @Test
    void theOnlyPersonNeedNotBeNamed() {
        assertThat(world.http.post(COMMENTS, forOne, comment("")).status()).isEqualTo(201);

        assertWritten(sentOn(), World.PLANNER, World.PLANNER_NAME);
    }

    @Test
    void theNameThatTheProductMakesUpIsReplacedByTheRegisteredOne() {
        assertThat(world.http
                        .post(COMMENTS, forOne, comment(identified(World.PLANNER)))
                        .status())
                .isEqualTo(201);

        JsonNode body = sentOn();
        assertWritten(body, World.PLANNER, World.PLANNER_NAME);
        assertThat(body.toString()).doesNotContain(MADE_UP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "true", "[\"al.clerk\"]", "{\"identifier\":\"al.clerk\"}"})
    void anIdentifierThatIsNoTextNamesNobodyAndIsReplaced(String json) {
        String body = comment(",\"internal_user_identifier\":" + json + ",\"internal_user_name\":" + json);
        assertThat(world.http.post(COMMENTS, forOne, body).status()).isEqualTo(201);

        assertWritten(sentOn(), World.PLANNER, World.PLANNER_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody.known", "JO.PLANNER", "jo.planner ", "", CLERK})
    void refusesAPersonWhomTheInstructionDoesNotList(String identifier) {
        assertRefused(world.http.post(COMMENTS, forOne, comment(identified(identifier))), "A1.person-not-listed");
    }

    @Test
    void refusesAPersonWhomTheInstructionDoesNotListForAReadToo() {
        assertRefused(world.http.get(READ, forOne, "Wayleave-Person", "nobody.known"), "A1.person-not-listed");
    }

    @Test
    void ofSeveralPersonsOneMustBeNamed() {
        assertRefused(world.http.post(COMMENTS, forTwo, comment("")), "A1.which-person");
        assertRefused(world.http.get(READ, forTwo), "A1.which-person");
    }

    @Test
    void theOneOfSeveralWhomTheBodyNamesIsWritten() {
        assertThat(world.http.post(COMMENTS, forTwo, comment(identified(CLERK))).status())
                .isEqualTo(201);
        assertWritten(sentOn(), CLERK, CLERK_NAME);

        assertThat(world.http
                        .post(COMMENTS, forTwo, comment(identified(World.PLANNER)))
                        .status())
                .isEqualTo(201);
        assertWritten(sentOn(), World.PLANNER, World.PLANNER_NAME);
    }

    @Test
    void theOneWhomTheHeaderNamesIsWrittenWhereTheBodyNamesNobody() {
        assertThat(world.http
                        .post(COMMENTS, forTwo, comment(""), "Wayleave-Person", CLERK)
                        .status())
                .isEqualTo(201);

        assertWritten(sentOn(), CLERK, CLERK_NAME);
    }

    @Test
    void aReadNamesItsPersonInTheHeaderAndTheIntentRecordsWho() {
        Http.Answer answer = world.http.get(READ, forTwo, "Wayleave-Person", CLERK);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        StoredEntry intent = new LedgerReader(world.database)
                .ofCall(world.water.id().value(), UUID.fromString(answer.header("Wayleave-Call")))
                .getFirst();
        assertThat(new String(intent.canonical(), StandardCharsets.UTF_8))
                .contains("\"person\":\"" + clerk + "\"")
                .doesNotContain(CLERK, CLERK_NAME);
    }

    @Test
    void headerAndBodyThatNameDifferentPersonsAreRefusedWhicheverIsListed() {
        Http.Answer answer =
                world.http.post(COMMENTS, forTwo, comment(identified(CLERK)), "Wayleave-Person", World.PLANNER);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:wayleave:problem:persons-disagree");
        assertThat(answer.json().path("where").asString()).isEqualTo("/internal_user_identifier");
        assertThat(upstream.takeReceived()).isEmpty();
    }

    @Test
    void headerAndBodyMayNameTheSamePerson() {
        assertThat(world.http
                        .post(COMMENTS, forTwo, comment(identified(CLERK)), "Wayleave-Person", CLERK)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anEndedPersonIsRefusedOnTheVeryNextCall() {
        PersonId leaver = world.colleague(world.water, "le.aver", "Le Aver");
        String token = tokenFor(List.of(leaver));
        assertThat(world.http.post(COMMENTS, token, comment("")).status()).isEqualTo(201);
        sentOn();

        stand(leaver, Standing.ENDED);

        assertRefused(world.http.post(COMMENTS, token, comment("")), "A1.person-not-active");
        assertRefused(world.http.get(READ, token), "A1.person-not-active");
    }

    @Test
    void aSuspendedPersonIsRefusedUntilActiveAgainAndTheOthersGoOn() {
        PersonId away = world.colleague(world.water, "a.way", "A. Way");
        String token = tokenFor(List.of(world.water.planner(), away));
        stand(away, Standing.SUSPENDED);
        assertRefused(world.http.get(READ, token, "Wayleave-Person", "a.way"), "A1.person-not-active");
        assertThat(world.http.get(READ, token, "Wayleave-Person", World.PLANNER).status())
                .isEqualTo(200);

        stand(away, Standing.ACTIVE);

        assertThat(world.http.get(READ, token, "Wayleave-Person", "a.way").status())
                .isEqualTo(200);
    }

    private static void stand(PersonId person, Standing standing) {
        world.register
                .people()
                .stand(new Body.OfController(world.water.id()), person, standing, world.water.administrator())
                .orElseThrow();
    }

    @Test
    void aPersonOfAnotherControllerIsNobodyHere() {
        world.colleague(world.county, "co.untry", "Co Untry");

        assertRefused(world.http.get(READ, forTwo, "Wayleave-Person", "co.untry"), "A1.person-not-listed");
    }

    @Test
    void whatIsMadeUpDoesNotReachACallThatTakesNoPersonEither() {
        String body = "{\"work_reference_numbers\":[\"" + SampleCalls.WORKS + "\"]" + identified(World.PLANNER) + "}";
        Http.Answer answer = world.http.post(SEARCH, forOne, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(sentOn().propertyNames()).containsExactly("work_reference_numbers");
    }

    @Test
    void anUnlistedPersonInTheBodyOfACallThatTakesNoneIsRefusedToo() {
        String body = "{\"work_reference_numbers\":[\"" + SampleCalls.WORKS + "\"]" + identified("nobody.known") + "}";

        assertRefused(world.http.post(SEARCH, forOne, body), "A1.person-not-listed");
    }

    /** Something else of the Controller changes between judgement and record, so that the call is judged again. */
    @ParameterizedTest
    @ValueSource(strings = {COMMENTS, SEARCH})
    void thePersonWhomTheBodyNamesIsKnownAgainWhenTheCallIsJudgedAgain(String path) {
        String body = path.equals(COMMENTS)
                ? comment(identified(CLERK))
                : "{\"work_reference_numbers\":[\"" + SampleCalls.WORKS + "\"]" + identified(CLERK) + "}";
        beforeTheNextRecord.set(() -> world.instructed(world.water));

        Http.Answer answer = world.http.post(path, forTwo, body);

        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        assertThat(upstream.takeReceived()).hasSize(1);
    }

    @Test
    void noHeaderOfOursReachesStreetManager() {
        Http.Answer answer = world.http.get(
                READ, forTwo, "Wayleave-Person", CLERK, "Wayleave-Purpose", "manage-own-permits", "X-Person", MADE_UP);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(upstream.takeReceived())
                .singleElement()
                .satisfies(received -> assertThat(received.headers())
                        .contains("token")
                        .noneMatch(name -> name.startsWith("wayleave") || name.equals("x-person")));
    }
}
