package uk.wayleave.gateway.forward;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One Street Manager host as it is to this address: whether it asks for fewer calls, and whether it works at all. For
 * all accounts together; it knows nothing of them.
 */
final class Host {
    private static final int TRIES = 3;
    private static final int MOST_DOUBLINGS = 20;
    /** While a few calls try whether it works again, the others wait for what comes of them. */
    private static final Duration WHILE_TRIED = Duration.ofSeconds(1);

    private final HostPause pause;
    private final CircuitBreaker breaker;
    private volatile Instant openUntil = Instant.MIN;

    /** Without a stack trace: it only says that a call failed. */
    private static final class Failing extends Exception {
        private static final long serialVersionUID = 1L;

        Failing() {
            super("Street Manager fails", null, false, false);
        }
    }

    Host(String origin, Clock clock, BackOff backOff, BreakerSettings settings) {
        this.pause = new HostPause(clock, backOff);
        this.breaker = CircuitBreaker.of(
                origin,
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                        .slidingWindow(
                                settings.calls(), settings.least(), CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(settings.percent())
                        .permittedNumberOfCallsInHalfOpenState(TRIES)
                        .maxWaitDurationInHalfOpenState(settings.longest())
                        .waitIntervalFunctionInOpenState(attempt -> {
                            Duration wait = pauseAfter(attempt, settings);
                            // Asked for at the moment it opens, and the only place that tells how long.
                            openUntil = clock.instant().plus(wait);
                            return wait.toMillis();
                        })
                        .build());
    }

    private static Duration pauseAfter(int attempt, BreakerSettings settings) {
        int doublings = Math.min(Math.max(0, attempt - 1), MOST_DOUBLINGS);
        Duration wait = settings.first().multipliedBy(1L << doublings);
        return wait.compareTo(settings.longest()) < 0 ? wait : settings.longest();
    }

    /** Why nothing is sent to it now; empty where it may be. */
    Optional<Sent.NotSent> keptAway(Instant now) {
        Optional<Sent.NotSent> paused = pause.left(now).map(left -> Sent.NotSent.heldOff(pause.cause(), left));
        if (paused.isPresent()) {
            return paused;
        }
        Instant open = openUntil;
        return breaker.getState() == CircuitBreaker.State.OPEN && now.isBefore(open)
                ? Optional.of(Sent.NotSent.heldOff(Cause.FAILING, Duration.between(now, open)))
                : Optional.empty();
    }

    /** Lets one call go, of which {@link #heed} or {@link #unused} is to be told; empty when it may go. */
    Optional<Sent.NotSent> letGo(Instant now) {
        if (breaker.tryAcquirePermission()) {
            return Optional.empty();
        }
        Duration left = now.isBefore(openUntil) ? Duration.between(now, openUntil) : WHILE_TRIED;
        return Optional.of(Sent.NotSent.heldOff(Cause.FAILING, left));
    }

    /** The call that was let go was not sent after all. */
    void unused() {
        breaker.releasePermission();
    }

    /** What became of the call that was let go. */
    void heed(Sent sent) {
        switch (sent) {
            case Sent.Answered answered -> heed(answered);
            case Sent.NotSent(Cause cause, var _) -> heed(cause);
            case Sent.Unknown(Cause cause) -> heed(cause);
        }
    }

    private void heed(Sent.Answered answer) {
        if (answer.status() == 429) {
            pause.tooManyCalls(answer.retryAfter());
            breaker.releasePermission();
            return;
        }
        pause.takesCalls();
        if (answer.status() < 500) {
            breaker.onSuccess(0, TimeUnit.MILLISECONDS);
            return;
        }
        breaker.onError(0, TimeUnit.MILLISECONDS, new Failing());
        // RFC 9110 section 10.2.3: with a 503, how long it is expected to be unavailable.
        answer.retryAfter().filter(_ -> answer.status() == 503).ifPresent(pause::unavailable);
    }

    /** Only what is the host's fault speaks against it. */
    private void heed(Cause cause) {
        switch (cause) {
            case UNREACHABLE, TIMED_OUT, CONNECTION_LOST, MALFORMED, NOT_TRUSTED ->
                breaker.onError(0, TimeUnit.MILLISECONDS, new Failing());
            default -> breaker.releasePermission();
        }
    }

    /** A 429 to a login. Many that were under way together count once. */
    Duration tooManyCalls(Optional<Duration> retryAfter) {
        return pause.tooManyCalls(retryAfter);
    }
}
