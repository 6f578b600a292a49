package uk.wayleave.opendata.store;

import java.time.Instant;
import uk.wayleave.opendata.event.Provenance;

/**
 * Which published event a state comes from.
 *
 * @param number DfT's {@code event_reference}
 * @param type of the event
 * @param time when it happened
 * @param hash SHA-256 of the bytes that were published, in hexadecimal
 */
public record Origin(long number, String type, Instant time, String hash, Provenance provenance) {}
