/** Wiring and the command line. */
@NullMarked
package uk.wayleave.app;

import org.jspecify.annotations.NullMarked;
