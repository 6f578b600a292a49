package uk.wayleave.register.notification;

import java.util.UUID;

/** Identifies one notification on its way to one receiver, the same at every attempt. */
public record DeliveryId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
