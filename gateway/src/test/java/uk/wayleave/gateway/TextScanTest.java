package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.wayleave.evidence.Entry;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.framework.text.FreeTextPolicy;
import uk.wayleave.framework.text.TextTreatment;
import uk.wayleave.register.ledger.LedgerReader;
import uk.wayleave.register.scan.TextScan;
import uk.wayleave.register.scan.TextScanReport;
import uk.wayleave.register.scan.TextScanRun;
import uk.wayleave.sandbox.Sandbox;
import uk.wayleave.sandbox.SandboxSettings;
import uk.wayleave.sandbox.WorksSummary;

/** A Controller's own records in the sandbox are scanned for personal data in texts, by the way of one call. */
class TextScanTest {
    private static final String NAMING = "Spoke to Mr Haddow on 07700 900123, will return";
    private static final Set<OperationId> READ = Set.of(
            new OperationId("reporting.GetPermits"),
            new OperationId("reporting.GetComments"),
            new OperationId("work.GetWork"),
            new OperationId("work.GetComment"));

    private CapturedLog log;
    private Sandbox sandbox;
    private World world;
    private String works;

    @BeforeEach
    void start() {
        log = CapturedLog.begin();
        start(SandboxSettings.defaults());
    }

    private void start(SandboxSettings like) {
        sandbox = Sandbox.start(like.withPasswordSeed("test").withCallsPerMinute(100_000), Clock.systemUTC());
        world = World.before(
                sandbox.baseUri(),
                World.Options.usual()
                        .withAccounts(WayOfOneCallTest.accountsOf(sandbox))
                        .withSettings(settings -> settings.withEnabled(Set.of(new OperationId("work.GetComment")))));
        granted(world.water);
        works = sandbox.works().stream()
                .filter(one -> one.promoterSwaCode().equals(World.WATER_CODE))
                .filter(one -> !one.permits().isEmpty())
                .map(WorksSummary::reference)
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        world.close();
        sandbox.close();
        log.close();
    }

    /** Texts may say what they like on the way out, so that there is something to be found afterwards. */
    private void granted(World.Party party) {
        world.amend(
                party,
                content -> content.with(new FieldGrants(EnumSet.of(DataClass.FREE_TEXT), false))
                        .with(new FreeTextPolicy(TextTreatment.ALLOW, Map.of(), false)));
    }

    private void comment(String text) {
        Http.Answer written = world.http.post(
                "/v6/work/works/" + works + "/comments",
                world.tokenForEverything(world.water),
                "{\"topic\":\"GENERAL\",\"is_internal\":false,\"detail\":\"" + text
                        + "\",\"internal_user_identifier\":\"" + World.PLANNER + "\"}");
        assertThat(written.status()).as(written.body()).isEqualTo(201);
    }

    private InstructionId instructed(Set<OperationId> operations) {
        return world.instructed(world.water, Purpose.MANAGE_OWN_PERMITS, operations, Scope.all(), OptionalLong.empty());
    }

    private TextScan ordered(InstructionId instruction) {
        return ordered(world.water, instruction);
    }

    private TextScan ordered(World.Party party, InstructionId instruction) {
        return world.register
                .textScans()
                .order(party.id(), instruction, 7, party.administrator())
                .orElseThrow();
    }

    private List<TextScanRun> runs(TextScan scan) {
        return world.register.textScans().runs(scan.controller(), scan.id(), 100);
    }

    /** The so-manieth run, once it is over. */
    private TextScanRun run(TextScan scan, int count) throws InterruptedException {
        Instant until = Instant.now().plus(Duration.ofMinutes(1));
        while (Instant.now().isBefore(until)) {
            List<TextScanRun> runs = runs(scan);
            if (runs.size() >= count && runs.getFirst().state() != TextScanRun.State.RUNNING) {
                return runs.getFirst();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("No run number " + count + " was over in time: " + runs(scan));
    }

    private TextScanReport report(TextScanRun run) {
        return report(world.water, run);
    }

    private TextScanReport report(World.Party party, TextScanRun run) {
        return world.register.textScans().report(party.id(), run.id()).orElseThrow();
    }

    private Map<String, Long> ofComments(TextScanRun run) {
        return report(run).lines().stream()
                .filter(line -> line.field().equals("detail"))
                .flatMap(line -> line.hits().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
    }

    private List<Entry> entries() {
        LedgerReader reader = new LedgerReader(world.database);
        List<Entry> all = new ArrayList<>();
        long after = 0;
        for (List<StoredEntry> page = reader.ofController(world.water.id().value(), 0, 1000);
                !page.isEmpty();
                page = reader.ofController(world.water.id().value(), after, 1000)) {
            page.forEach(stored -> all.add(Proving.read(stored)));
            after = page.getLast().sequence();
        }
        return all;
    }

    private List<Entry> entriesOf(TextScan scan) {
        return entries().stream()
                .filter(entry -> entry.toString().contains(scan.id().toString()))
                .toList();
    }

    @Test
    void findsWhatWasWrittenCountsItByTeamAndFieldAndKeepsNoneOfIt() throws InterruptedException {
        Map<String, Long> before = ofComments(run(ordered(instructed(READ)), 1));
        comment(NAMING);
        world.clock.forward(Duration.ofMinutes(3));
        TextScan scan = ordered(instructed(READ));

        TextScanRun run = run(scan, 1);

        assertThat(run.state()).as(run.toString()).isEqualTo(TextScanRun.State.DONE);
        assertThat(run.cutShort()).isFalse();
        assertThat(run.answers()).isGreaterThan(10);
        TextScanReport report = report(run);
        for (String personalData : List.of("name", "telephone")) {
            assertThat(ofComments(run)).containsEntry(personalData, before.getOrDefault(personalData, 0L) + 1);
        }
        assertThat(report.lines())
                .allMatch(line -> line.team().organisation().value().equals(World.WATER_CODE))
                .allMatch(line -> line.team().workstream().isPresent());
        assertThat(report.lines().stream().filter(line -> line.field().equals("detail")))
                .anyMatch(line -> line.team().workstream().equals(Optional.of(works.substring(2, 5)))
                        && line.textsWithHits() >= 1);
        assertThat(report.toString()).doesNotContain("Haddow", "900123", works);
        assertThat(log.text()).doesNotContain("Haddow", "900123");
        List<Entry> entries = entriesOf(scan);
        assertThat(entries.stream().filter(entry -> entry.kind() == EntryKind.RELEASE))
                .hasSizeGreaterThanOrEqualTo((int) run.answers());
        assertThat(entries.stream().filter(entry -> entry.kind() == EntryKind.INTENT))
                .hasSizeGreaterThanOrEqualTo((int) run.answers());
        assertThat(entries.toString()).doesNotContain("Haddow", "900123");
    }

    @Test
    void theNextRunShowsWhatHasBecomeOfIt() throws InterruptedException {
        TextScan scan = ordered(instructed(READ));
        TextScanRun before = run(scan, 1);
        comment(NAMING);
        comment("Gate code is 4711, tell Mrs Penhaligon at 14");
        // A list is not asked for twice within two minutes.
        world.clock.forward(Duration.ofMinutes(3));
        world.register
                .textScans()
                .runNow(world.water.id(), scan.id(), world.water.administrator())
                .orElseThrow();

        TextScanRun after = run(scan, 2);

        assertThat(after.textsWithHits()).isEqualTo(before.textsWithHits() + 2);
        assertThat(after.hitsInAll()).isGreaterThanOrEqualTo(before.hitsInAll() + 4);
        assertThat(after.rulesVersion()).isEqualTo(before.rulesVersion());
    }

    @Test
    void severalNodesReadEverythingOnce() throws InterruptedException {
        TextScanRun alone = run(ordered(instructed(READ)), 1);
        world.clock.forward(Duration.ofMinutes(3));
        try (World.Node second = world.anotherNode();
                World.Node third = world.anotherNode()) {
            assertThat(second.gateway.baseUri()).isNotEqualTo(third.gateway.baseUri());
            TextScan scan = ordered(instructed(READ));

            TextScanRun together = run(scan, 1);

            assertThat(runs(scan)).hasSize(1);
            // Elsewhere an operation is off that the first node's operator enabled.
            assertThat(together.answers() + together.refused()).isEqualTo(alone.answers());
            assertThat(together.texts()).isEqualTo(alone.texts());
        }
    }

    @Test
    void readsEveryPageOfAListAndEveryRecordThatItShows() throws InterruptedException {
        world.close();
        sandbox.close();
        start(SandboxSettings.defaults().withWorks(160));
        Set<String> all = sandbox.works().stream()
                .filter(one -> one.promoterSwaCode().equals(World.WATER_CODE))
                .filter(one -> !one.permits().isEmpty())
                .map(WorksSummary::reference)
                .collect(Collectors.toSet());
        assertThat(all).as("more than a page of 25").hasSizeGreaterThan(25);
        TextScan scan = ordered(instructed(READ));

        assertThat(run(scan, 1).state()).isEqualTo(TextScanRun.State.DONE);

        String asked = entriesOf(scan).stream()
                .filter(entry -> entry.kind() == EntryKind.INTENT)
                .map(Entry::toString)
                .filter(text -> text.contains("work.GetWork"))
                .collect(Collectors.joining());
        assertThat(all).allMatch(asked::contains);
    }

    @Test
    void goesOnWhereANodeWasKilledAndCountsNothingTwice() throws InterruptedException {
        TextScanRun whole = run(ordered(instructed(READ)), 1);
        world.gateway.close();
        world.clock.forward(Duration.ofMinutes(3));
        TextScan scan;
        try (NodeProcess node = NodeProcess.start(world, Duration.ofMinutes(3))) {
            assertThat(node.baseUri()).isNotEqualTo(world.gateway.baseUri());
            sandbox.faults().latency(Duration.ofMillis(60));
            scan = ordered(instructed(READ));
            awaitAnswers(scan, 5);
            node.kill();
        }
        TextScanRun cut = runs(scan).getFirst();
        assertThat(cut.state()).isEqualTo(TextScanRun.State.RUNNING);
        assertThat(cut.answers()).isLessThan(whole.answers());
        sandbox.faults().latency(Duration.ZERO);

        try (NodeProcess node = NodeProcess.start(world, Duration.ofMinutes(12))) {
            assertThat(node.baseUri()).isNotEqualTo(world.gateway.baseUri());
            TextScanRun after = run(scan, 1);
            assertThat(after.id()).isEqualTo(cut.id());
            assertThat(after.state()).as(after.toString()).isEqualTo(TextScanRun.State.DONE);
            // There an operation is off that the first node's operator enabled.
            assertThat(after.answers() + after.refused()).isEqualTo(whole.answers());
            assertThat(after.texts()).isEqualTo(whole.texts());
            assertThat(after.hitsInAll()).isEqualTo(whole.hitsInAll());
        }
    }

    private void awaitAnswers(TextScan scan, int enough) throws InterruptedException {
        Instant until = Instant.now().plus(Duration.ofMinutes(1));
        while (runs(scan).isEmpty() || runs(scan).getFirst().answers() < enough) {
            assertThat(Instant.now()).as("enough was read in time").isBefore(until);
            Thread.sleep(20);
        }
    }

    @Test
    void readsWhatAHighwayAuthorityWroteAndNothingThatPromotersDid() throws InterruptedException {
        granted(world.county);
        InstructionId instruction = world.instructed(
                world.county,
                Purpose.MANAGE_OWN_PERMITS,
                Set.of(
                        new OperationId("reporting.GetPermits"),
                        new OperationId("reporting.GetInspections"),
                        new OperationId("reporting.GetFPNs"),
                        new OperationId("work.GetWork")),
                Scope.all(),
                OptionalLong.empty());
        TextScan scan = ordered(world.county, instruction);

        TextScanRun run = run(scan, 1);

        assertThat(run.state()).as(run.toString()).isEqualTo(TextScanRun.State.DONE);
        assertThat(run.answers()).isGreaterThan(3);
        assertThat(report(world.county, run).lines().stream()
                        .map(line -> line.team().organisation().value())
                        .distinct())
                .as("as authority, and as promoter of its own works")
                .containsExactlyInAnyOrder(World.COUNTY_CODE, World.COUNTY_WORKS_CODE);
    }

    @Test
    void stopsWhereTheInstructionIsOver() throws InterruptedException {
        InstructionId instruction = instructed(READ);
        TextScan scan = ordered(instruction);
        assertThat(run(scan, 1).state()).isEqualTo(TextScanRun.State.DONE);
        world.register
                .instructions()
                .revoke(world.water.id(), instruction, new uk.wayleave.register.Actor.Someone(world.water.planner()))
                .orElseThrow();
        int before = entries().size();
        world.register
                .textScans()
                .runNow(world.water.id(), scan.id(), world.water.administrator())
                .orElseThrow();

        assertThat(run(scan, 2).stoppedBecause()).contains("instruction-over");
        assertThat(entries()).as("nothing was asked").hasSize(before);
    }

    @Test
    void saysWhyItReadsNothing() throws InterruptedException {
        world.amend(world.water, content -> content.with(FieldGrants.none()));
        assertThat(run(ordered(instructed(READ)), 1).stoppedBecause()).contains("free-text-not-granted");
        granted(world.water);
        assertThat(run(ordered(instructed(Set.of(new OperationId("work.GetWork")))), 1)
                        .stoppedBecause())
                .contains("no-list-to-read");
        TextScan scan = ordered(instructed(READ));
        world.suspend(world.water);
        world.register
                .textScans()
                .runNow(world.water.id(), scan.id(), world.water.administrator())
                .orElseThrow();
        Instant until = Instant.now().plusSeconds(30);
        while (Instant.now().isBefore(until)
                && runs(scan).stream()
                        .noneMatch(run -> run.stoppedBecause().equals(Optional.of("agreement-not-in-force")))) {
            Thread.sleep(50);
        }
        assertThat(runs(scan))
                .anyMatch(run -> run.stoppedBecause().equals(Optional.of("agreement-not-in-force"))
                        || run.state() == TextScanRun.State.DONE);
    }

    @Test
    void whatStandsForAScanIsNoTokenThatAnybodyCanSend() {
        TextScan scan = ordered(instructed(READ));
        String raw = "GET /v6/work/works/" + works + " HTTP/1.1\r\nHost: localhost\r\ntoken: " + world.water.id() + "\0"
                + scan.id() + "\r\nConnection: close\r\n\r\n";

        try (RawHttp connection = RawHttp.to(world.gateway.baseUri())) {
            assertThat(connection.send(raw).answer().map(RawHttp.Answer::status).orElse(400))
                    .isBetween(400, 499);
        }
    }
}
