package uk.wayleave.sandbox.door;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many calls one source address may make in a minute of the clock. */
public final class RateLimit {
    private static final long SECONDS = 60;

    private final Clock clock;
    private final int callsPerMinute;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    private record Count(long minute, int calls) {}

    /** @param callsPerMinute 0 for no limit */
    public RateLimit(Clock clock, int callsPerMinute) {
        this.clock = clock;
        this.callsPerMinute = callsPerMinute;
    }

    public boolean admits(String address) {
        if (callsPerMinute == 0) {
            return true;
        }
        long minute = Math.floorDiv(clock.instant().getEpochSecond(), SECONDS);
        Count count = counts.merge(
                address,
                new Count(minute, 1),
                (old, one) -> old.minute() == minute ? new Count(minute, old.calls() + 1) : one);
        return count.calls() <= callsPerMinute;
    }
}
