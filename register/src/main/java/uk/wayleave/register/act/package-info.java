/** What persons did in the register, on its way into the ledger. */
@NullMarked
package uk.wayleave.register.act;

import org.jspecify.annotations.NullMarked;
