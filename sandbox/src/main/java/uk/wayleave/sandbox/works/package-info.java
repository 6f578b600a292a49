/** Works: making, reading, starting and stopping them. */
@NullMarked
package uk.wayleave.sandbox.works;

import org.jspecify.annotations.NullMarked;
