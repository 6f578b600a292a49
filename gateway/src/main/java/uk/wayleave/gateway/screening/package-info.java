/** Step 4: what of it may go out, and in whose name. */
@NullMarked
package uk.wayleave.gateway.screening;

import org.jspecify.annotations.NullMarked;
