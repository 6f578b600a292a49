package uk.wayleave.evidence;

import java.nio.charset.StandardCharsets;

/**
 * Where a ledger stands: how many entries it has and the hash that depends on every byte of all of them.
 *
 * <pre>
 * leaf(n)  = SHA-256(0x00 ‖ canonical bytes of entry n)         RFC 6962 section 2.1
 * chain(0) = SHA-256(the ASCII bytes of "wayleave ledger 1")
 * chain(n) = SHA-256(0x02 ‖ chain(n-1) ‖ leaf(n))               32 bytes each, so 65 bytes are hashed
 * </pre>
 *
 * RFC 6962 keeps 0x01 for the inner nodes of a Merkle tree. A chain's links begin with 0x02, so that when proofs over
 * the same leaves come, no hash of one kind can be passed off as one of another.
 *
 * @param count of entries, from 0
 * @param hash {@code chain(count)}
 */
public record Chain(long count, Hash hash) {
    private static final byte[] LEAF = {0x00};
    private static final byte[] LINK = {0x02};
    private static final Chain GENESIS =
            new Chain(0, Hash.sha256("wayleave ledger 1".getBytes(StandardCharsets.US_ASCII)));

    public Chain {
        if (count < 0) throw new IllegalArgumentException("A ledger has no negative number of entries.");
    }

    /** Of a ledger without entries. */
    public static Chain genesis() {
        return GENESIS;
    }

    /** The leaf hash of an entry's canonical bytes. */
    public static Hash leaf(byte[] canonical) {
        return Hash.sha256(LEAF, canonical);
    }

    /** With one more entry, whose leaf hash this is. */
    public Chain with(Hash leaf) {
        return new Chain(count + 1, Hash.sha256(LINK, hash.shared(), leaf.shared()));
    }
}
