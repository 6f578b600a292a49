/** Scans of a Controller's own records for personal data in texts: each answer is had by the way of one call. */
@NullMarked
package uk.wayleave.gateway.scan;

import org.jspecify.annotations.NullMarked;
