package uk.wayleave.opendata.origin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import uk.wayleave.evidence.OpenOrigin;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.opendata.event.ObjectKind;
import uk.wayleave.opendata.event.OpenEvent;
import uk.wayleave.opendata.event.OpenField;
import uk.wayleave.opendata.event.OpenFields;
import uk.wayleave.opendata.event.Reading;
import uk.wayleave.opendata.store.History;
import uk.wayleave.opendata.store.StoredEvent;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.OpenEquivalent;
import uk.wayleave.streetmanager.Operation;

/**
 * Answers from the events that are kept. The time a value became open is when SNS published the event that has it;
 * where the event came from the archive alone, when the event happened, which is a few seconds earlier.
 */
public final class OpenOriginOfEvents implements OpenOrigin {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^a-z0-9]+");

    private static final int DAY = 10;

    private final History history;
    private final EventReader reader = new EventReader();
    private final Map<String, Set<String>> openNames = new HashMap<>();
    private final Set<String> neverOpen = new HashSet<>();

    public OpenOriginOfEvents(History history, Catalogue catalogue) {
        this.history = history;
        for (ObjectKind kind : ObjectKind.values()) {
            OpenFields.of(kind).stream().map(OpenField::name).forEach(name -> open(name, name));
        }
        for (ApiVersion version : catalogue.versions()) {
            for (Operation operation : catalogue.operations(version)) {
                OpenEquivalent equivalent = operation.openEquivalent();
                equivalent.fields().forEach(this::open);
                neverOpen.addAll(equivalent.neverOpen());
            }
        }
        neverOpen.removeAll(openNames.keySet());
    }

    private void open(String member, String name) {
        openNames.computeIfAbsent(member, _ -> new HashSet<>()).add(name);
    }

    @Override
    public Finding of(String reference, String field, String value, Instant at) {
        String member = field.substring(field.lastIndexOf('/') + 1).strip();
        Set<String> names = openNames.getOrDefault(member, Set.of());
        if (names.isEmpty()) {
            return neverOpen.contains(member)
                    ? new Finding(Answer.NEVER_OPEN, Optional.empty(), "The field is in no open event.")
                    : new Finding(Answer.UNKNOWN, Optional.empty(), "The field is not known.");
        }
        List<StoredEvent> events = new ArrayList<>(history.of(reference));
        events.addAll(history.ofWorks(reference));
        if (events.isEmpty()) {
            return new Finding(Answer.UNKNOWN, Optional.empty(), "Nothing about the record is kept here.");
        }
        Optional<Instant> since = events.stream()
                .filter(event -> says(event, names, value))
                .map(event -> event.openSince().orElse(event.origin().time()))
                .min(Instant::compareTo);
        if (since.isEmpty()) {
            return new Finding(
                    Answer.UNKNOWN, Optional.empty(), "No event about the record that is kept here has this value.");
        }
        return since.get().isAfter(at)
                ? new Finding(Answer.OPEN_LATER, since, "The first event with this value was published later.")
                : new Finding(Answer.OPEN_THEN, since, "An event with this value had been published by then.");
    }

    private boolean says(StoredEvent event, Set<String> names, String value) {
        if (!(reader.read(event.published()) instanceof Reading.Read(OpenEvent read))) {
            return false;
        }
        for (String name : names) {
            JsonNode said = read.record().properties().path(name);
            if (said.isArray()) {
                if (said.values().stream().anyMatch(one -> isSame(one.asString(), value))
                        || isSame(
                                String.join(
                                        ", ",
                                        said.values().stream()
                                                .map(JsonNode::asString)
                                                .toList()),
                                value)) {
                    return true;
                }
            } else if (isSame(said.asString(""), value)) {
                return true;
            }
        }
        return false;
    }

    /** Labels, codes and dates of Street Manager's API differ in spelling from those of the events. */
    private static boolean isSame(String published, String value) {
        if (published.isEmpty() || value.isBlank()) {
            return false;
        }
        if (plain(published).equals(plain(value))) {
            return true;
        }
        // A date is published as a day, and answered by the API as an instant of it; two instants must be the same.
        boolean oneIsADay = published.length() == DAY || value.length() == DAY;
        return oneIsADay
                ? date(published).isPresent() && date(published).equals(date(value))
                : instant(published).isPresent() && instant(published).equals(instant(value));
    }

    private static String plain(String text) {
        return NO_LETTER_OR_DIGIT.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("_");
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notAnInstant) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(
                    text.length() == DAY
                            ? LocalDate.parse(text)
                            : OffsetDateTime.parse(text)
                                    .atZoneSameInstant(LONDON)
                                    .toLocalDate());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
