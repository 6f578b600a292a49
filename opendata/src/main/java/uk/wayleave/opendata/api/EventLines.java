package uk.wayleave.opendata.api;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.opendata.event.OpenEvent;
import uk.wayleave.opendata.event.OpenRecord;
import uk.wayleave.opendata.event.Reading;
import uk.wayleave.opendata.store.Filter;
import uk.wayleave.opendata.store.StoredEvent;

/** Events as they are served, in streams and to webhooks: what is open of them, one line of JSON for each. */
public final class EventLines {
    private final EventReader reader = new EventReader();

    /** The event as it is served, if it passes the filters. */
    public Optional<String> of(StoredEvent stored, Map<Filter, String> filters) {
        if (!(reader.read(stored.published()) instanceof Reading.Read(OpenEvent event))) {
            return Optional.empty();
        }
        for (Map.Entry<Filter, String> filter : filters.entrySet()) {
            if (!value(event, filter.getKey()).equalsIgnoreCase(filter.getValue())) {
                return Optional.empty();
            }
        }
        ObjectNode line = JsonMapper.shared()
                .createObjectNode()
                .put("id", stored.id())
                .put("collection", stored.kind().collection())
                .put("reference", stored.reference())
                .put("event_reference", stored.origin().number())
                .put("event_type", stored.origin().type())
                .put("event_time", stored.origin().time().toString())
                .put("event_sha256", stored.origin().hash())
                .put("event_provenance", stored.origin().provenance().name().toLowerCase(Locale.ROOT))
                .put("licence", Licence.URL);
        line.set("properties", event.record().properties());
        return Optional.of(line.toString());
    }

    private static String value(OpenEvent event, Filter filter) {
        OpenRecord record = event.record();
        Optional<String> value = switch (filter) {
            case AUTHORITY -> record.authority();
            case PROMOTER -> record.promoter();
            case USRN -> record.usrn();
            case STREET -> record.street();
            case STATUS -> record.status();
            case PERMIT_STATUS -> record.permitStatus();
            case CATEGORY -> record.category();
            case TRAFFIC_MANAGEMENT -> record.trafficManagement();
            case ACTIVITY_TYPE -> record.activityType();
            case WORKS -> Optional.of(event.works());
        };
        return value.orElse("");
    }
}
