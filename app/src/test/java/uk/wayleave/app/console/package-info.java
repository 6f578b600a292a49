/** The console of a whole installation, in browsers. */
@NullMarked
package uk.wayleave.app.console;

import org.jspecify.annotations.NullMarked;
