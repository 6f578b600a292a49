package uk.wayleave.opendata.page;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.opendata.api.Ask;
import uk.wayleave.opendata.store.OpenObject;

/** One permit as a list shows it. */
public record Entry(
        String reference,
        String href,
        String where,
        String who,
        String traffic,
        String status,
        String when,
        String shape) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final JsonMapper JSON = JsonMapper.shared();

    static Entry of(OpenObject record) {
        JsonNode open = JSON.readTree(record.properties());
        return new Entry(
                record.reference(),
                "/open/works/" + Ask.encoded(record.works().isEmpty() ? record.reference() : record.works()),
                Stream.of("street_name", "area_name", "town")
                        .map(name -> open.path(name).asString(""))
                        .filter(text -> !text.isEmpty())
                        .map(Entry::asWritten)
                        .distinct()
                        .collect(Collectors.joining(", ")),
                asWritten(open.path("promoter_organisation").asString("Unknown promoter")) + " for "
                        + asWritten(open.path("highway_authority").asString("an unknown authority")),
                open.path("traffic_management_type").asString("Not stated"),
                open.path("work_status").asString("Not stated"),
                when(open),
                shape(open.path("work_status_ref").asString("")));
    }

    private static String when(JsonNode open) {
        Optional<String> from = day(open, "actual_start_date_time", "proposed_start_date");
        Optional<String> to = day(open, "actual_end_date_time", "proposed_end_date");
        return from.orElse("Not stated") + to.map(day -> " to " + day).orElse("");
    }

    private static Optional<String> day(JsonNode open, String actual, String proposed) {
        return Stream.of(actual, proposed)
                .map(name -> open.path(name).asString(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(Entry::inWords);
    }

    /** An instant as a day in London; what is none as it stands. */
    static String inWords(String published) {
        if (published.length() == 10) {
            return java.time.LocalDate.parse(published).format(DAY);
        }
        try {
            return ZonedDateTime.ofInstant(Instant.parse(published), MapAsk.LONDON)
                    .format(DAY);
        } catch (java.time.DateTimeException another) {
            return published;
        }
    }

    /** Street Manager holds many names in capitals, which are hard to read. */
    static String asWritten(String name) {
        if (!name.equals(name.toUpperCase(Locale.ROOT)) || name.length() < 4) {
            return name;
        }
        StringBuilder text = new StringBuilder();
        boolean begin = true;
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            text.append(begin ? letter : Character.toLowerCase(letter));
            begin = letter == ' ' || letter == '-';
        }
        return text.toString();
    }

    private static String shape(String status) {
        return switch (status) {
            case "in_progress" -> "now";
            case "completed" -> "done";
            default -> "planned";
        };
    }
}
