package uk.wayleave.evidence;

import java.time.Instant;
import java.util.UUID;

/**
 * An entry before it has its place in the ledger.
 *
 * @param id the id of the receipt, from {@link TimeOrderedIds}: it tells nobody how many entries others made
 * @param controller whose entry it is
 * @param call what the entries of one call have in common
 * @param at when it was drafted
 */
public record Draft(UUID id, EntryKind kind, UUID controller, UUID call, Instant at, Facts facts) {}
