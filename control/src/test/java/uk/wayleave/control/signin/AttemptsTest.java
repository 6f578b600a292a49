package uk.wayleave.control.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final AttemptLimits LIMITS =
            new AttemptLimits(5, 8, 1000, Duration.ofSeconds(2), Duration.ofMinutes(15));

    private final Attempts attempts = new Attempts(LIMITS, Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void letsNoMoreGuessesThroughTogetherThanOneAfterTheOther() throws Exception {
        int guesses = 40;
        CyclicBarrier together = new CyclicBarrier(guesses);
        Callable<Boolean> guess = () -> {
            together.await();
            return attempts.enter("jo", "192.0.2.1").isEmpty();
        };
        assertThat(count(guess, guesses)).isEqualTo(LIMITS.together());
    }

    private static long count(Callable<Boolean> guess, int guesses) throws InterruptedException {
        try (ExecutorService all = Executors.newFixedThreadPool(guesses)) {
            List<Future<Boolean>> made = all.invokeAll(
                    IntStream.range(0, guesses).mapToObj(number -> guess).toList());
            return made.stream().filter(AttemptsTest::isLetThrough).count();
        }
    }

    private static boolean isLetThrough(Future<Boolean> guess) {
        try {
            return guess.get();
        } catch (ExecutionException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void whoSucceedsIsNotHeldBackByWhatCameBefore() {
        for (int i = 0; i < 4; i++)
            assertThat(attempts.enter("jo", "192.0.2.1")).isEmpty();

        assertThat(attempts.enter("jo", "192.0.2.1")).isEmpty();
        attempts.entered("jo", "192.0.2.1");

        for (int i = 0; i < 4; i++)
            assertThat(attempts.enter("jo", "192.0.2.1")).isEmpty();
    }

    @Test
    void countsANameFromAnywhereAndForgetsWhatSucceeded() {
        for (int i = 0; i < 100; i++) {
            assertThat(attempts.enter("jo", "192.0.2." + i)).as("attempt " + i).isEmpty();
            attempts.entered("jo", "192.0.2." + i);
        }
        for (int i = 0; i < LIMITS.ofName(); i++)
            assertThat(attempts.enter("jo", "198.51.100." + i)).isEmpty();

        assertThat(attempts.enter("jo", "203.0.113.1")).contains(Duration.ofSeconds(2));
    }
}
