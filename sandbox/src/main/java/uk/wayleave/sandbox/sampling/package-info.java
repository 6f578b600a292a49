/** Sample inspections: targets, quarters, quotas. */
@NullMarked
package uk.wayleave.sandbox.sampling;

import org.jspecify.annotations.NullMarked;
