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
                    ? Instant.parse(stripped)
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
