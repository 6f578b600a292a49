@NullMarked
package uk.wayleave.register.ledger;

import org.jspecify.annotations.NullMarked;
