package uk.wayleave.register.call;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/** A week, Monday to Sunday, in the United Kingdom: an hour shorter or longer where the clocks change in it. */
public record Week(LocalDate monday) {
    private static final ZoneId HERE = ZoneId.of("Europe/London");

    public Week {
        if (monday.getDayOfWeek() != DayOfWeek.MONDAY) throw new IllegalArgumentException("A week begins on a Monday.");
    }

    /** The one in which an instant lies. */
    public static Week of(Instant instant) {
        return new Week(LocalDate.ofInstant(instant, HERE).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    }

    /** The week of a Monday such as 2026-11-23; empty for what is none. */
    public static Optional<Week> parse(String text) {
        try {
            return Optional.of(LocalDate.parse(text))
                    .filter(day -> day.getDayOfWeek() == DayOfWeek.MONDAY)
                    .map(Week::new);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    public LocalDate sunday() {
        return monday.plusDays(6);
    }

    /** Its first instant. */
    public Instant from() {
        return monday.atStartOfDay(HERE).toInstant();
    }

    /** The first instant after it. */
    public Instant until() {
        return monday.plusWeeks(1).atStartOfDay(HERE).toInstant();
    }

    public Week before() {
        return new Week(monday.minusWeeks(1));
    }

    public Week after() {
        return new Week(monday.plusWeeks(1));
    }

    /** Its Monday, as in 2026-11-23. */
    @Override
    public String toString() {
        return monday.toString();
    }
}
