/** For integrators: their products, what these prove themselves with, and how to begin. */
@NullMarked
package uk.wayleave.console.product;

import org.jspecify.annotations.NullMarked;
