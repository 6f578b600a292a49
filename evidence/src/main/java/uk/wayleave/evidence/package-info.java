/** The ledger, its canonical entries and proofs, and receipts. */
@NullMarked
package uk.wayleave.evidence;

import org.jspecify.annotations.NullMarked;
