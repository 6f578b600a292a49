/** Looks at an installation and says what is wrong with it and how to mend it. Changes nothing. */
@NullMarked
package uk.wayleave.app.doctor;

import org.jspecify.annotations.NullMarked;
