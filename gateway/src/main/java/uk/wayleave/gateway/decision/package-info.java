/** Step 3: what the framework says of it. */
@NullMarked
package uk.wayleave.gateway.decision;

import org.jspecify.annotations.NullMarked;
