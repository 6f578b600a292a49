/** Geographical areas of an authority, and what the ground is made of. */
@NullMarked
package uk.wayleave.sandbox.areas;

import org.jspecify.annotations.NullMarked;
