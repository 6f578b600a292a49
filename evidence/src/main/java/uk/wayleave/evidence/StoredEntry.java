package uk.wayleave.evidence;

import java.time.Instant;
import java.util.UUID;

/**
 * An entry as a store keeps it: the canonical bytes and the chain hash, which are the evidence, and beside them copies
 * of some of its members, by which the store finds it and decides who may see it. Not yet verified in any way.
 *
 * <p>The arrays are shared, not copied: entries are read by the million. Whoever is given one leaves them as they are.
 *
 * @param kind {@link EntryKind#word()}, if nobody altered it
 * @param canonical see {@link CanonicalEntry}
 * @param chain {@code chain(sequence)}, see {@link Chain}
 */
public record StoredEntry(
        long sequence, UUID id, String kind, UUID controller, UUID call, Instant at, byte[] canonical, byte[] chain) {
    /** The receipt as it was given when the entry was written, if nothing has been altered since. */
    public Receipt receipt() {
        return new Receipt(
                id, sequence, Chain.leaf(canonical).hex(), Hash.of(chain).hex(), at);
    }
}
