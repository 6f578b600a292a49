/** Open data: ingest and box queries beside SQLite with its R*Tree. */
@NullMarked
package uk.wayleave.bench.opendata;

import org.jspecify.annotations.NullMarked;
