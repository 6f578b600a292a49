/** Inspections, those that are due, and what does not comply. */
@NullMarked
package uk.wayleave.sandbox.inspections;

import org.jspecify.annotations.NullMarked;
