package uk.wayleave.gateway.governor;

import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;

/** Whose call it is: it counts against the share of both. */
public record Party(IntegratorId integrator, ControllerId controller) {}
