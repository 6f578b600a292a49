package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.evidence.Entry;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.gateway.forward.BreakerSettings;
import uk.wayleave.gateway.governor.GovernorSettings;
import uk.wayleave.register.instruction.NewInstruction;
import uk.wayleave.register.snapshot.Organisation;

/** The governor as a caller meets it: polling floors, shares, who goes first, and a Street Manager that asks for quiet. */
class GovernedCallsTest {
    private static final String LIST = "/v6/reporting/permits?swa_code=" + World.WATER_CODE;
    private static final String UPDATES = "/v3/reporting/works/updates?swa_code=" + World.WATER_CODE + "&";
    private static final String EXPORT = "/v6/export/permits/csv";
    private static final String EMPTY_LIST = "{\"pagination\":{\"has_next_page\":false,\"total_rows\":0},\"rows\":[]}";

    private final MovableClock clock = new MovableClock();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private Proving governed(UnaryOperator<GovernorSettings> settings) {
        Proving proving = Proving.with(options -> options.with(clock).withGovernor(settings));
        open.add(proving);
        return proving;
    }

    private Proving polled() {
        Proving proving =
                governed(settings -> settings.withPollingFloors(Duration.ofSeconds(120), Duration.ofSeconds(5)));
        proving.upstream.does((request, wire) -> {
            if (request.target().contains("/csv/")) {
                wire.raw("HTTP/1.1 204 No Content\r\n\r\n");
            } else if (request.target().contains("csv")) {
                wire.json(200, "{\"csv_id\":81}");
            } else if (request.target().contains("updates")) {
                wire.json(200, "{\"updates\":[]}");
            } else {
                wire.json(200, EMPTY_LIST);
            }
        });
        return proving;
    }

    private static void assertTooSoon(Proving proving, Http.Answer answer, String limit, long atMost) {
        proving.assertRefused(answer, 429, "polled-too-soon", "not-sent");
        assertThat(answer.json().path("limit").asString()).isEqualTo(limit);
        assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(1L, atMost);
        assertThat(proving.kinds(answer)).containsExactly(EntryKind.REFUSAL);
        Entry refusal = proving.entries(answer).getFirst();
        assertThat(Proving.text(refusal, "code")).isEqualTo("polled-too-soon");
    }

    @Test
    void anEqualListIsAskedForOnceInTwoMinutes() {
        Proving proving = polled();
        Http.Answer first = proving.world.http.get(LIST, proving.token);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        int sent = proving.upstream.calls().size();

        assertTooSoon(proving, proving.world.http.get(LIST, proving.token), "polling", 120);
        try (World.Node node = proving.world.anotherNode()) {
            assertTooSoon(proving, node.http.get(LIST, proving.token), "polling", 120);
        }
        assertThat(proving.upstream.calls()).hasSize(sent);

        assertThat(proving.world.http.get(LIST + "&offset=25", proving.token).status())
                .as("another page")
                .isEqualTo(200);
        clock.forward(Duration.ofSeconds(60));
        assertTooSoon(proving, proving.world.http.get(LIST, proving.token), "polling", 61);
        clock.forward(Duration.ofSeconds(61));
        assertThat(proving.world.http.get(LIST, proving.token).status()).isEqualTo(200);
    }

    /** However it is written, it is the same list. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v6/reporting/permits?status=granted&status=submitted&swa_code=" + World.WATER_CODE,
                "/v6/reporting/permits?swa_code=" + World.WATER_CODE
                        + "&status=submitted&status=granted&status=granted",
                "/v6/reporting/permits?swa_code=" + World.WATER_CODE
                        + "&status=submitted&status=granted&offset=0&organisation=&is_deemed=",
                "/v6/reporting/permits?swa_code=" + World.WATER_CODE + "&status=submitted&status=%20granted&offset=0.0",
            })
    void anEqualListIsEqualHoweverItIsWritten(String written) {
        Proving proving = polled();
        Http.Answer first = proving.world.http.get(LIST + "&status=submitted&status=granted", proving.token);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        int sent = proving.upstream.calls().size();

        assertTooSoon(proving, proving.world.http.get(written, proving.token), "polling", 120);
        assertThat(proving.upstream.calls()).hasSize(sent);
    }

    @Test
    void anotherPersonsNameMakesNoOtherPoll() {
        Proving proving = polled();
        Http.Answer first = proving.world.http.get(LIST, proving.token);
        assertThat(first.status()).as(first.body()).isEqualTo(200);

        assertTooSoon(
                proving, proving.world.http.get(LIST, proving.token, "Wayleave-Person", World.PLANNER), "polling", 120);
    }

    @Test
    void updatesArePolledOnceInTwoMinutesWhateverThePeriod() {
        Proving proving = polled();
        Http.Answer first = proving.world.http.get(UPDATES + "previous_minutes=5", proving.token);
        assertThat(first.status()).as(first.body()).isNotEqualTo(429);

        assertTooSoon(proving, proving.world.http.get(UPDATES + "previous_minutes=6", proving.token), "polling", 120);
        Http.Answer page = proving.world.http.get(UPDATES + "update_id=17", proving.token);
        assertThat(page.status()).as("the next page: " + page.body()).isNotEqualTo(429);
        assertTooSoon(proving, proving.world.http.get(UPDATES + "update_id=17", proving.token), "polling", 120);
        clock.forward(Duration.ofSeconds(121));
        assertThat(proving.world
                        .http
                        .get(UPDATES + "previous_minutes=6", proving.token)
                        .status())
                .isNotEqualTo(429);
    }

    @Test
    void aJobIsLookedAtEveryFiveSeconds() {
        Proving proving = polled();
        Http.Answer job = proving.world.http.post(EXPORT, proving.token, "{}");
        assertThat(job.status()).as(job.body()).isEqualTo(200);
        assertThat(proving.world.http.get("/v6/export/csv/81", proving.token).status())
                .isEqualTo(204);
        assertTooSoon(proving, proving.world.http.get("/v6/export/csv/81", proving.token), "job-polling", 5);
        clock.forward(Duration.ofSeconds(6));
        assertThat(proving.world.http.get("/v6/export/csv/81", proving.token).status())
                .isEqualTo(204);
    }

    @Test
    void whatWasNotSentIsNoPoll() {
        Proving proving = polled();
        proving.upstream.close();
        assertThat(proving.world.http.get(LIST, proving.token).status()).isEqualTo(503);
        assertThat(proving.world.http.get(LIST, proving.token).status())
                .as("not too soon")
                .isEqualTo(503);
    }

    @Test
    void oneRecordIsNoPoll() {
        Proving proving = polled();
        proving.upstream.says(200, Proving.permit());
        assertThat(proving.read().status()).isEqualTo(200);
        assertThat(proving.read().status()).isEqualTo(200);
    }

    private static Http.Answer untilRefused(Proving proving) {
        for (int reads = 0; reads < 60; reads++) {
            Http.Answer answer = proving.read();
            if (answer.status() != 200) {
                return answer;
            }
        }
        throw new AssertionError("60 reads within a budget that is less.");
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void exportsAreTurnedAwayFirstThenReadsAndWritesLast() {
        Proving proving = governed(settings -> settings.withCallsPerMinute(16));
        proving.upstream.does((request, wire) -> {
            switch (request.method()) {
                case "GET" -> wire.json(200, Proving.permit());
                default -> wire.json(request.target().contains("csv") ? 200 : 201, Proving.WRITTEN);
            }
        });
        // A node's part grows to the whole budget as it is used.
        Http.Answer refused = untilRefused(proving);
        for (int tries = 0; tries < 30 && refused.json().path("calls").asInt() < 12; tries++) {
            pause();
            refused = untilRefused(proving);
        }
        Http.Answer read = proving.read();
        proving.assertRefused(read, 429, read.json().path("type").asString().replaceAll(".*:", ""), "not-sent");
        assertThat(read.json().path("limit").asString()).isIn("budget", "integrator-share", "controller-share");
        assertThat(read.json().path("detail").asString()).isNotBlank();
        assertThat(Long.parseLong(read.header("Retry-After"))).isBetween(1L, 61L);
        assertThat(proving.kinds(read)).containsExactly(EntryKind.REFUSAL);
        Http.Answer export = proving.world.http.post(EXPORT, proving.token, "{}");
        assertThat(export.status()).as(export.body()).isEqualTo(429);

        Http.Answer write = proving.write();

        assertThat(write.status()).as("a statutory write goes: " + write.body()).isEqualTo(201);
        clock.forward(Duration.ofSeconds(62));
        assertThat(proving.read().status()).isEqualTo(200);
    }

    private static Http.Answer export(Proving proving) {
        return proving.world.http.post(EXPORT, proving.token, "{}");
    }

    private static Http.Answer exportsUntilRefused(Proving proving) {
        for (int exports = 0; exports < 60; exports++) {
            Http.Answer answer = export(proving);
            if (answer.status() != 200) {
                return answer;
            }
        }
        throw new AssertionError("60 exports within a budget that is less.");
    }

    /** Where an export is turned away a read is not yet, and where a read is a write goes on. */
    @Test
    void readsGoOnWhereExportsAreTurnedAwayAndWritesWhereReadsAre() {
        Proving proving = governed(settings -> settings.withCallsPerMinute(32));
        proving.upstream.does((request, wire) -> {
            switch (request.method()) {
                case "GET" -> wire.json(200, Proving.permit());
                default ->
                    wire.json(
                            request.target().contains("csv") ? 200 : 201,
                            request.target().contains("csv") ? "{\"csv_id\":81}" : Proving.WRITTEN);
            }
        });
        // A node's part grows to the whole budget as it is used; a minute later all of it is free.
        Http.Answer small = untilRefused(proving);
        for (int tries = 0; tries < 30 && small.json().path("calls").asInt() < 24; tries++) {
            pause();
            small = untilRefused(proving);
        }
        clock.forward(Duration.ofSeconds(62));

        Http.Answer export = exportsUntilRefused(proving);
        Http.Answer read = proving.read();
        assertThat(read.status())
                .as("a read after an export was refused: " + read.body())
                .isEqualTo(200);
        proving.assertRefused(export, 429, export.json().path("type").asString().replaceAll(".*:", ""), "not-sent");
        assertThat(Long.parseLong(export.header("Retry-After"))).isBetween(1L, 61L);

        Http.Answer refused = untilRefused(proving);
        assertThat(refused.status()).as(refused.body()).isEqualTo(429);
        assertThat(export(proving).status()).isEqualTo(429);
        int sent = proving.upstream.calls().size();
        Http.Answer write = proving.write();
        assertThat(write.status())
                .as("a statutory write goes first: " + write.body())
                .isEqualTo(201);
        assertThat(proving.upstream.calls()).hasSize(sent + 1);
    }

    @Test
    void oneIntegratorCannotUseUpAnothersShareAndIsToldSo() {
        Proving proving = governed(settings -> settings.withCallsPerMinute(32));
        World world = proving.world;
        World.Vendor other = world.vendor("Roadtide");
        World.Party gas = world.party(
                other,
                "Ottermouth Gas Networks",
                List.of(new Organisation(new SwaCode("9986"), "Ottermouth Gas Networks", "9986", Set.of("ZG"))),
                Map.of("9986", "Planner"));
        InstructionId instruction = world.instructed(
                gas,
                usual -> new NewInstruction(
                        usual.agreement(),
                        other.product(),
                        usual.kind(),
                        usual.purpose(),
                        usual.operations(),
                        usual.references(),
                        usual.tier(),
                        usual.from(),
                        usual.until(),
                        usual.uses(),
                        usual.proof(),
                        usual.persons()));
        String ofOther = world.token(gas, Optional.of(instruction));
        String gasPermit = Proving.permit(
                "work_reference_number", "\"ZG001AAA1\"",
                "permit_reference_number", "\"ZG001AAA1-01\"",
                "promoter_swa_code", "\"9986\"");
        proving.upstream.does(
                (request, wire) -> wire.json(200, request.target().contains("ZG001") ? gasPermit : Proving.permit()));

        // A node's part grows to the whole budget as it is used: of 32, an integrator's share is 24 while it is alone.
        Http.Answer refused = untilRefused(proving);
        for (int tries = 0; tries < 30 && refused.json().path("calls").asInt() < 24; tries++) {
            pause();
            refused = untilRefused(proving);
        }
        proving.assertRefused(refused, 429, "over-share", "not-sent");
        assertThat(refused.json().path("limit").asString()).isEqualTo("integrator-share");
        assertThat(refused.json().path("calls").asInt()).isEqualTo(24);

        Http.Answer served = world.http.get("/v6/work/works/ZG001AAA1/permits/ZG001AAA1-01", ofOther);
        assertThat(served.status()).as("the other integrator: " + served.body()).isEqualTo(200);

        Http.Answer again = proving.read();
        proving.assertRefused(again, 429, "over-share", "not-sent");
        assertThat(again.json().path("limit").asString()).isEqualTo("integrator-share");
        assertThat(again.json().path("calls").asInt()).as("half of what it was").isEqualTo(12);
        assertThat(again.json().path("detail").asString()).contains("The integrator has used its share");
        assertThat(Long.parseLong(again.header("Retry-After"))).isBetween(1L, 61L);
        assertThat(Proving.text(proving.entries(again).getFirst(), "code")).isEqualTo("over-share");
    }

    @Test
    void oneControllerCannotUseUpAnothersShare() {
        Proving proving = governed(settings -> settings.withCallsPerMinute(40));
        String ofCounty = proving.world.tokenForEverything(proving.world.county);
        String countysPermit = Proving.permit(
                "work_reference_number", "\"ZP001AAA1\"",
                "permit_reference_number", "\"ZP001AAA1-01\"",
                "promoter_swa_code", "\"" + World.COUNTY_WORKS_CODE + "\"");
        proving.upstream.does((request, wire) ->
                wire.json(200, request.target().contains("ZP001") ? countysPermit : Proving.permit()));
        String read = "/v6/work/works/ZP001AAA1/permits/ZP001AAA1-01";
        Http.Answer first = proving.world.http.get(read, ofCounty);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        // A node's part grows to the whole budget as it is used: of 40, a Controller's share is then 15.
        Http.Answer refused = untilRefused(proving);
        for (int tries = 0; tries < 30 && refused.json().path("calls").asInt() < 15; tries++) {
            pause();
            refused = untilRefused(proving);
        }
        assertThat(refused.json().path("calls").asInt()).as(refused.body()).isGreaterThanOrEqualTo(15);

        Http.Answer again = proving.world.http.get(read, ofCounty);
        assertThat(again.status())
                .as("the county is within its share: " + again.body())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aStreetManagerThatAsksForQuietGetsIt(int status) {
        Proving proving = governed(settings -> settings);
        proving.upstream.does((request, wire) -> wire.json(status, "{\"message\":\"Slow down\"}", "Retry-After", "30"));
        proving.read();
        int sent = proving.upstream.calls().size();

        for (int i = 0; i < 3; i++) {
            Http.Answer answer = i == 1 ? proving.write() : proving.read();
            proving.assertRefused(answer, 503, "street-manager-not-reached", "not-sent");
            assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(1L, 30L);
        }
        assertThat(proving.upstream.calls()).hasSize(sent);
        clock.forward(Duration.ofSeconds(31));
        proving.upstream.says(200, Proving.permit());
        assertThat(proving.read().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"412", "423"})
    void anAccountThatIsLockedIsHeldOffAndOthersAreNot(int status) {
        Proving proving = governed(settings -> settings);
        proving.upstream.does((request, wire) -> wire.json(status, "{\"message\":\"Locked\"}"));
        proving.read();
        int sent = proving.upstream.calls().size();

        Http.Answer held = proving.read();

        proving.assertRefused(held, 503, "street-manager-not-reached", "not-sent");
        assertThat(held.header("Retry-After")).isNotEmpty();
        assertThat(proving.upstream.calls()).hasSize(sent);
    }

    @Test
    void aHostThatFailsIsLeftAlone() {
        Proving proving = Proving.with(options -> options.with(clock)
                .withForward(settings -> settings.withBreaker(
                        new BreakerSettings(4, 4, 50, Duration.ofSeconds(60), Duration.ofSeconds(60)))));
        open.add(proving);
        proving.upstream.says(500, "{\"message\":\"Internal server error\"}");
        for (int i = 0; i < 8; i++) {
            proving.read();
        }
        int sent = proving.upstream.calls().size();

        Http.Answer answer = proving.read();

        proving.assertRefused(answer, 503, "street-manager-not-reached", "not-sent");
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(proving.upstream.calls()).hasSize(sent).hasSizeLessThan(8);
    }
}
