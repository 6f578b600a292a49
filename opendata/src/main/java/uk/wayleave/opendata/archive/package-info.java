/** DfT's monthly archives, and which minutes look thin. */
@NullMarked
package uk.wayleave.opendata.archive;

import org.jspecify.annotations.NullMarked;
