/** The streets of the sandbox and places on the British National Grid. */
@NullMarked
package uk.wayleave.sandbox.street;

import org.jspecify.annotations.NullMarked;
