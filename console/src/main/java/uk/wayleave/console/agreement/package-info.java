/** Agreements, from draft to end. */
@NullMarked
package uk.wayleave.console.agreement;

import org.jspecify.annotations.NullMarked;
