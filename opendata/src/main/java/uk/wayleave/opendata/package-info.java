/** Street Manager's open data: received, kept, and served to whoever wants it for another use. */
@NullMarked
package uk.wayleave.opendata;

import org.jspecify.annotations.NullMarked;
