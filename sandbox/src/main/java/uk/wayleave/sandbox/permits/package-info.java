/** Permits and the changes of a permit. */
@NullMarked
package uk.wayleave.sandbox.permits;

import org.jspecify.annotations.NullMarked;
