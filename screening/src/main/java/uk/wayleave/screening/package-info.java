/** Personal data in free text: what is found, where, by which rule, and what to write instead. Pure, no I/O. */
@NullMarked
package uk.wayleave.screening;

import org.jspecify.annotations.NullMarked;
