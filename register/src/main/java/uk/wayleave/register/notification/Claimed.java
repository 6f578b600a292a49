package uk.wayleave.register.notification;

import java.time.Instant;
import uk.wayleave.framework.ControllerId;

/**
 * Something that is due, held by this node until its lease is over; then another node may take it.
 *
 * @param thing what it is
 * @param lease tells this hold from a later one
 */
public record Claimed<T>(T thing, ControllerId controller, Instant lease) {}
