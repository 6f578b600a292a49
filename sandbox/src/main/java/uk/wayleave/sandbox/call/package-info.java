/** What every operation is given and works with. */
@NullMarked
package uk.wayleave.sandbox.call;

import org.jspecify.annotations.NullMarked;
