package uk.wayleave.opendata.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The parameter {@code datetime} of OGC API Features: an instant, a day, or an interval of them that may be open at
 * either end. Days are London's.
 */
record Interval(Optional<Instant> from, Optional<Instant> to) {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    static Interval of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new Interval(Optional.of(begin(text)), Optional.of(end(text)));
        }
        String from = text.substring(0, slash);
        String to = text.substring(slash + 1);
        Interval read = new Interval(
                isOpen(from) ? Optional.empty() : Optional.of(begin(from)),
                isOpen(to) ? Optional.empty() : Optional.of(end(to)));
        if (read.from().isPresent()
                && read.to().isPresent()
                && read.from().get().isAfter(read.to().get())) {
            throw new BadAsk("The parameter datetime ends before it begins.");
        }
        return read;
    }

    private static boolean isOpen(String text) {
        return text.isEmpty() || text.equals("..");
    }

    static Instant begin(String text) {
        return isDay(text) ? day(text).atStartOfDay(LONDON).toInstant() : instant(text);
    }

    private static Instant end(String text) {
        return isDay(text)
                ? day(text).plusDays(1).atStartOfDay(LONDON).toInstant().minusMillis(1)
                : instant(text);
    }

    private static boolean isDay(String text) {
        return text.length() == 10;
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            throw malformed();
        }
    }

    private static Instant instant(String text) {
        try {
            // A plus sign in an address is read as a space.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException malformed) {
            throw malformed();
        }
    }

    private static BadAsk malformed() {
        return new BadAsk("A time is a day (2026-11-24) or an instant with its offset (2026-11-24T09:00:00Z);"
                + " an interval has a slash between two of them, or .. for an open end.");
    }
}
