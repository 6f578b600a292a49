package uk.wayleave.evidence;

import java.time.Instant;
import java.util.UUID;

/**
 * The proof that an entry is in the ledger.
 *
 * @param id of the entry
 * @param sequence its place, from 1, without gaps
 * @param leafHash SHA-256 of its canonical bytes as a Merkle leaf (RFC 6962 section 2.1), lower-case hex
 * @param chainHash the chain up to and including it, lower-case hex
 */
public record Receipt(UUID id, long sequence, String leafHash, String chainHash, Instant at) {}
