package uk.wayleave.messages.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code Retry-After}: seconds, or a date (RFC 9110, section 10.2.3). */
public final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private RetryAfter() {}

    /** Empty where the text is neither; never negative, never longer than the longest. */
    public static Optional<Duration> parse(String text, Instant now, Duration longest) {
        return duration(text.strip(), now).map(stated -> {
            Duration positive = stated.isNegative() ? Duration.ZERO : stated;
            return positive.compareTo(longest) > 0 ? longest : positive;
        });
    }

    private static Optional<Duration> duration(String text, Instant now) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, at));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
