package uk.wayleave.gateway.scan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.Agreement;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.decision.OwnOrganisations;
import uk.wayleave.gateway.release.Fingerprints;
import uk.wayleave.register.scan.TextScanRuns;
import uk.wayleave.register.scan.TextsRead;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.register.snapshot.Snapshots;
import uk.wayleave.screening.Screening;
import uk.wayleave.streetmanager.Catalogue;

/** Carries a run on for a few calls: asks, screens what is answered, and has it counted. */
final class TextScanner {
    private static final Logger LOG = LoggerFactory.getLogger(TextScanner.class);
    private static final int REFUSED_IN_ROW = 10;
    private static final Duration LATER = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Longer than any call takes with its sign-in. */
    static final Duration LEASE = Duration.ofMinutes(5);

    private final TextScanRuns runs;
    private final ScanSettings settings;
    private final ScanCalls calls;
    private final Snapshots snapshots;
    private final Catalogue catalogue;
    private final Screening screening;
    private final Fingerprints fingerprints;
    private final Clock clock;

    TextScanner(
            ScanParts parts,
            ScanCalls calls,
            Snapshots snapshots,
            Catalogue catalogue,
            Screening screening,
            Fingerprints fingerprints,
            Clock clock) {
        this.runs = parts.runs();
        this.settings = parts.settings();
        this.calls = calls;
        this.snapshots = snapshots;
        this.catalogue = catalogue;
        this.screening = screening;
        this.fingerprints = fingerprints;
        this.clock = clock;
    }

    /** What a run has to go by, as the register has it now. */
    private record Order(Snapshot snapshot, Instruction instruction, ScanPlan plan) {}

    /** Why a run does not go on: a code that the report shows. */
    private record Obstacle(String code) {}

    void carryOn(TextScanRuns.Held held) {
        TextScanRuns.UnderWay run = runs.underWay(held, screening.rulesVersion());
        Optional<Snapshot> snapshot = snapshots.ofTextScan(held.controller(), held.scan());
        Optional<Obstacle> obstacle =
                snapshot.isEmpty() ? Optional.of(new Obstacle("no-credential")) : obstacle(snapshot.get(), run);
        if (snapshot.isEmpty() || obstacle.isPresent()) {
            runs.stopped(held, obstacle.map(Obstacle::code).orElse("no-credential"));
            return;
        }
        Instruction instruction = instruction(snapshot.get()).orElseThrow();
        ScanPlan plan = ScanPlan.of(catalogue, snapshot.get().agreement().orElseThrow(), instruction);
        carryOn(held, run, new Order(snapshot.get(), instruction, plan));
    }

    private Optional<Obstacle> obstacle(Snapshot snapshot, TextScanRuns.UnderWay run) {
        Instant now = clock.instant();
        Optional<Agreement> agreement = snapshot.agreement().filter(one -> one.isInForceAt(now));
        if (agreement.isEmpty()) {
            return Optional.of(new Obstacle("agreement-not-in-force"));
        }
        Optional<Instruction> instruction = instruction(snapshot).filter(one -> one.isInForceAt(now));
        if (instruction.isEmpty()) {
            return Optional.of(new Obstacle("instruction-over"));
        }
        // Without it all texts would be masked before they are read, and nothing found would mean nothing.
        if (!agreement.get().fields().include(DataClass.FREE_TEXT)) {
            return Optional.of(new Obstacle("free-text-not-granted"));
        }
        if (ScanPlan.of(catalogue, agreement.get(), instruction.get())
                .first(snapshot)
                .isEmpty()) {
            return Optional.of(new Obstacle("no-list-to-read"));
        }
        return run.started().plus(settings.longest()).isBefore(now)
                ? Optional.of(new Obstacle("took-too-long"))
                : Optional.empty();
    }

    private static Optional<Instruction> instruction(Snapshot snapshot) {
        return snapshot.instructions().stream()
                .filter(one -> Optional.of(one.id()).equals(snapshot.token().instruction()))
                .findFirst();
    }

    private void carryOn(TextScanRuns.Held first, TextScanRuns.UnderWay run, Order order) {
        TextScanRuns.Held held = first;
        if (run.calls() == 0) {
            runs.add(held.controller(), run.id(), order.plan().first(order.snapshot()));
        }
        List<TextsRead.Item> items = runs.waiting(held.controller(), run.id(), settings.callsAtOnce());
        int made = 0;
        for (TextsRead.Item item : items) {
            if (run.calls() + made >= settings.callsAtMost()) {
                runs.done(held, run.id(), true);
                return;
            }
            made++;
            switch (asked(held, order, item)) {
                case Asked.Read(TextsRead read) -> {
                    Optional<TextScanRuns.Held> still = runs.answered(held, run.id(), item, read, LEASE);
                    if (still.isEmpty()) {
                        return;
                    }
                    held = still.get();
                }
                case Asked.Refused _ -> {
                    Optional<TextScanRuns.Held> still = runs.refused(held, run.id(), item, LEASE);
                    if (still.isEmpty()) {
                        return;
                    }
                    held = still.get();
                    if (runs.refusedInRow(held.controller(), run.id()) >= REFUSED_IN_ROW) {
                        runs.stopped(held, "refused");
                        return;
                    }
                }
                case Asked.Later(Duration pause) -> {
                    runs.later(held, clock.instant().plus(pause));
                    return;
                }
            }
        }
        if (items.isEmpty()) {
            runs.done(held, run.id(), false);
        } else {
            runs.later(held, clock.instant().plus(settings.pause()));
        }
    }

    private sealed interface Asked {
        record Read(TextsRead read) implements Asked {}

        record Refused() implements Asked {}

        record Later(Duration pause) implements Asked {}
    }

    private Asked asked(TextScanRuns.Held held, Order order, TextsRead.Item item) {
        if (!order.plan().has(item.operation())) {
            // Agreement or instruction no longer names it.
            return new Asked.Refused();
        }
        Reply reply = calls.make(held, order.plan().operation(item.operation()), item, person(order.instruction()));
        return switch (reply.status()) {
            case 200 -> read(held, order, item, reply);
            case 429, 502, 503, 504 -> new Asked.Later(wait(reply));
            // Outside the hours of its instruction a scan waits for them.
            default -> reply.header("Retry-After").isPresent() ? new Asked.Later(wait(reply)) : new Asked.Refused();
        };
    }

    /** Nobody in particular asks; where the instruction lists several persons, the first of them that may. */
    private static Optional<String> person(Instruction instruction) {
        return instruction.persons().stream()
                .filter(person -> person.standing() == uk.wayleave.framework.Standing.ACTIVE)
                .map(uk.wayleave.framework.Person::identifier)
                .findFirst();
    }

    private Asked read(TextScanRuns.Held held, Order order, TextsRead.Item item, Reply reply) {
        Optional<byte[]> body = ReplyBody.of(reply);
        if (body.isEmpty()) {
            return new Asked.Later(LATER);
        }
        try {
            JsonNode answer = JSON.readTree(body.get());
            OwnOrganisations own = OwnOrganisations.of(order.snapshot(), clock.instant());
            return new Asked.Read(
                    new TextsInAnswer(screening, fingerprints.keyOf(held.controller()), own, order.plan(), item)
                            .read(answer));
        } catch (JacksonException unreadable) {
            LOG.error("An answer of {} that was released to a scan is no JSON.", item.operation());
            return new Asked.Refused();
        }
    }

    private static Duration wait(Reply reply) {
        return reply.header("Retry-After")
                .filter(text ->
                        text.chars().allMatch(c -> c >= '0' && c <= '9') && text.length() < 6 && !text.isEmpty())
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .filter(wait -> wait.compareTo(Duration.ofSeconds(1)) >= 0)
                .orElse(LATER);
    }
}
