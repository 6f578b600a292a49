/** GeoJSON within a rectangle. */
@NullMarked
package uk.wayleave.sandbox.maps;

import org.jspecify.annotations.NullMarked;
