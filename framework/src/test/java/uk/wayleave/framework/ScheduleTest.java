package uk.wayleave.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hours of the week by the clock on the wall, at both change-overs too: 29 March and 25 October 2026. */
class ScheduleTest {
    private static final Instant FORWARD = Instant.parse("2026-03-29T01:00:00Z");
    private static final Instant BACK = Instant.parse("2026-10-25T01:00:00Z");

    @Provide
    Arbitrary<Schedule> schedules() {
        Arbitrary<Set<DayOfWeek>> days = Arbitraries.of(DayOfWeek.class).set().ofMinSize(1);
        // Around the hours that the clocks leave out or repeat, and anywhere.
        Arbitrary<Integer> minutes = Arbitraries.oneOf(
                Arbitraries.integers().between(30, 150), Arbitraries.integers().between(1, 1439));
        return Combinators.combine(days, minutes, minutes)
                .filter((some, from, until) -> !from.equals(until))
                .as(Window::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(Schedule::new);
    }

    /** Whole minutes of the days around the change-overs, and of any week. */
    @Provide
    Arbitrary<Instant> instants() {
        Arbitrary<Instant> around = Arbitraries.of(FORWARD, BACK, Instant.parse("2026-06-03T12:00:00Z"));
        Arbitrary<Integer> minutes = Arbitraries.integers().between(-3 * 1440, 1440);
        return Combinators.combine(around, minutes).as((at, by) -> at.plus(Duration.ofMinutes(by)));
    }

    @Property(tries = 500)
    void opensAtTheFirstCoveredMinuteAndAtNoneBefore(
            @ForAll("schedules") Schedule schedule, @ForAll("instants") Instant from) {
        Optional<Instant> opening = schedule.firstCoveredFrom(from);

        Optional<Instant> expected = Optional.empty();
        for (Instant minute = from;
                expected.isEmpty() && minute.isBefore(from.plus(16, ChronoUnit.DAYS));
                minute = minute.plus(Duration.ofMinutes(1))) {
            if (schedule.covers(minute)) {
                expected = Optional.of(minute);
            }
        }
        assertThat(opening).isEqualTo(expected);
    }

    @Property
    void isReadAsItIsWritten(@ForAll("schedules") Schedule schedule) {
        assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
    }

    @Property
    void coversWhatOneOfItsWindowsCovers(@ForAll("schedules") Schedule schedule, @ForAll("instants") Instant at) {
        boolean one = schedule.windows().stream().anyMatch(window -> new Schedule(List.of(window)).covers(at));

        assertThat(schedule.covers(at)).isEqualTo(one);
    }

    @ParameterizedTest
    @CsvSource({
        // In winter the wall shows UTC, in summer an hour more.
        "MON 06:00-20:00,            2026-11-23T05:59:59.999999999Z, false",
        "MON 06:00-20:00,            2026-11-23T06:00:00Z,           true",
        "MON 06:00-20:00,            2026-11-23T20:00:00Z,           false",
        "MON 06:00-20:00,            2026-06-01T05:00:00Z,           true",
        "MON 06:00-20:00,            2026-06-01T19:00:00Z,           false",
        "FRI 22:00-06:00,            2026-11-28T05:59:59Z,           true",
        "FRI 22:00-06:00,            2026-11-28T06:00:00Z,           false",
        "FRI 22:00-06:00,            2026-11-27T05:00:00Z,           false",
        "SUN 22:00-06:00,            2026-11-23T01:00:00Z,           true",
        "SAT 00:00-24:00,            2026-11-28T23:59:59Z,           true",
        "SAT 00:00-24:00,            2026-11-29T00:00:00Z,           false",
        // 01:00 to 02:00 does not come on 29 March 2026, and comes twice on 25 October.
        "SUN 01:00-02:00,            2026-03-29T00:59:59Z,           false",
        "SUN 01:00-02:00,            2026-03-29T01:00:00Z,           false",
        "SUN 01:00-02:30,            2026-03-29T01:00:00Z,           true",
        "SUN 01:00-02:00,            2026-10-25T00:30:00Z,           true",
        "SUN 01:00-02:00,            2026-10-25T01:30:00Z,           true",
        "SUN 01:00-02:00,            2026-10-25T02:00:00Z,           false",
    })
    void coversByTheClockOnTheWall(String hours, Instant at, boolean covered) {
        assertThat(Schedule.parse(hours).covers(at)).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "MON 06:00-20:00, 2026-11-24T09:00:00Z, 2026-11-30T06:00:00Z",
        "MON 06:00-20:00, 2026-05-26T09:00:00Z, 2026-06-01T05:00:00Z",
        // Left out by the clocks going forward: a week later, when the wall shows summer time.
        "SUN 01:15-01:45, 2026-03-23T12:00:00Z, 2026-04-05T00:15:00Z",
        // Begun while the clocks went forward: as soon as the wall shows a time that it covers.
        "SUN 01:30-03:00, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",
        // Open a second time where the clocks go back.
        "SUN 01:15-01:45, 2026-10-25T00:50:00Z, 2026-10-25T01:15:00Z",
        "SUN 00:30-01:30, 2026-10-25T00:40:00Z, 2026-10-25T01:00:00Z",
    })
    void opensNext(String hours, Instant from, Instant opening) {
        assertThat(Schedule.parse(hours).firstCoveredFrom(from)).contains(opening);
    }

    @Test
    void isOpenAtAnyTimeWithoutWindows() {
        assertThat(Schedule.anyTime().covers(FORWARD)).isTrue();
        assertThat(Schedule.anyTime().firstCoveredFrom(BACK)).contains(BACK);
        assertThat(Schedule.parse("")).isEqualTo(Schedule.anyTime());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MON",
                "MON 06:00",
                "MON 06:00-06:00",
                "MON 25:00-26:00",
                "MON 24:00-06:00",
                "XXX 06:00-20:00",
                "MON,, 06:00-20:00",
                "MON 6:00-20:00",
                "MON 06:00-20:00;TUE 06:00-20:00",
                " "
            })
    void refusesWhatIsNoSchedule(String text) {
        assertThatThrownBy(() -> Schedule.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAWindowOfNoDay() {
        assertThatThrownBy(() -> new Window(EnumSet.noneOf(DayOfWeek.class), 0, 60))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
