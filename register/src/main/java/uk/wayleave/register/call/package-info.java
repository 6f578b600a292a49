/** The calls that the ledger tells of, so that people find them. */
@NullMarked
package uk.wayleave.register.call;

import org.jspecify.annotations.NullMarked;
