package uk.wayleave.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00.123Z");

    private final TimeOrderedIds ids = new TimeOrderedIds(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void beginWithTheMillisecondAndAreOfVersionSeven() {
        UUID id = ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void doNotCountWithinAMillisecond() {
        Set<Long> tails = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            tails.add(ids.next().getLeastSignificantBits() >>> 32);
        }

        // Of random 30 bits each; a counter would have them all alike.
        assertThat(tails).hasSizeGreaterThan(900);
    }
}
