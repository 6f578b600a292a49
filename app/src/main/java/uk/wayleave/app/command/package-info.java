/** The command line: what each command takes, prints and returns. */
@NullMarked
package uk.wayleave.app.command;

import org.jspecify.annotations.NullMarked;
