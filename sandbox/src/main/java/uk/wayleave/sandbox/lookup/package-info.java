/** The streets of the gazetteer, looked up. */
@NullMarked
package uk.wayleave.sandbox.lookup;

import org.jspecify.annotations.NullMarked;
