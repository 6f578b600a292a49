package uk.wayleave.register.token;

import java.util.UUID;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.ProductId;

/** Whose a client is: the credential of one product under one agreement of one Controller. */
public record ClientHolder(ControllerId controller, AgreementId agreement, ProductId product, UUID credential) {}
