package uk.wayleave.gateway.governor;

import java.time.Duration;

/**
 * Why a call gets no place now.
 *
 * @param places what the limit allows within {@code window}; of a share, as it is now
 * @param retryAfter when it is worth asking again
 */
public record Shortage(Limit limit, long places, Duration window, Duration retryAfter) {}
