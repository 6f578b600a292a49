/** A faithful stand-in for Street Manager, for demonstrations and tests. */
@NullMarked
package uk.wayleave.sandbox;

import org.jspecify.annotations.NullMarked;
