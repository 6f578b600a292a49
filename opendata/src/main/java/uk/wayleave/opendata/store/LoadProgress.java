package uk.wayleave.opendata.store;

import java.time.Instant;

/**
 * How far an archive has been loaded.
 *
 * @param events of it, from its beginning
 * @param whole whether that is all of it
 */
public record LoadProgress(long events, boolean whole, Instant at) {}
