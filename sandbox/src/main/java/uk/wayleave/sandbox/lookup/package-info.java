/** What every account may look up: streets, organisations, users. */
@NullMarked
package uk.wayleave.sandbox.lookup;

import org.jspecify.annotations.NullMarked;
