/** What the sandbox remembers: works with everything in them, and what happened to them. */
@NullMarked
package uk.wayleave.sandbox.record;

import org.jspecify.annotations.NullMarked;
