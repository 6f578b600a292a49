package uk.wayleave.opendata.store;

import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the holder of a key has events posted to.
 *
 * @param filters all of which an event must pass; none for every event
 * @param cursor number of the last event that was taken by the receiver or passed over by the filters
 * @param failures in a row
 * @param failingSince when the first of them was
 * @param outcome of the last attempt, in a word; empty before the first
 */
public record Webhook(
        UUID id,
        URI url,
        Map<Filter, String> filters,
        State state,
        Instant made,
        long cursor,
        int failures,
        Optional<Instant> failingSince,
        String outcome) {
    public Webhook {
        filters = filters.isEmpty() ? Map.of() : new EnumMap<>(filters);
    }

    /** How far it has come. */
    public enum State {
        /** The receiver has not answered the challenge yet; nothing is sent. */
        UNPROVEN,
        /** Events are sent. */
        ACTIVE,
        /** It failed for too long, said that it is gone, or never proved itself; nothing is sent any more. */
        DISABLED,
        /** Its holder took it away. */
        REMOVED
    }

    /** Without the address, which may hold a secret of the receiver's. */
    @Override
    public String toString() {
        return "Webhook[id=" + id + ", state=" + state + "]";
    }
}
