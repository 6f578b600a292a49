package uk.wayleave.console.instruction;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** Days as they are typed. */
final class Days {
    private static final ZoneId HERE = ZoneId.of("Europe/London");

    private Days() {}

    /** Midnight in London at which a day such as 2027-01-31 begins; empty for what is none. */
    static Optional<Instant> start(String text) {
        try {
            return Optional.of(LocalDate.parse(text).atStartOfDay(HERE).toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
