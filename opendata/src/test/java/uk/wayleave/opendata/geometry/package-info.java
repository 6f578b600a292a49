@NullMarked
package uk.wayleave.opendata.geometry;

import org.jspecify.annotations.NullMarked;
