/** Step 6: the record of what is about to happen. */
@NullMarked
package uk.wayleave.gateway.intent;

import org.jspecify.annotations.NullMarked;
