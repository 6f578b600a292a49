package uk.wayleave.gateway.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.register.allotment.Allotments;

/** What becomes of those who wait. */
@Timeout(60)
class HostBudgetTest {
    private static final Party PARTY = new Party(new IntegratorId(new UUID(1, 1)), new ControllerId(new UUID(2, 2)));

    /** Does what the test wants when it is read next, which the budget does under its lock. */
    private static final class ReadClock extends Clock {
        private final AtomicReference<Runnable> atNextReading = new AtomicReference<>(() -> {});

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            atNextReading.getAndSet(() -> {}).run();
            return Instant.parse("2026-11-25T10:00:00Z");
        }
    }

    private static Place granted(Admission admission) {
        assertThat(admission).isInstanceOf(Admission.Granted.class);
        return ((Admission.Granted) admission).place();
    }

    /** The place comes and the interrupt with it: before, the place was then nobody's, for ever. */
    @Test
    void aPlaceThatIsGivenToOneWhoIsInterruptedIsNotLost() throws Exception {
        ReadClock clock = new ReadClock();
        HostBudget budget = new HostBudget(
                "https://api.example:443",
                GovernorSettings.defaults().withCallsPerMinute(1).withLongestWait(Duration.ofSeconds(60)),
                Allotments.undivided(),
                UUID.randomUUID(),
                clock,
                () -> {});
        // The clock stands, so the only place that comes free is one that is given back.
        Place only = granted(budget.askNow(Optional.of(PARTY), Urgency.WRITE));
        CompletableFuture<Admission> waits = new CompletableFuture<>();
        Thread waiting = Thread.ofPlatform().start(() -> waits.complete(budget.ask(Optional.of(PARTY), Urgency.WRITE)));
        untilParked(waiting);

        clock.atNextReading.set(() -> {
            waiting.interrupt();
            // It now waits for the lock, which is held here.
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        });
        only.close();

        assertThat(waits.get(20, TimeUnit.SECONDS)).isInstanceOf(Admission.Declined.class);
        assertThat(budget.askNow(Optional.of(PARTY), Urgency.WRITE)).isInstanceOf(Admission.Granted.class);
    }

    private static void untilParked(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
