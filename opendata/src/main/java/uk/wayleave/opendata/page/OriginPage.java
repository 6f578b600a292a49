package uk.wayleave.opendata.page;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import uk.wayleave.evidence.OpenOrigin;
import uk.wayleave.opendata.api.Ask;
import uk.wayleave.opendata.api.BadAsk;
import uk.wayleave.opendata.api.OriginAsk;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;

/**
 * Was this value open data at that time? The same answer as a POST to {@code /open/origin} gives programs. The value may be
 * a person's, so the form is posted: it stands in no address, and the page is kept nowhere.
 */
final class OriginPage {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.UK).withZone(MapAsk.LONDON);
    private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("d/M/uuuu H:mm", Locale.UK);
    private static final DateTimeFormatter TYPED_DAY = DateTimeFormatter.ofPattern("d/M/uuuu", Locale.UK);

    private final OpenOrigin origin;
    private final Clock clock;

    OriginPage(OpenOrigin origin, Clock clock) {
        this.origin = origin;
        this.clock = clock;
    }

    /** The form; with the answer where it was posted. */
    Page page(Ask ask) {
        if (OriginAsk.hasValueInAddress(ask)) {
            return form(Map.of("reference", ask.parameter("reference").orElse("")))
                    .with("errors", List.of(new FormError("value", OriginAsk.CURE)));
        }
        if (!OriginAsk.isPosted(ask)) {
            return form(Map.of());
        }
        Map<String, String> given;
        try {
            given = OriginAsk.members(ask);
        } catch (BadAsk bad) {
            return form(Map.of()).with("errors", List.of(new FormError("reference", bad.why())));
        }
        return answered(given);
    }

    private Page answered(Map<String, String> given) {
        Page form = form(given);
        List<FormError> wrong = new ArrayList<>();
        missing(given, "reference", "Enter the reference of a permit, works, an activity or a Section 58", wrong);
        missing(given, "field", "Enter the name of the field", wrong);
        missing(given, "value", "Enter the value", wrong);
        String typed = given.getOrDefault("time", "").strip();
        Optional<Instant> at = typed.isEmpty() ? Optional.of(clock.instant()) : time(typed);
        if (at.isEmpty()) {
            wrong.add(new FormError("time", "Enter a day and a time, like 27/9/2026 14:30"));
        }
        if (!wrong.isEmpty() || at.isEmpty()) {
            return form.with("errors", wrong);
        }
        String reference = given.getOrDefault("reference", "").strip();
        String field = given.getOrDefault("field", "").strip();
        OpenOrigin.Finding finding = origin.of(reference, field, given.getOrDefault("value", ""), at.get());
        return form.with("answered", true)
                .with("answer", words(finding.answer()))
                .with("colour", colour(finding.answer()))
                .with("meaning", meaning(finding.answer()))
                .with("why", finding.why())
                .with("since", finding.openSince().map(MINUTE::format).orElse(""))
                .with("at", MINUTE.format(at.get()));
    }

    private static void missing(Map<String, String> given, String name, String told, List<FormError> wrong) {
        if (given.getOrDefault(name, "").isBlank()) {
            wrong.add(new FormError(name, told));
        }
    }

    private static Page form(Map<String, String> given) {
        Page page = Page.of("origin").with("errors", List.of()).with("answered", false);
        for (String name : OriginAsk.MEMBERS) {
            page = page.with(name, given.getOrDefault(name, ""));
        }
        return page;
    }

    /** As a British reader writes it, in London's time; or as ISO 8601 has it. */
    private static Optional<Instant> time(String typed) {
        return parsed(() -> OffsetDateTime.parse(typed).toInstant())
                .or(() -> parsed(() -> local(LocalDateTime.parse(typed, TYPED))))
                .or(() -> parsed(() -> local(LocalDate.parse(typed, TYPED_DAY).atStartOfDay())))
                .or(() -> parsed(() -> local(LocalDateTime.parse(typed.replace(' ', 'T')))))
                .or(() -> parsed(() -> local(LocalDate.parse(typed).atStartOfDay())));
    }

    private static Instant local(LocalDateTime time) {
        return time.atZone(MapAsk.LONDON).toInstant();
    }

    private static Optional<Instant> parsed(java.util.function.Supplier<Instant> reading) {
        try {
            return Optional.of(reading.get());
        } catch (DateTimeException another) {
            return Optional.empty();
        }
    }

    private static String words(OpenOrigin.Answer answer) {
        return switch (answer) {
            case OPEN_THEN -> "Open then";
            case OPEN_LATER -> "Open later";
            case NEVER_OPEN -> "Never open";
            case UNKNOWN -> "Unknown";
        };
    }

    private static String colour(OpenOrigin.Answer answer) {
        return switch (answer) {
            case OPEN_THEN -> "govuk-tag--green";
            case OPEN_LATER -> "govuk-tag--yellow";
            case NEVER_OPEN -> "govuk-tag--red";
            case UNKNOWN -> "govuk-tag--grey";
        };
    }

    private static String meaning(OpenOrigin.Answer answer) {
        return switch (answer) {
            case OPEN_THEN ->
                "It may have come from the open data. That it was open does not show that it did come from there.";
            case OPEN_LATER -> "Who had it at that time did not have it from the open data.";
            case NEVER_OPEN -> "It is in no open event, so it did not come from the open data.";
            case UNKNOWN -> "Neither that it was open nor that it was not can be said from what is kept here.";
        };
    }
}
