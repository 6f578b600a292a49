package uk.wayleave.opendata.store;

import java.time.Instant;
import java.util.Optional;
import uk.wayleave.opendata.event.ObjectKind;

/**
 * One event as it is kept.
 *
 * @param id its number in the order in which we kept events: the cursor of streams
 * @param published its bytes
 * @param openSince when SNS published it; empty where it came from the archive alone, which does not say
 */
public record StoredEvent(
        long id,
        ObjectKind kind,
        String reference,
        String works,
        Origin origin,
        byte[] published,
        Optional<Instant> openSince) {}
