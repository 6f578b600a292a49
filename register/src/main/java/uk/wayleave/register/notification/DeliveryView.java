package uk.wayleave.register.notification;

import java.time.Instant;
import java.util.Optional;

/** A delivery as its Controller may look at it: never what is in it. */
public record DeliveryView(
        DeliveryId id,
        SubscriptionId subscription,
        DeliveryState state,
        int attempts,
        Instant received,
        Optional<Instant> nextTry,
        Optional<String> outcome,
        Optional<Instant> finished) {}
