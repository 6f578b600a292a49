package uk.wayleave.gateway.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Counting what was within the last minute. */
class SlidingCountTest {
    private static final long START = 1_795_500_000_123L;

    @Property(tries = 300)
    void countsNoneTooFewAndForgetsAfterAMinuteAndATenthOfASecond(
            @ForAll @Size(max = 300) List<@IntRange(max = 9_000) Integer> pauses) {
        SlidingCount count = new SlidingCount(START);
        List<Long> times = new ArrayList<>();
        long now = START;
        for (int pause : pauses) {
            now += pause;
            times.add(now);
            count.add(now);
            long later = now + pause * 7L % 3_000;
            assertThat(count.at(later)).isBetween(within(times, later, 60_000), within(times, later, 60_200));
            now = later;
        }
    }

    private static long within(List<Long> times, long now, long millis) {
        return times.stream().filter(time -> time > now - millis).count();
    }

    @Property(tries = 300)
    void saysWhenThereWillBeFewEnough(
            @ForAll @Size(min = 1, max = 100) List<@IntRange(max = 3_000) Integer> pauses,
            @ForAll @IntRange(max = 99) int most) {
        SlidingCount count = new SlidingCount(START);
        long now = START;
        for (int pause : pauses) {
            now += pause;
            count.add(now);
        }
        long wait = count.millisUntilAtMost(most, now);
        if (wait > 0) {
            assertThat(count.at(now)).isGreaterThan(most);
            assertThat(count.at(now + wait - 1)).isGreaterThan(most);
        }
        assertThat(count.at(now + wait)).isLessThanOrEqualTo(most);
    }

    @Test
    void forgetsNothingWhenTheClockGoesBack() {
        SlidingCount count = new SlidingCount(START);
        count.add(START);
        count.add(START - 50_000);
        assertThat(count.at(START + 59_000)).isEqualTo(2);
    }

    @Test
    void forgetsEverythingAfterALongTime() {
        SlidingCount count = new SlidingCount(START);
        count.add(START);
        assertThat(count.at(START + 10_000_000_000L)).isZero();
    }
}
