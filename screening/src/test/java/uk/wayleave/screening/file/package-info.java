@NullMarked
package uk.wayleave.screening.file;

import org.jspecify.annotations.NullMarked;
