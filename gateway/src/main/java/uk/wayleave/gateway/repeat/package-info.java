/** Step 5: a write that its caller named by an idempotency key is carried out once, however often it comes. */
@NullMarked
package uk.wayleave.gateway.repeat;

import org.jspecify.annotations.NullMarked;
