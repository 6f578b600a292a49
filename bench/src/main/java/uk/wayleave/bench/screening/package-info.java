/** Screening beside public engines on the same texts. */
@NullMarked
package uk.wayleave.bench.screening;

import org.jspecify.annotations.NullMarked;
