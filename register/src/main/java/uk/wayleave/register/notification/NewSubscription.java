package uk.wayleave.register.notification;

import java.util.Optional;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;

/**
 * A subscription to be begun.
 *
 * @param clientId of the credential it is asked for with
 * @param description 1 to 500 characters
 */
public record NewSubscription(
        AgreementId agreement,
        ProductId product,
        String clientId,
        InstructionId instruction,
        PersonId person,
        ReceiverId receiver,
        Optional<String> description) {
    public static final int LONGEST_DESCRIPTION = 500;

    /** Without the description, which the product wrote. */
    @Override
    public String toString() {
        return "NewSubscription[receiver=" + receiver + "]";
    }
}
