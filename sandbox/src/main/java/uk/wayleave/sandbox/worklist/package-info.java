/** What is to be done soon: the Worklist API. */
@NullMarked
package uk.wayleave.sandbox.worklist;

import org.jspecify.annotations.NullMarked;
