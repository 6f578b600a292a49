package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.Box;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.gateway.forward.AlarmKind;
import uk.wayleave.register.instruction.NewInstruction;
import uk.wayleave.register.party.RegisteredContract;
import uk.wayleave.register.snapshot.Organisation;
import uk.wayleave.register.snapshot.PromoterContract;

/** What a call may reach for, and with which account, before anything is sent; and whose rows come back. */
class ScopeGuardsTest {
    private static final String CONTRACTOR_CODE = "9975";
    private static final String MAP = "/v6/geojson/works?minEasting=384000&minNorthing=171000&maxEasting=385000";

    private static ScriptedStreetManager streetManager;
    private static World world;
    private static World.Party contractor;

    @BeforeAll
    static void start() {
        streetManager = ScriptedStreetManager.start();
        world = World.before(streetManager.baseUri(), World.Options.usual());
        contractor = world.party(
                "Groundworks Limited",
                List.of(new Organisation(new SwaCode(CONTRACTOR_CODE), "Groundworks", CONTRACTOR_CODE, Set.of())),
                Map.of(CONTRACTOR_CODE, "Contractor"));
    }

    @AfterAll
    static void stop() {
        world.close();
        streetManager.close();
    }

    @BeforeEach
    void nothingAskedYet() {
        streetManager.says(200, "{\"type\":\"FeatureCollection\",\"features\":[]}");
        world.alarms.take();
    }

    private static int sent() {
        return streetManager.calls().size();
    }

    /** The organisation whose account the last call went out with. */
    private static String accountOfTheLastCall() {
        String token = streetManager.calls().getLast().token();
        String payload = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        return JsonMapper.shared().readTree(payload).path("email").asString().replaceAll("[^0-9]", "");
    }

    private static String token(World.Party party, InstructionId instruction) {
        return world.token(party, Optional.of(instruction));
    }

    private static void assertRefused(Http.Answer answer, int before, String... rules) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.rules()).contains(rules);
        assertThat(answer.header("Wayleave-Upstream")).isEqualTo("not-sent");
        assertThat(answer.json().at("/clauses").values())
                .as(answer.body())
                .allSatisfy(breach -> assertThat(breach.path("cure").asString()).isNotBlank());
        assertThat(sent()).isEqualTo(before);
    }

    private static NewInstruction with(NewInstruction usual, Scope<String> references, Optional<Box> area) {
        return new NewInstruction(
                usual.agreement(),
                usual.product(),
                usual.kind(),
                usual.purpose(),
                usual.operations(),
                references,
                area,
                usual.tier(),
                usual.closedOfOthers(),
                usual.from(),
                usual.until(),
                usual.uses(),
                usual.proof(),
                usual.persons());
    }

    @Nested
    class OnTheMap {
        private final String everything = world.tokenForEverything(world.water);

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "&maxNorthing=",
                    "&maxNorthing=north",
                    "&maxNorthing=1e5",
                    "&maxNorthing=-1",
                    "&maxNorthing=NaN",
                    "&maxNorthing=171000.5.5",
                    "&maxNorthing=170999",
                    "&maxNorthing=1400001",
                    "&maxNorthing=99999999999",
                })
        void refusesAnAreaThatIsMalformedInvertedOrOffTheGrid(String rest) {
            int before = sent();
            Http.Answer answer = world.http.get(MAP + rest, everything);

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.json().path("type").asString()).isEqualTo("urn:wayleave:problem:box-malformed");
            assertThat(answer.body()).contains("maxNorthing");
            assertThat(sent()).isEqualTo(before);
        }

        @Test
        void refusesAnAreaWithTwoEdgesOnOneSide() {
            int before = sent();
            Http.Answer answer = world.http.get(MAP + "&maxNorthing=172000&maxNorthing=172001", everything);

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.json().path("type").asString())
                    .isEqualTo("urn:wayleave:problem:query-parameter-repeated");
            assertThat(sent()).isEqualTo(before);
        }

        @Test
        void letsAnAreaOfTheUsualSizeThroughAndNoLargerOne() {
            assertThat(world.http.get(MAP + "&maxNorthing=181000", everything).status())
                    .isEqualTo(200);
            int before = sent();
            assertRefused(world.http.get(MAP + "&maxNorthing=181000.1", everything), before, "B1.area-too-large");
        }

        @Test
        void keepsToTheAreaOfTheInstruction() {
            Box area = new Box(384_000, 171_000, 385_000, 172_000);
            String limited = token(
                    world.water, world.instructed(world.water, usual -> with(usual, Scope.all(), Optional.of(area))));

            assertThat(world.http.get(MAP + "&maxNorthing=172000", limited).status())
                    .isEqualTo(200);
            int before = sent();
            assertRefused(world.http.get(MAP + "&maxNorthing=172000.5", limited), before, "A1.area");
        }

        @Test
        void isNotForAnInstructionAboutCertainWorksUnlessItNamesAnAreaToo() {
            Scope<String> works = Scope.only(Set.of("ZW001X1"));
            String withoutArea =
                    token(world.water, world.instructed(world.water, usual -> with(usual, works, Optional.empty())));
            int before = sent();
            assertRefused(world.http.get(MAP + "&maxNorthing=172000", withoutArea), before, "A1.area");

            Box area = new Box(380_000, 170_000, 390_000, 180_000);
            String withArea =
                    token(world.water, world.instructed(world.water, usual -> with(usual, works, Optional.of(area))));
            assertThat(world.http.get(MAP + "&maxNorthing=172000", withArea).status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class ByReference {
        private final String limited = token(
                world.water,
                world.instructed(world.water, usual -> with(usual, Scope.only(Set.of("ZW001X1")), Optional.empty())));

        @ParameterizedTest
        @CsvSource({
            "/v6/reporting/permits?work_reference_number=ZW001X1&permit_reference_number=ZW001X2-01",
            "/v6/reporting/alterations?permit_alteration_reference_number=ZW001X2-01-ALT-1",
            "/v6/reporting/fixed-penalty-notices?work_reference_number=ZW001X2",
        })
        void refusesWorksTheInstructionDoesNotListWhereverTheyAreNamed(String call) {
            int before = sent();
            assertRefused(world.http.get(call, limited), before, "A1.reference");
        }

        @Test
        void releasesOfAListOnlyTheWorksThatTheInstructionLists() {
            streetManager.says(
                    200,
                    "{\"pagination\":{\"has_next_page\":false,\"total_rows\":2},\"rows\":["
                            + "{\"work_reference_number\":\"ZW001X1\",\"highway_authority\":\"Elsewhere\"},"
                            + "{\"work_reference_number\":\"ZW001X2\",\"highway_authority\":\"Elsewhere\"}]}");

            Http.Answer answer = world.http.get("/v6/reporting/inspections?work_reference_number=ZW001X1", limited);

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().at("/rows").size()).isEqualTo(1);
            assertThat(answer.body()).doesNotContain("ZW001X2");
            assertThat(world.alarms.take()).isEmpty();
        }
    }

    @Nested
    class OfAnotherOrganisation {
        private final String token = world.tokenForEverything(world.water);

        @Test
        void aRecordOfItsOwnIsWithheldAndRaisesAnAlarm() {
            streetManager.says(
                    200,
                    "{\"work_reference_number\":\"ZW001X1\",\"promoter_swa_code\":\"9982\","
                            + "\"highway_authority_swa_code\":\"9989\",\"usrn\":41}");

            Http.Answer answer = world.http.get("/v6/work/works/ZW001X1", token);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.rules()).containsExactly("B4.answer-of-another", "C5.answer-of-another");
            assertThat(world.alarms.take())
                    .containsExactly(new World.AlarmBell.Rung(AlarmKind.FOREIGN_RECORD, world.water.id()));
        }

        @Test
        void aRowIsLeftOutAndRaisesAnAlarmAndNoTotalTellsOfIt() {
            String own = "{\"work_reference_number\":\"ZW001X1\",\"highway_authority\":\"Elsewhere\"}";
            String theirs = "{\"work_reference_number\":\"ZF001X1\",\"highway_authority\":\"Elsewhere\"}";
            streetManager.says(
                    200,
                    "{\"pagination\":{\"has_next_page\":true,\"total_rows\":77},\"rows\":[" + theirs + "," + own
                            + "]}");

            Http.Answer answer = world.http.get("/v6/reporting/inspections", token);

            assertThat(answer.body())
                    .isEqualTo("{\"pagination\":{\"has_next_page\":true,\"total_rows\":null},\"rows\":[" + own + "]}");
            assertThat(world.alarms.take())
                    .containsExactly(new World.AlarmBell.Rung(AlarmKind.FOREIGN_RECORD, world.water.id()));
        }

        @Test
        void theTotalStaysWhereNothingIsLeftOut() {
            String answered = "{\"pagination\":{\"has_next_page\":true,\"total_rows\":77},\"rows\":["
                    + "{\"work_reference_number\":\"ZW001X1\",\"highway_authority\":\"Elsewhere\"}]}";
            streetManager.says(200, answered);

            assertThat(world.http.get("/v6/reporting/inspections", token).body())
                    .isEqualTo(answered);
            assertThat(world.alarms.take()).isEmpty();
        }

        @Test
        void aRecordThatEveryUserSeesRaisesNoAlarm() {
            streetManager.says(
                    200,
                    "{\"work_reference_number\":\"ZF001X1\",\"permit_reference_number\":\"ZF001X1-01\","
                            + "\"promoter_swa_code\":\"9982\",\"highway_authority_swa_code\":\"9989\"}");

            assertThat(world.http
                            .get("/v6/work/works/ZF001X1/permits/ZF001X1-01", token)
                            .status())
                    .isEqualTo(200);
            assertThat(world.alarms.take()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/v6/reporting/inspections?swa_code=9983",
                    "/v6/reporting/inspections?swa_code=shoe",
                })
        void anSwaCodeIsNamedOnlyByItsContractors(String call) {
            int before = sent();
            assertRefused(world.http.get(call, token), before, "B4.no-contract");
        }

        @Test
        void aSecondSwaCodeHidesBehindNoFirst() {
            int before = sent();
            Http.Answer answer = world.http.get("/v6/reporting/inspections?swa_code=9981&swa_code=9983", token);

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.json().path("where").asString()).isEqualTo("query parameter swa_code");
            assertThat(sent()).isEqualTo(before);
        }

        @Test
        void anSwaCodeInABodyIsNamedOnlyByItsContractors() {
            int before = sent();
            assertRefused(
                    world.http.post("/v6/export/inspections/csv", token, "{\"swa_code\":\"9983\"}"),
                    before,
                    "B4.no-contract");
        }
    }

    /** A Controller with a contractor's account and contracts with promoters. */
    @Nested
    class AsContractor {
        private final String token = world.tokenForEverything(contractor);
        private static final String LIST = "/v6/reporting/inspections?swa_code=9981";
        private static final String ROWS = "{\"pagination\":{\"has_next_page\":false,\"total_rows\":3},\"rows\":["
                + "{\"work_reference_number\":\"ZW001X1\",\"highway_authority\":\"Elsewhere\"},"
                + "{\"work_reference_number\":\"ZW002X1\",\"highway_authority\":\"Elsewhere\"},"
                + "{\"work_reference_number\":\"ZC001X1\",\"highway_authority\":\"Elsewhere\"}]}";

        private PromoterContract terms(Instant from, Instant until) {
            return new PromoterContract(
                    new SwaCode(CONTRACTOR_CODE),
                    new SwaCode(World.WATER_CODE),
                    "Northmere Water",
                    Set.of("ZW"),
                    Scope.only(Set.of("001")),
                    from,
                    until);
        }

        private RegisteredContract recorded(Instant from, Instant until) {
            return world.register
                    .promoterContracts()
                    .record(contractor.id(), terms(from, until), contractor.administrator())
                    .orElseThrow();
        }

        private RegisteredContract inForce() {
            Instant now = world.clock.instant();
            RegisteredContract contract = recorded(now.minusSeconds(1), now.plus(Duration.ofDays(1)));
            return world.register
                    .promoterContracts()
                    .confirm(world.water.id(), contract.id(), world.water.administrator())
                    .orElseThrow();
        }

        private void end(RegisteredContract contract) {
            world.register
                    .promoterContracts()
                    .end(world.water.id(), contract.id(), world.water.administrator())
                    .orElseThrow();
        }

        @AfterEach
        void noContractIsLeft() {
            world.register.promoterContracts().of(contractor.id()).stream()
                    .filter(contract -> contract.standing() != RegisteredContract.Standing.ENDED)
                    .forEach(this::end);
        }

        @Test
        void namesNoPromoterWithoutAContract() {
            int before = sent();
            assertRefused(world.http.get(LIST, token), before, "B4.no-contract");
            assertRefused(
                    world.http.get("/v6/work/works/ZW001X1", token), before, "B4.foreign-record", "C5.foreign-record");
        }

        @Test
        void namesNoPromoterThatHasNotConfirmedTheContractOrWhoseContractIsNotInForce() {
            Instant now = world.clock.instant();
            recorded(now.minusSeconds(1), now.plus(Duration.ofDays(1)));
            RegisteredContract early = recorded(now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(2)));
            world.register
                    .promoterContracts()
                    .confirm(world.water.id(), early.id(), world.water.administrator())
                    .orElseThrow();
            int before = sent();

            assertRefused(world.http.get(LIST, token), before, "B4.no-contract");
        }

        @Test
        void actsForThePromoterWithItsOwnAccountAndWithinTheWorkstreamsOfTheContract() {
            inForce();
            streetManager.says(200, ROWS);

            Http.Answer answer = world.http.get(LIST, token);

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().at("/rows").values())
                    .extracting(row -> row.path("work_reference_number").asString())
                    .containsExactly("ZW001X1");
            assertThat(answer.json().at("/pagination/total_rows").isNull()).isTrue();
            assertThat(accountOfTheLastCall()).isEqualTo(CONTRACTOR_CODE);
            assertThat(world.alarms.take()).hasSize(1);
        }

        @Test
        void readsAWorksRecordOfThePromoterWithinTheWorkstreamsOfTheContract() {
            inForce();
            streetManager.says(
                    200,
                    "{\"work_reference_number\":\"ZW001X1\",\"promoter_swa_code\":\"9981\","
                            + "\"highway_authority_swa_code\":\"9989\",\"usrn\":41}");
            assertThat(world.http.get("/v6/work/works/ZW001X1", token).status()).isEqualTo(200);

            int before = sent();
            assertRefused(world.http.get("/v6/work/works/ZW002X1", token), before, "B4.foreign-record");
            assertRefused(
                    world.http.get("/v3/reporting/works/updates?swa_code=9981&workstream_prefix=002", token),
                    before,
                    "B4.no-contract");
        }

        @Test
        void stopsWithTheNextCallOnceThePromoterEndsTheContract() {
            RegisteredContract contract = inForce();
            streetManager.says(200, ROWS);
            assertThat(world.http.get(LIST, token).status()).isEqualTo(200);
            end(contract);

            // What is remembered may let it go out; nothing of the answer is released.
            Http.Answer answer = world.http.get(LIST, token);
            assertThat(answer.status()).as(answer.body()).isEqualTo(403);
            assertThat(answer.rules()).contains("B4.no-contract");
        }

        @Test
        void needsTheRoleOfAContractorForIt() {
            World.Party planner = world.party(
                    "Trenchers Limited",
                    List.of(new Organisation(new SwaCode("9986"), "Trenchers", "9986", Set.of())),
                    Map.of("9986", "Planner"));
            Instant now = world.clock.instant();
            world.register
                    .promoterContracts()
                    .record(
                            planner.id(),
                            new PromoterContract(
                                    new SwaCode("9986"),
                                    new SwaCode("7777"),
                                    "Faraway Gas",
                                    Set.of("X7"),
                                    Scope.all(),
                                    now.minusSeconds(1),
                                    now.plus(Duration.ofDays(1))),
                            planner.administrator())
                    .orElseThrow();
            int before = sent();

            assertRefused(
                    world.http.get("/v6/reporting/inspections?swa_code=7777", world.tokenForEverything(planner)),
                    before,
                    "A3.no-fitting-role");
        }
    }

    /** The county is highway authority and promoter, each with an account. */
    @Nested
    class WithTwoAccounts {
        private final String token = world.tokenForEverything(world.county);

        private void asked(String call, String json) {
            streetManager.says(200, json);
            Http.Answer answer = world.http.get(call, token);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }

        private static String works(String reference, String promoter, String authority) {
            return "{\"work_reference_number\":\"" + reference + "\",\"promoter_swa_code\":\"" + promoter
                    + "\",\"highway_authority_swa_code\":\"" + authority + "\"}";
        }

        @Test
        void readsItsOwnWorksAsThePromoter() {
            asked("/v6/work/works/ZP001X1", works("ZP001X1", "9984", "9983"));
            assertThat(accountOfTheLastCall()).isEqualTo(World.COUNTY_WORKS_CODE);
        }

        @Test
        void readsOthersWorksOnItsStreetsAsTheAuthority() {
            asked("/v6/work/works/ZW001X1", works("ZW001X1", "9981", "9983"));
            assertThat(accountOfTheLastCall()).isEqualTo(World.COUNTY_CODE);
        }

        @Test
        void listsForTheOrganisationThatItNames() {
            String none = "{\"pagination\":{\"has_next_page\":false,\"total_rows\":0},\"rows\":[]}";
            asked("/v6/reporting/inspections?swa_code=9984", none);
            assertThat(accountOfTheLastCall()).isEqualTo(World.COUNTY_WORKS_CODE);
            asked("/v6/reporting/inspections?swa_code=9983", none);
            assertThat(accountOfTheLastCall()).isEqualTo(World.COUNTY_CODE);
            asked("/v6/reporting/inspections", none);
            assertThat(accountOfTheLastCall()).isEqualTo(World.COUNTY_CODE);
        }

        @Test
        void assessesAsTheAuthorityEvenItsOwnWorks() {
            streetManager.does((request, wire) -> {
                if (request.method().equals("GET")) {
                    wire.json(200, works("ZP001X1", "9984", "9983"));
                } else {
                    wire.json(204, "");
                }
            });
            Http.Answer answer = world.http.send(HttpRequest.newBuilder(
                            world.gateway.baseUri().resolve("/v6/work/works/ZP001X1/permits/ZP001X1-01/assessment"))
                    .header("token", token)
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"assessment_status\":\"granted\"}")));

            assertThat(answer.status()).as(answer.body()).isEqualTo(204);
            assertThat(accountOfTheLastCall()).isEqualTo(World.COUNTY_CODE);
        }
    }

    @Test
    void anInstructionAboutAnAreaIsFoundByTheCallsThatItCovers() {
        Box area = new Box(384_000, 171_000, 385_000, 172_000);
        OperationId map = new OperationId("geojson.GetWorksIntersectBoundingBox");
        World.Party party = world.party(
                "Mere Gas",
                List.of(new Organisation(new SwaCode("9987"), "Mere Gas", "9987", Set.of("ZG"))),
                Map.of("9987", "Planner"));
        world.instructed(
                party,
                usual -> new NewInstruction(
                        usual.agreement(),
                        usual.product(),
                        usual.kind(),
                        Purpose.COORDINATE_STREET_WORKS,
                        Set.of(map),
                        Scope.all(),
                        Optional.of(area),
                        usual.tier(),
                        false,
                        usual.from(),
                        usual.until(),
                        usual.uses(),
                        usual.proof(),
                        usual.persons()));
        String uncited = world.token(party, Optional.empty());

        assertThat(world.http.get(MAP + "&maxNorthing=172000", uncited).status())
                .isEqualTo(200);
        JsonNode outside = world.http.get(MAP + "&maxNorthing=172001", uncited).json();
        assertThat(outside.toString()).contains("A1.no-instruction");
    }
}
