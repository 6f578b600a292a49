/** Who may do what: the PostgreSQL register, the vault and the ledger's store. */
@NullMarked
package uk.wayleave.register;

import org.jspecify.annotations.NullMarked;
