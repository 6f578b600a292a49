package uk.wayleave.register.notification;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.PersonId;

/**
 * A delivery that is held, with what it takes to judge and carry it.
 *
 * @param attempts how often it was tried before
 * @param accountRole the role of the account that Street Manager told
 * @param payload the notification as it was kept: what is known of it, nothing masked yet
 */
public record WaitingDelivery(
        DeliveryId id,
        ControllerId controller,
        AgreementId agreement,
        SubscriptionId subscription,
        PersonId person,
        ReceiverId receiver,
        URI url,
        UUID notification,
        String accountRole,
        int attempts,
        Instant received,
        Instant expires,
        byte[] payload) {
    /** Without the payload. */
    @Override
    public String toString() {
        return "WaitingDelivery[" + id + "]";
    }
}
