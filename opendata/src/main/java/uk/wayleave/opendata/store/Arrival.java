package uk.wayleave.opendata.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.opendata.event.OpenEvent;
import uk.wayleave.opendata.event.Provenance;
import uk.wayleave.opendata.event.Reading;

/**
 * One event as it came, ready to be written. Made by the threads that receive: packing costs as much as all else that is
 * done to an event here, and there is but one writer.
 *
 * @param published its bytes
 * @param hash their SHA-256
 * @param reading what it says
 * @param envelope what it was signed in; present only where {@code provenance} is signed
 * @param packed {@code published} as it is stored
 * @param packedProperties the open set as it is stored; nothing where it was not understood
 */
public record Arrival(
        byte[] published,
        byte[] hash,
        Reading reading,
        Provenance provenance,
        Optional<SignedEnvelope> envelope,
        Instant received,
        byte[] packed,
        byte[] packedProperties) {
    /** From an archive. */
    public static Arrival archived(byte[] published, EventReader reader, Instant received) {
        try (Arrivals arrivals = new Arrivals(reader)) {
            return arrivals.archived(published, received);
        }
    }

    /** From a notification whose signature was checked. */
    public static Arrival signed(byte[] published, EventReader reader, SignedEnvelope envelope, Instant received) {
        try (Arrivals arrivals = new Arrivals(reader)) {
            return arrivals.signed(published, envelope, received);
        }
    }

    static Arrival of(
            byte[] published,
            EventReader reader,
            Packing packing,
            Provenance provenance,
            Optional<SignedEnvelope> envelope,
            Instant received) {
        Reading reading = reader.read(published);
        byte[] properties = reading instanceof Reading.Read(OpenEvent event)
                ? packing.packed(event.record().text().getBytes(StandardCharsets.UTF_8))
                : new byte[0];
        return new Arrival(
                published,
                EventReader.sha256(published),
                reading,
                provenance,
                envelope,
                received,
                packing.packed(published),
                properties);
    }
}
