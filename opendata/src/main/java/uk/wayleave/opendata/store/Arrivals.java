package uk.wayleave.opendata.store;

import java.time.Instant;
import java.util.Optional;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.opendata.event.Provenance;

/** Makes arrivals one after another; what it needs for that is made once. Not for several threads at once. */
public final class Arrivals implements AutoCloseable {
    private final EventReader reader;
    private final Packing packing = new Packing();

    public Arrivals(EventReader reader) {
        this.reader = reader;
    }

    /** From an archive. */
    public Arrival archived(byte[] published, Instant received) {
        return Arrival.of(published, reader, packing, Provenance.ARCHIVE, Optional.empty(), received);
    }

    /** From a notification whose signature was checked. */
    public Arrival signed(byte[] published, SignedEnvelope envelope, Instant received) {
        return Arrival.of(published, reader, packing, Provenance.SIGNED, Optional.of(envelope), received);
    }

    @Override
    public void close() {
        packing.close();
    }
}
