/** Starts the parts in the order they need each other, and stops them in the opposite one. */
@NullMarked
package uk.wayleave.app.serve;

import org.jspecify.annotations.NullMarked;
