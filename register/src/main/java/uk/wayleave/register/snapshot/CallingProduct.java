package uk.wayleave.register.snapshot;

import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Standing;

/**
 * The product that calls, by one of its credentials.
 *
 * @param agreement the agreement the credential belongs to
 * @param standing the weakest of credential, product and integrator
 */
public record CallingProduct(
        ProductId id, IntegratorId integrator, AgreementId agreement, String clientId, Standing standing) {}
