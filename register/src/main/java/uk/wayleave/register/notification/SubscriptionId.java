package uk.wayleave.register.notification;

import java.util.Optional;
import java.util.UUID;

/** Identifies a product's subscription; its text is the {@code subscription_reference_number} that the product sees. */
public record SubscriptionId(UUID value) {
    /** Empty for text that is none of ours. */
    public static Optional<SubscriptionId> parse(String text) {
        try {
            var id = new SubscriptionId(UUID.fromString(text));
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
