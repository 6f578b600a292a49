package uk.wayleave.opendata.store;

import java.time.Instant;

/**
 * A stretch of time from which fewer events came than is usual at that hour of the week.
 *
 * @param events that are there
 * @param usual how many there usually are, by the median of the same hours of other weeks
 */
public record Gap(Instant from, Instant to, long events, double usual) {}
