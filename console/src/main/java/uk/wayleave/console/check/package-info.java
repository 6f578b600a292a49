/** Before anything is sent: may I use this, and what would screening say of a text. */
@NullMarked
package uk.wayleave.console.check;

import org.jspecify.annotations.NullMarked;
