package uk.wayleave.opendata.store;

import java.time.Instant;
import java.util.Optional;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.opendata.event.Provenance;
import uk.wayleave.opendata.event.Reading;

/**
 * One event as it came.
 *
 * @param published its bytes
 * @param hash their SHA-256
 * @param reading what it says
 * @param envelope what it was signed in; present only where {@code provenance} is signed
 */
public record Arrival(
        byte[] published,
        byte[] hash,
        Reading reading,
        Provenance provenance,
        Optional<SignedEnvelope> envelope,
        Instant received) {
    /** From an archive. */
    public static Arrival archived(byte[] published, EventReader reader, Instant received) {
        return new Arrival(
                published,
                EventReader.sha256(published),
                reader.read(published),
                Provenance.ARCHIVE,
                Optional.empty(),
                received);
    }

    /** From a notification whose signature was checked. */
    public static Arrival signed(byte[] published, EventReader reader, SignedEnvelope envelope, Instant received) {
        return new Arrival(
                published,
                EventReader.sha256(published),
                reader.read(published),
                Provenance.SIGNED,
                Optional.of(envelope),
                received);
    }
}
