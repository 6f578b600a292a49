/** What the framework says: clauses, agreement, instruction, purpose, and the decision. Pure, no I/O. */
@NullMarked
package uk.wayleave.framework;

import org.jspecify.annotations.NullMarked;
