/** How far each clause of the framework is kept here. */
@NullMarked
package uk.wayleave.console.clause;

import org.jspecify.annotations.NullMarked;
