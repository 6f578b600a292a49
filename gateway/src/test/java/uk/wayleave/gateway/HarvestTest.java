package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import uk.wayleave.evidence.Entry;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.Facts;
import uk.wayleave.framework.OperationId;
import uk.wayleave.gateway.forward.AlarmKind;
import uk.wayleave.gateway.governor.HarvestLimits;
import uk.wayleave.register.ledger.LedgerReader;
import uk.wayleave.sandbox.Sandbox;
import uk.wayleave.sandbox.SandboxSettings;
import uk.wayleave.sandbox.WorksSummary;

/**
 * A harvest of the sandbox's 240 works: references found through boxes of the map are asked for one after another. Where
 * it ends, and what the ledger says of it.
 */
class HarvestTest {
    private static final Sandbox SANDBOX = Sandbox.start(
            SandboxSettings.defaults().withWorks(240).withPasswordSeed("test").withCallsPerMinute(100_000),
            Clock.systemUTC());

    private final MovableClock clock = new MovableClock();
    private World world = before(HarvestLimits.defaults());

    @AfterEach
    void stop() {
        world.close();
    }

    private World before(HarvestLimits limits) {
        return World.before(
                SANDBOX.baseUri(),
                World.Options.usual()
                        .with(clock)
                        .withAccounts(WayOfOneCallTest.accountsOf(SANDBOX))
                        .withSettings(settings -> settings.withEnabled(Set.of(
                                new OperationId("reporting.GetActivities"),
                                new OperationId("reporting.GetSection58s"),
                                new OperationId("reporting.GetInterestedPartyPermits"))))
                        .withGovernor(settings -> settings.withHarvest(limits)));
    }

    private void restart(HarvestLimits limits) {
        world.close();
        world = before(limits);
    }

    private static String box(int east, int north, int size) {
        return "/v6/geojson/works?minEasting=" + east + "&minNorthing=" + north + "&maxEasting=" + (east + size)
                + "&maxNorthing=" + (north + size);
    }

    /** What the map tells of works, as far as it is released. */
    private Set<String> referencesOnTheMap(String token) {
        Set<String> references = new LinkedHashSet<>();
        for (int east = 376_000; east < 394_000; east += 3_000) {
            for (int north = 164_000; north < 182_000; north += 3_000) {
                Http.Answer answer = world.http.get(box(east, north, 3_000), token);
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                for (JsonNode feature : answer.json().path("features")) {
                    references.add(feature.path("properties")
                            .path("work_reference_number")
                            .asString(""));
                }
            }
        }
        return references;
    }

    private static List<WorksSummary> promotedBy(boolean water) {
        return SANDBOX.works().stream()
                .filter(works -> !works.permits().isEmpty())
                .filter(works -> works.promoterSwaCode().equals(World.WATER_CODE) == water)
                .toList();
    }

    private static String permit(WorksSummary works) {
        return "/v6/work/works/" + works.reference() + "/permits/"
                + works.permits().getFirst().reference();
    }

    private Http.Answer read(WorksSummary works, String token) {
        return world.http.get(permit(works), token);
    }

    private Entry entryOf(World.Party party, Http.Answer answer) {
        return Proving.read(new LedgerReader(world.database)
                .ofCall(party.id().value(), UUID.fromString(answer.header("Wayleave-Call")))
                .getLast());
    }

    private static void assertStopped(Http.Answer answer, String limit) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(429);
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:wayleave:problem:harvest");
        assertThat(answer.json().path("limit").asString()).isEqualTo(limit);
        assertThat(answer.rules()).containsExactly("B2.harvest", "C5.harvest");
        assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(1L, 3_600L);
    }

    @Test
    void endsAtTheCeilingOfOthersRecordsAndIsInTheLedger() {
        String token = world.tokenForEverything(world.water);
        Set<String> onTheMap = referencesOnTheMap(token);
        assertThat(onTheMap).as("references that the map gives").hasSizeGreaterThan(100);
        List<Http.Answer> read = new ArrayList<>();
        List<Http.Answer> stopped = new ArrayList<>();
        List<WorksSummary> others = promotedBy(false).stream()
                .filter(works -> onTheMap.contains(works.reference()))
                .toList();
        assertThat(others).hasSizeGreaterThan(90);

        // As a harvester does that goes through them in no order that shows.
        for (int step = 0; step < 7; step++) {
            for (int i = step; i < others.size(); i += 7) {
                Http.Answer answer = read(others.get(i), token);
                (answer.status() == 200 ? read : stopped).add(answer);
            }
        }

        assertThat(read).hasSize(60);
        assertThat(stopped).hasSize(others.size() - 60).allSatisfy(answer -> {
            assertStopped(answer, "harvest-records");
            assertThat(answer.header("Wayleave-Upstream")).isEqualTo("not-sent");
        });
        Entry refusal = entryOf(world.water, stopped.getFirst());
        assertThat(refusal.kind()).isEqualTo(EntryKind.REFUSAL);
        assertThat(Proving.text(refusal, "code")).isEqualTo("harvest");
        assertThat(Proving.text(refusal, "harvest")).isEqualTo("harvest-records");
        assertThat(Proving.text(refusal, "harvest_counted")).isEqualTo("60");
        assertThat(refusal.facts().values().get("rules"))
                .isEqualTo(new Facts.Fact.Items(
                        List.of(new Facts.Fact.Text("B2.harvest"), new Facts.Fact.Text("C5.harvest"))));
        assertThat(Proving.text(entryOf(world.water, read.getLast()), "foreign_records_within_hour"))
                .isEqualTo("60");
        assertThat(world.alarms.take()).extracting(World.AlarmBell.Rung::kind).contains(AlarmKind.HARVEST);
    }

    @Test
    void doesNotStopWorkWithOwnRecordsNorOtherAgreementsNorWhatWasRead() {
        restart(HarvestLimits.defaults().withRecords(3));
        String token = world.tokenForEverything(world.water);
        List<WorksSummary> others = promotedBy(false);
        List<WorksSummary> far = List.of(others.get(0), others.get(30), others.get(60));
        far.forEach(works -> assertThat(read(works, token).status()).isEqualTo(200));
        assertStopped(read(others.get(90), token), "harvest-records");

        assertThat(read(far.getFirst(), token).status()).as("read before").isEqualTo(200);
        for (WorksSummary own : promotedBy(true).subList(0, 5)) {
            assertThat(read(own, token).status()).as("own").isEqualTo(200);
        }
        String anotherInstruction = world.tokenForEverything(world.water);
        assertStopped(read(others.get(90), anotherInstruction), "harvest-records");
        try (World.Node node = world.anotherNode()) {
            assertStopped(node.http.get(permit(others.get(90)), token), "harvest-records");
        }
    }

    @Test
    void ofAnAuthorityCountsOnlyWhatIsNotOnItsStreets() {
        restart(HarvestLimits.defaults().withRecords(2));
        String token = world.tokenForEverything(world.county);
        for (WorksSummary works : SANDBOX.works().stream()
                .filter(works -> !works.permits().isEmpty())
                .filter(works -> works.highwayAuthoritySwaCode().equals(World.COUNTY_CODE))
                .limit(10)
                .toList()) {
            Http.Answer answer = read(works, token);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
    }

    @Test
    void endsWhereReferencesAreCountedThrough() {
        restart(HarvestLimits.defaults());
        String token = world.tokenForEverything(world.water);
        List<Http.Answer> answers = new ArrayList<>();
        for (int number = 1; number <= 14; number++) {
            answers.add(world.http.get("/v6/work/works/ZF001X" + number + "/permits/ZF001X" + number + "-01", token));
        }
        assertThat(answers.subList(0, 12)).extracting(Http.Answer::status).doesNotContain(429);
        assertStopped(answers.get(12), "harvest-sequence");
        assertStopped(answers.get(13), "harvest-sequence");
        assertThat(world.http
                        .get("/v6/work/works/ZF001X40/permits/ZF001X40-01", token)
                        .status())
                .isNotEqualTo(429);
    }

    @Test
    void endsWhereTheMapIsSweptAndGoesOnAfterAnHour() {
        restart(HarvestLimits.defaults().withSquareKilometres(200));
        String token = world.tokenForEverything(world.water);
        assertThat(world.http.get(box(370_000, 160_000, 10_000), token).status())
                .isEqualTo(200);
        assertThat(world.http.get(box(380_000, 160_000, 10_000), token).status())
                .isEqualTo(200);

        Http.Answer swept = world.http.get(box(390_000, 160_000, 10_000), token);

        assertStopped(swept, "harvest-area");
        assertThat(swept.json().path("square_kilometres").asInt()).isEqualTo(200);
        assertThat(world.http.get(box(370_000, 160_000, 10_000), token).status())
                .as("searched before")
                .isEqualTo(200);
        clock.forward(Duration.ofMinutes(61));
        assertThat(world.http
                        .get(box(390_000, 160_000, 10_000), world.tokenForEverything(world.water))
                        .status())
                .isEqualTo(200);
    }

    private static String page(String list, int offset) {
        return "/v6/reporting/" + list + "?offset=" + offset;
    }

    private int rows(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("rows").size();
    }

    /** Every user sees other authorities' activities and protected streets, page by page. */
    @Test
    void endsWhereListsOfOthersArePagedThroughAndIsInTheLedger() {
        restart(HarvestLimits.defaults().withRows(10));
        String token = world.tokenForEverything(world.water);
        Http.Answer first = world.http.get(page("activities", 0), token);
        int activities = rows(first);
        assertThat(activities).as("others' activities on the first page").isBetween(5, 9);
        Http.Answer second = world.http.get(page("section-58s", 0), token);
        int all = activities + rows(second);
        assertThat(all).isGreaterThan(10);

        for (String next :
                List.of(page("activities", 2), page("section-58s", 1), page("interested-party-permits", 0))) {
            Http.Answer stopped = world.http.get(next, token);
            assertStopped(stopped, "harvest-rows");
            assertThat(stopped.json().path("rows").asInt()).isEqualTo(10);
            assertThat(stopped.header("Wayleave-Upstream")).isEqualTo("not-sent");
            Entry refusal = entryOf(world.water, stopped);
            assertThat(refusal.kind()).isEqualTo(EntryKind.REFUSAL);
            assertThat(Proving.text(refusal, "harvest")).isEqualTo("harvest-rows");
            assertThat(Proving.text(refusal, "harvest_counted")).isEqualTo(Integer.toString(all));
        }
        assertThat(Proving.text(entryOf(world.water, first), "foreign_rows")).isEqualTo(Integer.toString(activities));
        assertThat(Proving.text(entryOf(world.water, second), "foreign_rows_within_hour"))
                .isEqualTo(Integer.toString(all));
        assertThat(world.alarms.take()).extracting(World.AlarmBell.Rung::kind).contains(AlarmKind.HARVEST);

        assertThat(world.http
                        .get("/v6/reporting/permits?swa_code=" + World.WATER_CODE, token)
                        .status())
                .as("own rows")
                .isEqualTo(200);
        assertThat(world.http.get(page("activities", 0), token).status())
                .as("read before")
                .isEqualTo(200);
        try (World.Node node = world.anotherNode()) {
            assertStopped(node.http.get(page("activities", 4), token), "harvest-rows");
        }
        clock.forward(Duration.ofMinutes(61));
        assertThat(world.http
                        .get(page("activities", 2), world.tokenForEverything(world.water))
                        .status())
                .isEqualTo(200);
    }

    /** A line of the map shows all works that it crosses: many of them, close by each other, are the whole map. */
    @Test
    void linesOfTheMapCountAsMoreThanNothing() {
        restart(HarvestLimits.defaults().withSquareKilometres(10));
        String token = world.tokenForEverything(world.water);
        for (int north : new int[] {160_000, 160_050}) {
            assertThat(world.http.get(line(north), token).status()).isEqualTo(200);
        }

        assertStopped(world.http.get(line(160_100), token), "harvest-area");
    }

    private static String line(int north) {
        return "/v6/geojson/works?minEasting=370000&minNorthing=" + north + "&maxEasting=380000&maxNorthing=" + north;
    }
}
