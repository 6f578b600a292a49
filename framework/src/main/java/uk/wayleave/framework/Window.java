package uk.wayleave.framework;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of some days of the week, by the clock on the wall.
 *
 * @param days on which it begins; at least one
 * @param from minutes after midnight, 0 to 1439: the first minute it covers
 * @param until minutes after midnight, 1 to 1440: the first minute it no longer covers. Less than {@code from} where it
 *     goes on past midnight
 */
public record Window(Set<DayOfWeek> days, int from, int until) {
    private static final int MINUTES_OF_AN_HOUR = 60;
    private static final int MINUTES_OF_A_DAY = 24 * MINUTES_OF_AN_HOUR;
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])|24:00");

    /** @throws IllegalArgumentException if it names no day, or no hours */
    public Window {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("A window names at least one day of the week.");
        }
        if (from < 0 || from >= MINUTES_OF_A_DAY || until < 1 || until > MINUTES_OF_A_DAY || from == until) {
            throw new IllegalArgumentException("A window goes from one time of the day to another.");
        }
        days = Set.copyOf(days);
    }

    /**
     * As people write it: {@code 06:00} to {@code 20:00}; {@code 24:00} is the end of a day.
     *
     * @throws IllegalArgumentException if it is not so written
     */
    public static Window of(Set<DayOfWeek> days, String from, String until) {
        return new Window(days, minutes(from), minutes(until));
    }

    private static int minutes(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new IllegalArgumentException("A time of the day is written as 06:00.");
        }
        return time.group(1) == null
                ? MINUTES_OF_A_DAY
                : Integer.parseInt(time.group(1)) * MINUTES_OF_AN_HOUR + Integer.parseInt(time.group(2));
    }

    /** Whether it goes on into the day after. */
    public boolean crossesMidnight() {
        return until < from;
    }

    boolean covers(LocalDateTime wall) {
        int minute = wall.getHour() * MINUTES_OF_AN_HOUR + wall.getMinute();
        boolean begun = days.contains(wall.getDayOfWeek()) && minute >= from;
        return crossesMidnight()
                ? begun || (days.contains(wall.getDayOfWeek().minus(1)) && minute < until)
                : begun && minute < until;
    }

    /** When on a day of its it begins. */
    LocalTime begins() {
        return LocalTime.of(from / MINUTES_OF_AN_HOUR, from % MINUTES_OF_AN_HOUR);
    }

    /** As in {@code 06:00}. */
    public String fromTime() {
        return time(from);
    }

    /** As in {@code 20:00}; {@code 24:00} where it is the end of the day. */
    public String untilTime() {
        return time(until);
    }

    private static String time(int minutes) {
        return String.format(Locale.ROOT, "%02d:%02d", minutes / MINUTES_OF_AN_HOUR, minutes % MINUTES_OF_AN_HOUR);
    }

    /** As it is kept and recorded: {@code MON,TUE 06:00-20:00}. */
    @Override
    public String toString() {
        StringJoiner names = new StringJoiner(",");
        for (DayOfWeek day : new TreeSet<>(days)) {
            names.add(day.name().substring(0, 3));
        }
        return names + " " + fromTime() + "-" + untilTime();
    }

    /** @throws IllegalArgumentException if it is not what {@link #toString} writes */
    static Window parse(String text) {
        String[] parts = text.split("[ -]", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("A window is written as MON,TUE 06:00-20:00.");
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String name : parts[0].split(",", -1)) {
            days.add(day(name));
        }
        return of(days, parts[1], parts[2]);
    }

    private static DayOfWeek day(String name) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().substring(0, 3).equals(name)) {
                return day;
            }
        }
        throw new IllegalArgumentException("A day of the week is written as MON.");
    }
}
