package uk.wayleave.opendata.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Instants and dates of events. Dates are published as the UTC instant of midnight in London. */
final class Times {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final int LENGTH_OF_A_DATE = 10;
    private static final int LENGTH_OF_SECONDS = 19;
    private static final int NANO_DIGITS = 9;
    private static final Instant EARLIEST = Instant.parse("0001-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private Times() {}

    /** An instant, to the microsecond, as the store keeps it; without an offset it is taken as UTC. */
    static Optional<Instant> instant(String text) {
        try {
            String stripped = text.strip();
            if (stripped.length() == LENGTH_OF_A_DATE) {
                return Optional.of(startOf(LocalDate.parse(stripped)));
            }
            Instant read = stripped.endsWith("Z")
                    ? ofZulu(stripped)
                    : hasOffset(stripped)
                            ? OffsetDateTime.parse(stripped).toInstant()
                            : LocalDateTime.parse(stripped)
                                    .atOffset(java.time.ZoneOffset.UTC)
                                    .toInstant();
            return isStorable(read) ? Optional.of(read.truncatedTo(ChronoUnit.MICROS)) : Optional.empty();
        } catch (DateTimeException notAnInstant) {
            return Optional.empty();
        }
    }

    /**
     * As {@link Instant#parse} reads it. An event has about ten of these, nearly all of them as {@code
     * 2026-06-23T23:00:00.000Z}, and to read that by its places costs a tenth of what the general parser does.
     */
    static Instant ofZulu(String text) {
        int length = text.length();
        if (length < LENGTH_OF_SECONDS + 1
                || length > LENGTH_OF_SECONDS + 1 + 1 + NANO_DIGITS
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return Instant.parse(text);
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        int nano = fraction(text, length - 1);
        if ((year | month | day | hour | minute | second | nano) < 0 || hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text);
        }
        return Instant.ofEpochSecond(
                LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3600L + minute * 60L + second, nano);
    }

    /** What follows the seconds, in nanoseconds; negative where that is no fraction. */
    private static int fraction(String text, int end) {
        if (end == LENGTH_OF_SECONDS) {
            return 0;
        }
        int from = LENGTH_OF_SECONDS + 1;
        int value = text.charAt(LENGTH_OF_SECONDS) == '.' && from < end ? digits(text, from, end) : -1;
        for (int place = end - from; place < NANO_DIGITS && value >= 0; place++) {
            value *= 10;
        }
        return value;
    }

    /** At most nine of them; negative where one is none. */
    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** In summer {@code 2020-06-23T23:00:00.000Z} is 24 June. */
    static Optional<LocalDate> londonDate(String text) {
        return instant(text).map(instant -> LocalDate.ofInstant(instant, LONDON));
    }

    static Instant startOf(LocalDate date) {
        return date.atStartOfDay(LONDON).toInstant();
    }

    static Instant endOf(LocalDate date) {
        return startOf(date.plusDays(1));
    }

    private static boolean hasOffset(String text) {
        int time = text.indexOf('T');
        return time > 0 && (text.indexOf('+', time) > 0 || text.indexOf('-', time) > 0);
    }

    /** Years 1 to 9999, which every reader of ours can hold. */
    private static boolean isStorable(Instant instant) {
        return instant.isAfter(EARLIEST) && instant.isBefore(LATEST);
    }
}
