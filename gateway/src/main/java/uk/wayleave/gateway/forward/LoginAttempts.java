package uk.wayleave.gateway.forward;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import uk.wayleave.framework.ControllerId;

/**
 * Keeps us from locking an account: Street Manager locks it after five failed logins in five minutes, whichever of our
 * agreements they came from and however often a password was set anew in between. An attempt of which we never heard may
 * have failed too, so it counts.
 */
final class LoginAttempts {
    /** Fewer than the five that lock. */
    static final int MOST_FAILURES = 4;

    static final Duration WINDOW = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<Login, Past> past = new ConcurrentHashMap<>();

    LoginAttempts(Clock clock) {
        this.clock = clock;
    }

    /** A user name at Street Manager. Two Controllers never share one here, even if they should there. */
    record Login(ControllerId controller, URI host, String emailAddress) {
        @Override
        public String toString() {
            return "Login[withheld]";
        }
    }

    /** @param failures when they happened, oldest first */
    private record Past(List<Instant> failures, int underWay) {
        Past {
            failures = List.copyOf(failures);
        }
    }

    /** Empty when the attempt may be made, and is to be {@link #settle settled}; else how long to wait. */
    Optional<Duration> begin(Login login) {
        Instant now = clock.instant();
        List<Duration> wait = new ArrayList<>(1);
        past.compute(login, (key, known) -> {
            List<Instant> recent = known == null ? List.of() : recent(known, now);
            int underWay = known == null ? 0 : known.underWay();
            if (recent.size() + underWay < MOST_FAILURES) {
                return new Past(recent, underWay + 1);
            }
            wait.add(
                    recent.isEmpty()
                            ? WINDOW
                            : Duration.between(now, recent.getFirst().plus(WINDOW)));
            return new Past(recent, underWay);
        });
        return wait.stream().findFirst();
    }

    /** @param failed or may have failed */
    void settle(Login login, boolean failed) {
        Instant now = clock.instant();
        past.computeIfPresent(login, (key, known) -> {
            List<Instant> failures = new ArrayList<>(recent(known, now));
            if (failed) {
                failures.add(now);
            }
            int underWay = known.underWay() - 1;
            return failures.isEmpty() && underWay == 0 ? null : new Past(failures, underWay);
        });
    }

    private static List<Instant> recent(Past known, Instant now) {
        return known.failures().stream()
                .filter(at -> at.plus(WINDOW).isAfter(now))
                .toList();
    }
}
