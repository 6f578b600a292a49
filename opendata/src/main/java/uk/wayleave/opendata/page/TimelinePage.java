package uk.wayleave.opendata.page;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.opendata.api.Ask;
import uk.wayleave.opendata.api.WorksPage;
import uk.wayleave.opendata.store.History;
import uk.wayleave.pages.Page;

/** Works with everything that was published about them, in its order. */
final class TimelinePage {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.UK);

    private final WorksPage works;

    TimelinePage(DataSource source) {
        works = new WorksPage(new History(source));
    }

    /** A field of a record, in words. */
    public record Row(String name, String value) {}

    /** One record as it is now. */
    public record Part(String reference, List<Row> rows) {}

    /** One event. */
    public record Event(String when, String what, String reference, String changes, String hash, String provenance) {}

    Optional<Page> page(Ask ask, String reference) {
        return works.document(ask, reference).map(TimelinePage::page);
    }

    private static Page page(ObjectNode document) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode record : document.path("records")) {
            List<Row> rows = new ArrayList<>();
            for (Map.Entry<String, JsonNode> property :
                    record.path("properties").properties()) {
                String value = value(property.getValue());
                // Codes are for programs: the same stands beside them in words.
                if (!value.isEmpty() && !property.getKey().endsWith("_ref")) {
                    rows.add(new Row(words(property.getKey()), value));
                }
            }
            parts.add(new Part(record.path("reference").asString(), rows));
        }
        List<Event> events = new ArrayList<>();
        for (JsonNode event : document.path("events")) {
            events.add(new Event(
                    ZonedDateTime.ofInstant(
                                    Instant.parse(event.path("event_time").asString()), MapAsk.LONDON)
                            .format(MINUTE),
                    words(event.path("event_type").asString().toLowerCase(Locale.ROOT)),
                    event.path("reference").asString(),
                    String.join(
                            ", ",
                            event.path("changes")
                                    .valueStream()
                                    .map(name -> words(name.asString()).toLowerCase(Locale.ROOT))
                                    .toList()),
                    event.path("event_sha256").asString(),
                    event.path("event_provenance").asString().equals("signed")
                            ? "signed by Amazon SNS on DfT's behalf"
                            : "from DfT's archive"));
        }
        return Page.of("works")
                .with("reference", document.path("reference").asString())
                .with("parts", parts)
                .with("events", events);
    }

    private static String value(JsonNode value) {
        if (value.isNull() || value.isObject()) {
            return "";
        }
        if (value.isArray()) {
            return String.join(", ", value.valueStream().map(JsonNode::asString).toList());
        }
        String text = value.asString();
        return text.matches("\\d{4}-\\d{2}-\\d{2}(T.*Z)?") ? Entry.inWords(text) : text;
    }

    private static String words(String name) {
        String text = name.replace('_', ' ')
                .replace("swa code", "SWA code")
                .replace("usrn", "USRN")
                .replace("ttro", "TTRO")
                .replaceFirst("^is ", "");
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
