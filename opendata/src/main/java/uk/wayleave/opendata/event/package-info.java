/** Open events as DfT publishes them, read with all their oddities. */
@NullMarked
package uk.wayleave.opendata.event;

import org.jspecify.annotations.NullMarked;
