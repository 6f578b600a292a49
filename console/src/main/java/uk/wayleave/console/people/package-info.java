/** The people of a body, and how they sign in. */
@NullMarked
package uk.wayleave.console.people;

import org.jspecify.annotations.NullMarked;
