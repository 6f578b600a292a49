/** The people's pages on the control plane's port. */
@NullMarked
package uk.wayleave.console;

import org.jspecify.annotations.NullMarked;
