package uk.wayleave.register.party;

import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.Standing;

/** A third party that processes data for Controllers. */
public record Integrator(IntegratorId id, String name, Standing standing) {}
