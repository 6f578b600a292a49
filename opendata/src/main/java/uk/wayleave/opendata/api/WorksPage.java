package uk.wayleave.opendata.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.opendata.event.OpenEvent;
import uk.wayleave.opendata.event.Reading;
import uk.wayleave.opendata.store.History;
import uk.wayleave.opendata.store.StoredEvent;

/** Works, or one record, with everything that was published about it: the state at a time, and each event's changes. */
public final class WorksPage {
    private final History history;
    private final EventReader reader = new EventReader();
    private final JsonMapper mapper = JsonMapper.shared();

    public WorksPage(History history) {
        this.history = history;
    }

    /** By the reference of works, a permit, an activity or a Section 58. */
    Answer page(Ask ask, String reference) {
        return document(ask, reference)
                .map(page -> Answer.of(200, "application/json", mapper.writeValueAsBytes(page)))
                .orElseGet(() -> Problem.of(404, "Nothing was published about it by then, as far as is kept here."));
    }

    /** The same before it is written; empty where nothing was published. */
    public Optional<ObjectNode> document(Ask ask, String reference) {
        Optional<Instant> asOf = ask.parameter("as_of").map(Interval::begin);
        List<StoredEvent> events = history.ofWorks(reference);
        if (events.isEmpty()) {
            events = history.of(reference);
        }
        List<StoredEvent> until = events.stream()
                .filter(event -> asOf.isEmpty() || !event.origin().time().isAfter(asOf.get()))
                .toList();
        if (until.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode page = mapper.createObjectNode();
        page.put("reference", reference.toUpperCase(Locale.ROOT));
        asOf.ifPresent(time -> page.put("as_of", time.toString()));
        Map<String, ObjectNode> states = new LinkedHashMap<>();
        ArrayNode told = mapper.createArrayNode();
        for (StoredEvent event : until) {
            if (reader.read(event.published()) instanceof Reading.Read(OpenEvent read)) {
                ObjectNode properties = read.record().properties();
                event(event, changes(states.get(event.reference()), properties), told.addObject());
                states.put(event.reference(), properties);
            }
        }
        ArrayNode records = page.putArray("records");
        states.forEach(
                (name, properties) -> records.addObject().put("reference", name).set("properties", properties));
        page.set("events", told);
        page.put("attribution", Licence.ATTRIBUTION);
        ArrayNode links = page.putArray("links");
        Links.add(links, "self", "application/json", "This document", ask.urlWith(Map.of()));
        Links.add(links, "license", "text/html", Licence.NAME, Licence.URL);
        return Optional.of(page);
    }

    private static void event(StoredEvent event, Set<String> changes, ObjectNode into) {
        into.put("reference", event.reference())
                .put("event_reference", event.origin().number())
                .put("event_type", event.origin().type())
                .put("event_time", event.origin().time().toString())
                .put("event_sha256", event.origin().hash())
                .put("event_provenance", event.origin().provenance().name().toLowerCase(Locale.ROOT));
        ArrayNode names = into.putArray("changes");
        changes.forEach(names::add);
    }

    private static Set<String> changes(@org.jspecify.annotations.Nullable ObjectNode before, ObjectNode after) {
        Set<String> changes = new TreeSet<>();
        for (Map.Entry<String, JsonNode> property : after.properties()) {
            if (before == null || !property.getValue().equals(before.path(property.getKey()))) {
                changes.add(property.getKey());
            }
        }
        if (before != null) {
            for (String name : before.propertyNames()) {
                if (!after.has(name)) {
                    changes.add(name);
                }
            }
        }
        return changes;
    }
}
