package uk.wayleave.register.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.World;
import uk.wayleave.register.World.Side;
import uk.wayleave.register.postgres.Database;

/** Scans as the register holds them: run once among nodes, carried on after a node is gone, counted once. */
class TextScansTest {
    private static final World WORLD = new World();
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final TextScans scans = WORLD.register.textScans();
    private final TextScanRuns runs = WORLD.register.textScanRuns();
    private final Side side = WORLD.side();
    private final Instruction instruction =
            WORLD.instruction(side, WORLD.active(side).id());
    private final Team team = new Team(side.code(), Optional.of("001"));
    private final TextsRead.Item page = new TextsRead.Item("reporting.GetPermits", "/permits?offset=0", side.code());

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private TextScan ordered() {
        return scans.order(side.id(), instruction.id(), 7, side.administers()).orElseThrow();
    }

    private Optional<TextScanRuns.Held> claimed(TextScanRuns by, TextScan scan) {
        return by.claim(LEASE, 100).stream()
                .filter(held -> held.scan().equals(scan.id()))
                .findFirst();
    }

    private TextsRead.One text(char digest, Map<String, Integer> hits) {
        return new TextsRead.One(
                team, "detail", "hmac-sha256:" + String.valueOf(digest).repeat(64), hits);
    }

    private static void assertRefused(Outcome<TextScan> outcome, String why) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(outcome.toString()).contains(why);
    }

    @Test
    void isOrderedByAnAdministratorUnderAStandingInstructionThatIsInForce() {
        assertRefused(scans.order(side.id(), instruction.id(), 7, side.signs()), "");
        assertRefused(scans.order(side.id(), instruction.id(), 0, side.administers()), "every 1 to 90 days");
        assertRefused(scans.order(side.id(), instruction.id(), 91, side.administers()), "every 1 to 90 days");
        assertRefused(
                scans.order(side.id(), new InstructionId(UUID.randomUUID()), 7, side.administers()),
                "standing instruction");

        assertThat(ordered().next()).isPresent();
        assertRefused(
                scans.order(side.id(), instruction.id(), 7, side.administers()), "goes on under this instruction");
        WORLD.register
                .instructions()
                .stand(side.id(), instruction.id(), Standing.SUSPENDED, side.instructs())
                .orElseThrow();
        scans.end(side.id(), scans.of(side.id()).getFirst().id(), side.administers())
                .orElseThrow();
        assertRefused(scans.order(side.id(), instruction.id(), 7, side.administers()), "standing instruction");
    }

    @Test
    void isHeldByOneNodeAtATimeAndByAnotherWhenItsLeaseIsOver() {
        TextScan scan = ordered();
        try (Database other = WORLD.openDatabase()) {
            TextScanRuns elsewhere = WORLD.open(other).textScanRuns();
            TextScanRuns.Held held = claimed(runs, scan).orElseThrow();
            assertThat(claimed(elsewhere, scan)).isEmpty();
            TextScanRuns.UnderWay run = runs.underWay(held, "1-test");
            runs.add(side.id(), run.id(), List.of(page));

            WORLD.clock.move(LEASE.plusSeconds(1));
            TextScanRuns.Held taken = claimed(elsewhere, scan).orElseThrow();
            assertThat(elsewhere.underWay(taken, "1-test").id()).isEqualTo(run.id());
            assertThat(elsewhere.waiting(side.id(), run.id(), 10)).containsExactly(page);

            assertThat(runs.answered(held, run.id(), page, new TextsRead(List.of(), List.of()), LEASE))
                    .as("who lost its hold counts nothing")
                    .isEmpty();
            assertThat(elsewhere.answered(taken, run.id(), page, new TextsRead(List.of(), List.of()), LEASE))
                    .isPresent();
        }
    }

    @Test
    void countsEachTextOnceAndKeepsNothingOfIt() {
        TextScan scan = ordered();
        TextScanRuns.Held held = claimed(runs, scan).orElseThrow();
        TextScanRuns.UnderWay run = runs.underWay(held, "1-test");
        TextsRead.Item works = new TextsRead.Item("work.GetWork", "/works/QA001X1", side.code());
        runs.add(side.id(), run.id(), List.of(page));
        held = runs.answered(
                        held,
                        run.id(),
                        page,
                        new TextsRead(
                                List.of(text('a', Map.of("name", 2, "email", 1)), text('b', Map.of())),
                                List.of(works, works)),
                        LEASE)
                .orElseThrow();
        assertThat(runs.answered(held, run.id(), page, new TextsRead(List.of(), List.of()), LEASE))
                .as("the same answer again")
                .isEmpty();
        held = runs.answered(
                        held,
                        run.id(),
                        works,
                        new TextsRead(
                                List.of(text('a', Map.of("name", 2, "email", 1)), text('c', Map.of("name", 1))),
                                List.of()),
                        LEASE)
                .orElseThrow();
        runs.done(held, run.id(), false);

        TextScanReport report = scans.report(side.id(), run.id()).orElseThrow();
        assertThat(report.lines())
                .containsExactly(new TextScanReport.Line(
                        team, "detail", 3, 2, new java.util.TreeMap<>(Map.of("name", 3L, "email", 1L))));
        assertThat(report.run().state()).isEqualTo(TextScanRun.State.DONE);
        assertThat(report.run().hitsInAll()).isEqualTo(4);
        assertThat(report.run().textsWithHitsOfHundred()).isBetween(66.6, 66.7);
        assertThat(WORLD.asOwner("select count(*) from wayleave.text_scan_seen where run = '" + run.id() + "'"))
                .isZero();
        assertThat(WORLD.asOwner("select count(*) from wayleave.text_scan_item where run = '" + run.id() + "'"))
                .isZero();
        assertThat(scans.find(side.id(), scan.id()).orElseThrow().next().orElseThrow())
                .isAfter(run.started().plus(Duration.ofDays(7)).minusSeconds(1));
        assertThat(scans.report(WORLD.water.id(), run.id()))
                .as("another Controller")
                .isEmpty();
    }

    @Test
    void runsAgainWhenItsTimeHasComeOrWhenItIsAskedToAndShowsTheTrend() {
        TextScan scan = ordered();
        runOnce(scan);
        assertThat(claimed(runs, scan)).isEmpty();
        scans.runNow(side.id(), scan.id(), side.administers()).orElseThrow();
        runOnce(scan);
        WORLD.clock.move(Duration.ofDays(7).plusSeconds(1));
        runOnce(scan);

        List<TextScanRun> trend = scans.runs(side.id(), scan.id(), 10);
        assertThat(trend).hasSize(3).allMatch(run -> run.state() == TextScanRun.State.DONE);
        List<Instant> starts = trend.stream().map(TextScanRun::started).toList();
        assertThat(starts).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(scans.runs(side.id(), scan.id(), 2)).hasSize(2);
    }

    private void runOnce(TextScan scan) {
        TextScanRuns.Held held = claimed(runs, scan).orElseThrow();
        runs.done(held, runs.underWay(held, "1-test").id(), false);
    }

    @Test
    void endsForGoodAndSaysSoOfTheRunThatWasUnderWay() {
        TextScan scan = ordered();
        TextScanRuns.Held held = claimed(runs, scan).orElseThrow();
        TextScanRuns.UnderWay run = runs.underWay(held, "1-test");
        runs.add(side.id(), run.id(), List.of(page));
        long before = WORLD.asOwner(
                "select revision from wayleave.controller_revision where controller = '" + side.id() + "'");

        scans.end(side.id(), scan.id(), side.administers()).orElseThrow();

        assertThat(WORLD.asOwner(
                        "select revision from wayleave.controller_revision where controller = '" + side.id() + "'"))
                .as("whoever reads for it meanwhile is not released to")
                .isGreaterThan(before);
        assertThat(runs.answered(held, run.id(), page, new TextsRead(List.of(), List.of()), LEASE))
                .isEmpty();
        TextScanRun stopped = scans.report(side.id(), run.id()).orElseThrow().run();
        assertThat(stopped.stoppedBecause()).contains("scan-ended");
        assertRefused(scans.runNow(side.id(), scan.id(), side.administers()), "has ended");
        assertThat(WORLD.register.snapshots().ofTextScan(side.id(), scan.id())).isEmpty();
        WORLD.credential(side, instruction.agreement());
        assertThat(WORLD.register
                        .snapshots()
                        .ofTextScan(side.id(), scan.id())
                        .orElseThrow()
                        .token()
                        .revoked())
                .isTrue();
    }
}
