/** The explicit requests of a Controller's named persons. */
@NullMarked
package uk.wayleave.register.instruction;

import org.jspecify.annotations.NullMarked;
