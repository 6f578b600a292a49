/** Idempotency keys: what became of a write, kept so that its caller may repeat it safely. */
@NullMarked
package uk.wayleave.register.repeat;

import org.jspecify.annotations.NullMarked;
