/** Events posted, signed, to where holders of keys want them. */
@NullMarked
package uk.wayleave.opendata.webhook;

import org.jspecify.annotations.NullMarked;
