/** What files carry beside what they show: found and taken out, or the file is not taken. */
@NullMarked
package uk.wayleave.screening.file;

import org.jspecify.annotations.NullMarked;
