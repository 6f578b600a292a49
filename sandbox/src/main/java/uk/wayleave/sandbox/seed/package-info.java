/** What the sandbox begins with. */
@NullMarked
package uk.wayleave.sandbox.seed;

import org.jspecify.annotations.NullMarked;
