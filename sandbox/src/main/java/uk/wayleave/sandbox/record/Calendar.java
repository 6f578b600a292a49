package uk.wayleave.sandbox.record;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Days as street works count them, in the time of London. Every Monday to Friday is a working day here: the sandbox
 * does not know bank holidays.
 */
public final class Calendar {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private Calendar() {}

    public static LocalDate day(Instant instant) {
        return instant.atZone(LONDON).toLocalDate();
    }

    public static Instant start(LocalDate day) {
        return day.atStartOfDay(LONDON).toInstant();
    }

    /** Both days counted. */
    public static long days(Instant from, Instant to) {
        return Math.max(0, ChronoUnit.DAYS.between(day(from), day(to)) + 1);
    }

    /** Both days counted. */
    public static long workingDays(Instant from, Instant to) {
        LocalDate first = day(from);
        return first.datesUntil(first.plusDays(days(from, to)))
                .filter(Calendar::isWorking)
                .count();
    }

    /** The day that many working days later. */
    public static LocalDate plusWorkingDays(LocalDate day, long workingDays) {
        LocalDate result = day;
        for (long left = workingDays; left > 0; ) {
            result = result.plusDays(1);
            if (isWorking(result)) {
                left--;
            }
        }
        return result;
    }

    private static boolean isWorking(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
