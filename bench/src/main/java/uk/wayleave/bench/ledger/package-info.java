/** Durable ledger entries a second, beside one commit for each row. */
@NullMarked
package uk.wayleave.bench.ledger;

import org.jspecify.annotations.NullMarked;
