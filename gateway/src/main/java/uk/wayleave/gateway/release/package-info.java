/** Step 9: the record of the release, then the bytes. */
@NullMarked
package uk.wayleave.gateway.release;

import org.jspecify.annotations.NullMarked;
