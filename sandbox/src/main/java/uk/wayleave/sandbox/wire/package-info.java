/** How Street Manager speaks: JSON, the shapes of each version, answers and errors. */
@NullMarked
package uk.wayleave.sandbox.wire;

import org.jspecify.annotations.NullMarked;
