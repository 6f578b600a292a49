package uk.wayleave.register.notification;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;

/**
 * What a product subscribed to.
 *
 * @param person on whose behalf, of those the instruction lists
 * @param description the product's own words
 * @param ended why, in a word, and when; empty while it goes on
 */
public record Subscription(
        SubscriptionId id,
        ControllerId controller,
        AgreementId agreement,
        ProductId product,
        InstructionId instruction,
        PersonId person,
        ReceiverId receiver,
        URI url,
        Optional<String> description,
        Instant began,
        Optional<Ended> ended) {
    /** The end of a subscription. */
    public record Ended(Instant at, String because) {}

    /** Without the description, which the product wrote. */
    @Override
    public String toString() {
        return "Subscription[" + id + "]";
    }
}
