/** Step 2: what is asked of Street Manager. */
@NullMarked
package uk.wayleave.gateway.operation;

import org.jspecify.annotations.NullMarked;
