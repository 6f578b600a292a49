package uk.wayleave.register.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WeekTest {
    @Property
    void everyInstantLiesInOneWeekAndTheNextBeginsWhereItEnds(
            @ForAll @LongRange(min = 0, max = 4_102_444_800L) long at) {
        Instant instant = Instant.ofEpochSecond(at);

        Week week = Week.of(instant);

        assertThat(instant).isAfterOrEqualTo(week.from()).isBefore(week.until());
        assertThat(week.after().from()).isEqualTo(week.until());
        assertThat(week.after().before()).isEqualTo(week);
        assertThat(Week.parse(week.toString())).contains(week);
    }

    @Test
    void isAnHourShorterOrLongerWhereTheClocksChange() {
        assertThat(length("2026-03-23")).isEqualTo(Duration.ofHours(167));
        assertThat(length("2026-10-19")).isEqualTo(Duration.ofHours(169));
        assertThat(length("2026-11-23")).isEqualTo(Duration.ofDays(7));
    }

    private static Duration length(String monday) {
        Week week = Week.parse(monday).orElseThrow();
        return Duration.between(week.from(), week.until());
    }

    @Test
    void beginsOnAMonday() {
        assertThat(Week.of(Instant.parse("2026-06-07T22:59:59Z"))).hasToString("2026-06-01");
        assertThat(Week.of(Instant.parse("2026-06-07T23:00:00Z"))).hasToString("2026-06-08");
        assertThat(Week.parse("2026-11-24")).isEmpty();
        assertThat(Week.parse("soon")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Week(LocalDate.parse("2026-11-24")));
    }
}
