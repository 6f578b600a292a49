/** The ledger's store in PostgreSQL: one writer for each node, groups of appends, one chain for all nodes. */
@NullMarked
package uk.wayleave.register.ledger;

import org.jspecify.annotations.NullMarked;
