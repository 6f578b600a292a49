/** Events kept as published, and the state they make, in PostgreSQL. */
@NullMarked
package uk.wayleave.opendata.store;

import org.jspecify.annotations.NullMarked;
