package uk.wayleave.register.party;

import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Standing;

/** One system of an integrator. */
public record Product(ProductId id, IntegratorId integrator, String name, Standing standing) {}
