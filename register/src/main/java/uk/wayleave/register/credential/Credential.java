package uk.wayleave.register.credential;

import java.time.Instant;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Standing;

/** What a product proves itself with under one agreement; never its secret. */
public record Credential(
        CredentialId id,
        String clientId,
        AgreementId agreement,
        IntegratorId integrator,
        ProductId product,
        Standing standing,
        Instant created,
        Instant rotated) {}
