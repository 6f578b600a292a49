/** Comments on works. */
@NullMarked
package uk.wayleave.sandbox.comments;

import org.jspecify.annotations.NullMarked;
