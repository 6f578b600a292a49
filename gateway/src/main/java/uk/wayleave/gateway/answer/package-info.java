/** Step 8: what of the answer this Controller may have. */
@NullMarked
package uk.wayleave.gateway.answer;

import org.jspecify.annotations.NullMarked;
