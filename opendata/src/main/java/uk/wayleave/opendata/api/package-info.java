/** The open API: OGC API Features, works with their history, streams and tiles. */
@NullMarked
package uk.wayleave.opendata.api;

import org.jspecify.annotations.NullMarked;
