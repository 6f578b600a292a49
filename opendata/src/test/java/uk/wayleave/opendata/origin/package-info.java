@NullMarked
package uk.wayleave.opendata.origin;

import org.jspecify.annotations.NullMarked;
