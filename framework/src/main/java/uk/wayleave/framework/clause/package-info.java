/** One class for each clause of the framework, under its id: what it says, whom it binds, and how a call is judged by it. */
@NullMarked
package uk.wayleave.framework.clause;

import org.jspecify.annotations.NullMarked;
