/** How good the screening is: labelled texts, and precision and recall upon them. */
@NullMarked
package uk.wayleave.screening.quality;

import org.jspecify.annotations.NullMarked;
