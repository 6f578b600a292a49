@NullMarked
package uk.wayleave.opendata.archive;

import org.jspecify.annotations.NullMarked;
