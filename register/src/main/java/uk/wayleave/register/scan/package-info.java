/** Scans of a Controller's own records for personal data in texts: what was ordered, and what came of it, in numbers. */
@NullMarked
package uk.wayleave.register.scan;

import org.jspecify.annotations.NullMarked;
