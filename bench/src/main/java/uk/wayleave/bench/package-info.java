/** Comparisons against peers in the same run. */
@NullMarked
package uk.wayleave.bench;

import org.jspecify.annotations.NullMarked;
